import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.read_covariates import read_cohort_covariates, read_customer_covariates
from hooper.history.survivors import Survivors

COHORTS = Survivors(("a", "b", "c"), (np.array([9, 7]),) * 3)
ROWS = {"customer_id": [0, 0, 1, 2], "time_days": [0.0, 9.0, 0.0, 20.0], "amount": [5.0, 1.0, 2.0, 9.0]}
LOG = Observed(pa.table(ROWS, schema=TRANSACTIONS), end_days=28.0, labels=("007", "ann", "bob"))
KNOWN = "customer_id;age;via\nbob;30;web\n007;52.5;shop\nann;41;web\n"


def read(columns):
    return read_cohort_covariates(pa.table({"cohort": ["c", "a", "b"]} | columns), COHORTS)


def refused(columns):
    with pytest.raises(InputError) as error:
        read(columns)
    return str(error.value)


def test_a_file_of_text_is_read_in_the_rows_of_the_customers(tmp_path):
    path = tmp_path / "known.csv"
    path.write_text(KNOWN)
    covariates = read_customer_covariates(path, summarise(LOG), LOG)
    assert covariates.names == ("age", "via=web")
    assert covariates.values.tolist() == [[52.5, 0.0], [41.0, 1.0], [30.0, 1.0]]


def test_customers_who_came_after_the_cut_are_left_out(tmp_path):
    path = tmp_path / "known.csv"
    path.write_text(KNOWN)
    assert read_customer_covariates(path, summarise(LOG, 10.0), LOG).values[:, 0].tolist() == [52.5, 41.0]


def test_a_parquet_file_gives_the_same(tmp_path):
    path = tmp_path / "known.parquet"
    parquet.write_table(pa.table({"customer_id": ["ann", "bob", "007"], "age": [41, 30, 52.5]}), str(path))
    assert read_customer_covariates(path, summarise(LOG), LOG).values.tolist() == [[52.5], [41.0], [30.0]]


def test_customers_without_names_go_by_their_numbers():
    log = Observed(LOG.transactions, LOG.end_days)
    known = pa.table({"customer_id": [2, 1, 0], "age": [30, 41, 52]})
    assert read_customer_covariates(known, summarise(log), log).values[:, 0].tolist() == [52.0, 41.0, 30.0]


def test_a_categorical_column_has_its_first_name_as_reference():
    covariates = read({"via": ["web", "app", "shop"]})
    assert covariates.names == ("via=shop", "via=web")
    assert covariates.values.tolist() == [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]


def test_truth_values_are_names():
    assert read({"member": [True, False, True]}).names == ("member=true",)


def test_numbers_keep_all_their_digits():
    numbers = [1e-300, 123456789.12345679, 1 / 3]
    assert read({"x": numbers}).values[:, 0].tolist() == [numbers[1], numbers[2], numbers[0]]


@pytest.mark.parametrize(
    ("columns", "where", "problem"),
    [
        ({"x": [1, None, 3]}, "row 2, column 'x'", "there is no value"),
        ({"x": [1.0, float("nan"), 3.0]}, "row 2, column 'x'", "there is no value"),
        ({"via": ["web", "", "shop"]}, "row 2, column 'via'", "there is no value"),
        ({"x": [2, 2, 2]}, "column 'x'", "have the same value '2'"),
        ({"x": ["1", "2", "3,5"]}, "row 3, column 'x'", "this is no number, though others of the column are"),
        ({"x": ["1,5", "2,5", "3,5"]}, "row 1, column 'x'", "this is no number"),
        ({"x": ["1", "2", "old"]}, "row 3, column 'x'", "this is no number"),
        ({"x": ["1e400", "2", "3"]}, "row 1, column 'x'", "this is no number"),
        ({"x": [[1], [2], [3]]}, "x", "more than one value a row"),
        ({}, "table", "there is no covariate"),
    ],
)
def test_a_column_that_cannot_be_used_is_told_with_its_place(columns, where, problem):
    message = refused(columns)
    assert where in message
    assert problem in message
    assert "remedy: " in message


@pytest.mark.parametrize(
    ("cohorts", "problem"),
    [
        (["a", "b"], "1 of 3 have no row, first of them 'c'"),
        (["a", "b", "c", "d"], "row 4, column 'cohort': the data have nobody of this name: 'd'"),
        (["a", "b", "c", "b"], "row 4, column 'cohort': this name comes twice: 'b'"),
        (["a", "b", None], "row 3, column 'cohort': this row names nobody"),
    ],
)
def test_rows_that_are_not_those_of_the_data_are_told(cohorts, problem):
    with pytest.raises(InputError) as error:
        read_cohort_covariates(pa.table({"cohort": cohorts, "x": np.arange(len(cohorts))}), COHORTS)
    assert problem in str(error.value)


def test_a_table_without_a_key_is_refused():
    with pytest.raises(InputError, match="0 columns are named 'cohort'"):
        read_cohort_covariates(pa.table({"x": [1, 2, 3]}), COHORTS)


def test_too_many_names_are_refused():
    labels = tuple(f"c{number:02d}" for number in range(60))
    survivors = Survivors(labels, (np.array([9, 7]),) * 60)
    known = pa.table({"cohort": labels, "name": labels})
    with pytest.raises(InputError, match="it has 60 different names"):
        read_cohort_covariates(known, survivors)
