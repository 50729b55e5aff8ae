import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.read_profiles import read_profiles

ROWS = {"customer_id": [0, 1, 2], "time_days": [0.0, 1.0, 2.0], "amount": [5.0, 5.0, 5.0]}
LOG = Observed(pa.table(ROWS, schema=TRANSACTIONS), 28.0, labels=("ann", "bob", "cy"))


def read(text, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(text)
    return read_profiles(path, LOG)


def test_a_file_by_hand(tmp_path):
    found = read("age,Customer_ID,town\n41,cy,Ulm\n,ann,\n30,dan,Bonn\n", tmp_path)
    assert found.to_pylist() == [
        {"customer_id": 2, "age": 41.0, "town": "Ulm"},
        {"customer_id": 0, "age": None, "town": None},
    ]


def test_customers_of_a_simulated_log_are_known_by_number():
    log = Observed(pa.table(ROWS, schema=TRANSACTIONS), 28.0)
    found = read_profiles(pa.table({"customer_id": [2, 1], "age": [np.nan, 7.0]}), log)
    assert found.to_pylist() == [{"customer_id": 2, "age": None}, {"customer_id": 1, "age": 7.0}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,age\nann,3\n", "0 columns are named 'customer_id'"),
        ("customer_id\nann\n", "there is no trait"),
        ("customer_id,age\nann,3\nbob,4\nann,5\n", "people.csv:4, column 'customer_id': this customer has"),
        ("customer_id,age,age\nann,3,4\n", "two columns are named 'age'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, said, tmp_path):
    with pytest.raises(InputError) as refused:
        read(text, tmp_path)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_profiles(tmp_path / "nobody.csv", LOG)
