import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from hooper.foundation.errors import InputError
from hooper.history.log_profiles import profiles_of
from hooper.history.observed import PROFILES, TRANSACTIONS, Observed
from hooper.history.read_profiles import read_profiles

BOUGHT = {"customer_id": [0, 1, 2], "time_days": [0.0, 1.0, 2.0], "amount": [5.0, 2.0, 3.0]}
LOG = Observed(pa.table(BOUGHT, TRANSACTIONS), end_days=28.0, labels=("007", "ann", "bob"))
TEXT = "Customer_ID;age;home\nbob;41;town\ncy;30;town\n007;52,;\n"


def faults(source):
    with pytest.raises(InputError) as caught:
        read_profiles(source, LOG)
    return caught.value.faults


def test_customers_of_the_log_are_taken_and_others_are_left_out(log_file):
    told = read_profiles(log_file(TEXT.replace("52,", "52")), LOG)
    assert told.to_pydict() == {"customer_id": [2, 0], "age": [41.0, 52.0], "home": ["town", None]}


def test_a_column_with_anything_but_numbers_holds_names(log_file):
    assert read_profiles(log_file(TEXT), LOG)["age"].to_pylist() == ["41", "52,"]


def test_parquet_is_read_as_well_and_whole_numbers_are_names_of_customers(tmp_path):
    numbered = Observed(pa.table(BOUGHT, TRANSACTIONS), end_days=28.0)
    parquet.write_table(pa.table({"customer_id": [2.0, 0.0], "age": [7, 8]}), tmp_path / "p.parquet")
    told = read_profiles(tmp_path / "p.parquet", numbered)
    assert told.to_pydict() == {"customer_id": [2, 0], "age": [7.0, 8.0]}


@given(st.permutations(["007,1", "ann,2", "bob,3", "cy,4"]))
def test_the_order_of_the_rows_does_not_count(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "profiles.csv"
    path.write_text("\n".join(["customer_id,size", *rows]))
    told = read_profiles(path, LOG).sort_by("customer_id")
    assert told.to_pydict() == {"customer_id": [0, 1, 2], "size": [1.0, 2.0, 3.0]}


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("", "log.csv", "the file is empty"),
        ("customer_id,age\n", "log.csv", "nobody"),
        ("customer,age\nann,3\n", "log.csv", "0 columns are named 'customer_id'"),
        ("customer_id\nann\n", "log.csv", "there is no trait"),
        ("customer_id,age,age\nann,3,4\n", "log.csv", "two columns are named 'age'"),
        (
            "customer_id,age\nann,3\nbob,4\nann,5\n",
            "log.csv:4, column 'customer_id'",
            "has a row already: 'ann'",
        ),
        ("customer_id,age\nann,3\n,4\n", "log.csv:3, column 'customer_id'", "this row names nobody"),
        ("customer_id,age\nzoe,3\n", "log.csv", "is a customer of the log"),
        ("customer_id,age\nann,3,4\n", "log.csv:2", "3 fields where the header has 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_a_remedy(log_file, text, where, problem):
    found = faults(log_file(text))
    assert found[0].where.endswith(where)
    assert problem in found[0].problem
    assert all(fault.remedy for fault in found)


def test_what_is_no_finite_number_is_a_gap_and_lists_are_refused():
    told = read_profiles(pa.table({"customer_id": ["ann", "bob"], "age": [float("inf"), 7.0]}), LOG)
    assert told["age"].to_pylist() == [None, 7.0]
    [fault] = faults(pa.table({"customer_id": ["ann"], "age": [[1, 2]]}))
    assert "more than one value a row" in fault.problem


def test_what_is_known_comes_from_the_file_from_the_history_or_from_nowhere(log_file):
    traits = {"age": (), "home": ("town", "village")}
    told = {"customer_id": [1, 1], "trait": [0, 1], "value": [30.0, 1.0]}
    lived = Observed(LOG.transactions, 28.0, others={"profiles": pa.table(told, PROFILES)}, traits=traits)
    own = profiles_of("folder", lived)
    assert own is not None
    assert own.to_pylist() == [{"customer_id": 1, "age": 30.0, "home": "village"}]
    given = profiles_of("folder", lived, log_file("customer_id,size\n2,9\n"))
    assert given is not None
    assert given.to_pylist() == [{"customer_id": 2, "size": 9.0}]
    assert profiles_of("shop.csv", LOG) is None
    assert profiles_of("example:cdnow", LOG) is None
