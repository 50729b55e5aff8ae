import pytest

from hooper.history.log_columns import find_columns


@pytest.mark.parametrize(
    "present",
    [
        ["customer_id", "date", "amount"],
        ["CustomerID", "InvoiceDate", "Revenue"],
        ["amount", "Order Date", "user id"],
        ["household_id", "transaction_timestamp", "sales_value"],
        ["InvoiceNo", "Quantity", "UnitPrice", "Client ID", "DATE", "Total"],
    ],
)
def test_usual_names_are_recognised(present):
    chosen, faults = find_columns("log", present)
    assert faults == []
    assert set(chosen.values()) <= set(present)
    assert len(set(chosen.values())) == 3


def test_a_unit_price_is_never_taken_for_an_amount():
    _, faults = find_columns("log", ["CustomerID", "Date", "Quantity", "UnitPrice", "Price"])
    assert [fault.problem for fault in faults] == [
        "there is no column of amounts (the columns are: CustomerID, Date, Quantity, UnitPrice, Price)"
    ]


def test_a_given_column_is_taken_and_not_used_twice():
    chosen, faults = find_columns("log", ["customer", "date", "day", "amount"], {"date": "day"})
    assert (chosen["date"], faults) == ("day", [])


def test_the_more_exact_name_wins():
    assert find_columns("log", ["time", "date", "customer", "amount"])[0]["date"] == "date"


def test_every_role_that_is_missing_is_named():
    _, faults = find_columns("log", ["a"])
    assert len(faults) == 3
