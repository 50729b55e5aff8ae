"""A table of what happened to customers: who, when and how much, and everything wrong with it at once."""

import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.read_log import read_log
from hooper.lifetime_value.hidden_markov.read_period_covariates import read_period_covariates

WEEK = 7.0


@pytest.fixture(scope="module")
def log():
    """Customers 007, anna and 12; day 0 is the first of January."""
    rows = {"customer": ["007", "anna", "12"], "date": ["2020-01-01", "2020-01-02", "2020-02-01"]}
    return read_log(pa.table(rows | {"amount": [1.0, 2.0, 3.0]}))[0]


def read(log, **columns):
    return read_period_covariates(pa.table(columns), log, WEEK)


def test_rows_name_customers_as_the_log_does_and_others_are_left_out(log):
    found = read(
        log,
        customer_id=["anna", "7", "007", "zoe", "12"],
        period=["3", "1", "1", "2", "0"],
        mail=list("12345"),
    )
    assert [log.labels[each] for each in found.customer_id] == ["anna", "007", "12"]
    assert found.period.tolist() == [3, 1, 0]
    assert found.values[:, 0].tolist() == [1.0, 3.0, 5.0]


def test_several_columns_are_several_covariates_in_their_order(log):
    found = read(log, mail=[1, 0], customer_id=["anna", "007"], calls=[0.5, -2.0], period=[1, 2])
    assert found.names == ("mail", "calls")
    assert found.values.tolist() == [[1.0, 0.5], [0.0, -2.0]]


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("2020-01-01", 0),
        ("2020-01-02", 1),
        ("2020-01-08", 1),
        ("2020-01-09", 2),
        ("2020-01-08 00:01", 2),
        ("2019-12-31", 0),
    ],
)
def test_what_happens_in_a_period_moves_into_the_next(log, day, period):
    """As the period begins it moves into that one; the weeks begin on the 1st, 8th, 15th of January."""
    assert read(log, customer_id=["anna"], date=[day], mail=[1]).period.tolist() == [period]


def test_a_csv_file_is_read_with_its_semicolons(log, tmp_path):
    file = tmp_path / "mail.csv"
    file.write_text("customer_id;date;mail\nanna;2020-01-05;2\n007;2020-01-20;+1.5e0\n", encoding="utf-8")
    found = read_period_covariates(file, log, WEEK)
    assert found.period.tolist() == [1, 3]
    assert found.values[:, 0].tolist() == [2.0, 1.5]


def test_customers_of_a_simulated_history_are_numbers():
    rows = {"customer_id": [4, 9], "time_days": [0.5, 1.5], "amount": [1.0, 1.0]}
    observed = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0)
    found = read_period_covariates(
        pa.table({"customer_id": [9, 5], "period": [1, 1], "mail": [1, 1]}), observed, WEEK
    )
    assert found.customer_id.tolist() == [9]
    assert found.customer_id.dtype == np.uint64
    with pytest.raises(InputError, match="have no dates"):
        read_period_covariates(
            pa.table({"customer_id": [9], "date": ["2020-01-01"], "mail": [1]}), observed, WEEK
        )


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"who": ["anna"], "period": [1], "mail": [1]}, "no column 'customer_id'"),
        ({"customer_id": ["anna"], "mail": [1]}, "no column of time"),
        (
            {"customer_id": ["anna"], "period": [1], "date": ["2020-01-01"], "mail": [1]},
            "two columns of time",
        ),
        ({"customer_id": ["anna"], "period": [1]}, "no column of a covariate"),
        ({"customer_id": ["zoe"], "period": [1], "mail": [1]}, "none of 1 rows"),
        ({"customer_id": ["anna"], "period": [1], "mail": ["many"]}, "this is no number: 'many'"),
        ({"customer_id": ["anna"], "period": [1], "mail": [None]}, "this is no number: it is empty"),
        ({"customer_id": ["anna"], "period": [1], "mail": [float("nan")]}, "this is no number: 'nan'"),
        ({"customer_id": ["anna"], "period": [1], "mail": ["1e999"]}, "this is no number: '1e999'"),
        ({"customer_id": ["anna"], "period": [1.5], "mail": [1]}, "this is no whole number: '1.5'"),
        ({"customer_id": ["anna"], "date": ["soon"], "mail": [1]}, "this date cannot be read: 'soon'"),
    ],
)
def test_what_is_wrong_is_told(log, columns, told):
    with pytest.raises(InputError, match=told):
        read(log, **columns)


def test_everything_that_is_wrong_is_told_at_once(log):
    with pytest.raises(InputError) as caught:
        read(
            log,
            customer_id=["anna", "007", "zoe"],
            period=["x", "1", "y"],
            mail=["1", "2,5", "z"],
            calls=["", "1", ""],
        )
    problems = [fault.problem for fault in caught.value.faults]
    assert len(problems) == 3
    assert [fault.where for fault in caught.value.faults] == [
        "table, row 1, column 'period'", "table, row 2, column 'mail'", "table, row 1, column 'calls'",
    ]  # fmt: skip
