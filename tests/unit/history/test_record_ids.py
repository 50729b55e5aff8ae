import pytest

from hooper.foundation.errors import InputError
from hooper.history.read_log import read_log
from hooper.history.record_ids import read_record_ids

DEALS = (
    "Record Id,contact,date,amount,contact id\n"
    "z1,bob,2020-01-01,5,c2\n"
    "z2,ann,2020-01-02,5,c1\n"
    "z3,bob,2020-02-01,5,c2\n"
    "z4,,2020-02-01,5,\n"
)


def ids(path, column):
    columns = {"customer_id": "contact"}
    return read_record_ids(path, column, "contact", read_log(path, columns)[0]).to_pydict()


def test_a_customer_has_a_row_for_each_id_in_the_order_of_the_log(log_file):
    path = log_file(DEALS)
    assert ids(path, "Record Id") == {"customer_id": [0, 1, 1], "record_id": ["z2", "z1", "z3"]}
    assert ids(path, "contact id") == {"customer_id": [0, 1], "record_id": ["c1", "c2"]}


def test_long_numbers_stay_as_they_are(log_file):
    path = log_file(DEALS.replace("c1", "0554023000000527016").replace("c2", "554023000000527017"))
    assert ids(path, "contact id")["record_id"] == ["0554023000000527016", "554023000000527017"]


@pytest.mark.parametrize(
    ("text", "column", "problem"),
    [
        (DEALS, "Record", "there is no column 'Record'"),
        (DEALS.replace("contact id", "Record Id"), "Record Id", "two columns are named 'Record Id'"),
        (DEALS.replace("c2", "c1"), "contact id", "'c1' is of two customers, 'ann' and 'bob' (1 such ids)"),
        (DEALS.replace("z2", ""), "Record Id", "no id for customer 'ann' (1 such customers)"),
    ],
)
def test_ids_that_do_not_tell_customers_are_refused(log_file, text, column, problem):
    with pytest.raises(InputError) as caught:
        ids(log_file(text), column)
    assert problem in caught.value.faults[0].problem
    assert caught.value.faults[0].remedy
