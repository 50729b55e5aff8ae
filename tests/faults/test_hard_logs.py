"""Logs on which no model can be right are fitted with a true status, whatever the types of their columns."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.model_kinds import SpendModel
from tests.command_line import answer, hooper

HEADER = "customer_id,date,amount\n"


def purchases():
    """(customer, date, amount) of 150 customers, some of whom stop."""
    generator = np.random.default_rng(1)
    rows = []
    for customer in range(150):
        day = date(2020, 1, 1) + timedelta(int(generator.integers(0, 60)))
        for _ in range(int(generator.geometric(0.3))):
            rows.append((customer, day, float(np.round(generator.gamma(4.0, 8.0), 2))))
            day += timedelta(int(generator.integers(1, 60)))
    return rows


ROWS = purchases()
CUSTOMERS, DAYS, AMOUNTS = (list(column) for column in zip(*ROWS, strict=True))
TIMES = [datetime(day.year, day.month, day.day) for day in DAYS]
NAMES = [f"{customer:03d}" for customer in CUSTOMERS]

ANY, EDGE, FAILED = {"ok", "boundary", "flat"}, {"boundary", "flat"}, {"failed"}
# The rows, and how models of purchases and of spend may end on them.
HARD = {
    "one customer": ("a,2020-01-01,5\na,2020-02-01,6\na,2020-03-01,7\n", EDGE, EDGE),
    "one-time buyers": ("".join(f"{k:03d},2020-{1 + k % 12:02d}-01,9\n" for k in range(60)), EDGE, FAILED),
    "a constant spend": ("".join(f"{who},{day},25\n" for who, day, _ in ROWS), ANY, EDGE),
    "a spend of nothing": ("".join(f"{who},{day},0\n" for who, day, _ in ROWS), ANY, FAILED),
    "one day": ("".join(f"{k},2020-01-01,{k + 1}\n" for k in range(50)), FAILED, FAILED),
    "one purchase": ("a,2020-01-01,5\n", FAILED, FAILED),
}
COLUMNS = {
    "int64": (pa.array(CUSTOMERS, pa.int64()), pa.array(DAYS, pa.date32()), pa.array(AMOUNTS)),
    "texts": (
        pa.array(NAMES),
        pa.array([str(day) for day in DAYS]),
        pa.array([str(each) for each in AMOUNTS]),
    ),
    "floats": (pa.array(CUSTOMERS, pa.float64()), pa.array(TIMES, pa.timestamp("ns")), pa.array(AMOUNTS)),
    "bytes": (pa.array([name.encode() for name in NAMES]), pa.array(DAYS, pa.date64()), pa.array(AMOUNTS)),
    "a dictionary": (
        pa.array(NAMES).dictionary_encode(),
        pa.array(TIMES, pa.timestamp("us", tz="UTC")),
        pa.array(AMOUNTS),
    ),
}


def write(columns):
    names = ("customer_id", "date", "amount")
    parquet.write_table(pa.table(dict(zip(names, columns, strict=True))), "mine.parquet")


@pytest.mark.parametrize(("rows", "of_purchases", "of_spend"), HARD.values(), ids=HARD)
def test_a_log_without_an_interior_optimum_is_told_by_every_model(rows, of_purchases, of_spend):
    Path("mine.csv").write_text(HEADER + rows)
    result = hooper("fit", "mine.csv", "--all", "--json")
    fits = json.loads(result.stdout)["fits"]
    for fitted in fits:
        is_spend = isinstance(catalogue.get(fitted["model"]), SpendModel)
        assert fitted["status"] in (of_spend if is_spend else of_purchases), fitted
        assert fitted["reason"]
        assert (None in fitted["parameters"].values()) == (fitted["status"] == "failed")
    assert result.exit_code == all(fitted["status"] == "failed" for fitted in fits)


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS)
def test_the_types_of_columns_change_nothing(columns):
    Path("mine.csv").write_text(HEADER + "".join(f"{who},{day},{spent}\n" for who, day, spent in ROWS))
    write(columns)
    one, other = (answer("fit", file, "--model", "bg_nbd") for file in ("mine.parquet", "mine.csv"))
    assert one["n_customers"] == 150
    assert one["parameters"] == pytest.approx(other["parameters"], rel=1e-9)


def test_customers_called_007_and_7_are_two():
    Path("mine.csv").write_text(
        HEADER + "007,2020-01-01,5\n7,2020-01-03,6\n007,2020-02-01,5\n7,2020-03-01,4\n"
    )
    assert answer("fit", "mine.csv", "--model", "bg_nbd")["n_customers"] == 2
    names = pa.array(["007", "7", "007", "7"])
    write((names, pa.array(DAYS[:4]), pa.array(AMOUNTS[:4])))
    assert answer("fit", "mine.parquet", "--model", "bg_nbd")["n_customers"] == 2


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ((pa.array([], pa.int64()), pa.array([], pa.date32()), pa.array([], pa.float64())), "no row"),
        ((pa.nulls(3), pa.nulls(3), pa.nulls(3)), "no purchase is left of 3 rows"),
        ((pa.array([1, 2]), pa.array(DAYS[:2]), pa.array([5.0, None])), "row 2, column 'amount'"),
        ((pa.array([1, 2]), pa.array(DAYS[:2]), pa.array([5.0, np.inf])), "row 2, column 'amount'"),
        ((pa.array([1, 2]), pa.array([DAYS[0], None]), pa.array([5.0, 6.0])), "row 2, column 'date'"),
    ],
    ids=["no rows", "nothing", "an amount missing", "an endless amount", "a date missing"],
)
def test_columns_with_holes_are_refused_or_counted(columns, told):
    write(columns)
    result = hooper("fit", "mine.parquet", "--all")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "remedy:" in result.stderr


def test_a_summary_in_which_a_customer_bought_after_its_age_is_refused():
    with pytest.raises(InputError, match="recency that is not between zero and the age"):
        CustomerSummary(
            customer_id=np.array([7], np.uint64),
            frequency=np.array([2]),
            recency=np.array([9.0]),
            age=np.array([8.0]),
            mean_spend=np.array([5.0]),
            spend_count=np.array([2]),
            total_spend=np.array([15.0]),
            first_time_days=np.array([0.0]),
            unit_days=7.0,
            cut_days=56.0,
        )
