import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.observed import TRANSACTIONS
from hooper.history.purchase_lines import one_row_a_purchase
from hooper.history.read_log import read_log

TEXT = (
    "customer,date,amount,article,bill\n"
    "b,2020-01-02,5,pen,1\n"
    "a,2020-01-01,1,ink,2\n"
    "b,2020-01-02,2,,1\n"
    "b,2020-01-02,4,ink,3\n"
    "b,2020-01-05,8,pen,4\n"
)


def test_lines_of_a_moment_are_one_purchase_and_keep_their_products(log_file):
    observed, report = read_log(log_file(TEXT), {"product": "article"})
    assert observed.transactions.to_pydict() == {
        "customer_id": [0, 1, 1],
        "time_days": [0.0, 1.0, 4.0],
        "amount": [1.0, 11.0, 8.0],
    }
    assert observed.others["product_lines"].to_pydict() == {
        "customer_id": [0, 1, 1, 1, 1],
        "time_days": [0.0, 1.0, 1.0, 1.0, 4.0],
        "product": ["ink", "pen", "unknown", "ink", "pen"],
        "amount": [1.0, 5.0, 2.0, 4.0, 8.0],
    }
    assert report.noticed["lines"] == report.rows_kept == 5
    assert report.noticed["no_product"] == 1


def test_lines_of_two_orders_are_two_purchases(log_file):
    observed, _ = read_log(log_file(TEXT), {"order": "bill"})
    assert observed.column("amount").tolist() == [1.0, 7.0, 4.0, 8.0]
    assert observed.others == {}


def test_without_either_column_a_row_is_a_purchase(log_file):
    observed, report = read_log(log_file(TEXT))
    assert observed.column("amount").tolist() == [1.0, 5.0, 2.0, 4.0, 8.0]
    assert "lines" not in report.noticed


rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(0, 900)), max_size=30
)


@given(rows)
def test_money_is_kept_and_every_purchase_is_of_one_customer_moment_and_order(lines):
    customer, day, order, cents = (
        (np.array(column) for column in zip(*lines, strict=True)) if lines else [[]] * 4
    )
    table = pa.table([customer, day, np.array(cents) / 100.0], schema=TRANSACTIONS)
    purchases = one_row_a_purchase(table, np.array(order, np.uint64))
    assert purchases.num_rows == len({line[:3] for line in lines})
    assert sum(purchases["amount"].to_pylist()) == pytest.approx(sum(line[3] for line in lines) / 100.0)
    keys = list(zip(purchases["customer_id"].to_pylist(), purchases["time_days"].to_pylist(), strict=True))
    assert keys == sorted(keys)
