import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.purchases import merge_same_day

rows = st.lists(
    st.tuples(st.integers(0, 4), st.floats(0.0, 9.0), st.integers(0, 50).map(float)), max_size=40
).map(sorted)


@given(rows)
def test_merging_keeps_all_money_and_one_purchase_a_customer_and_day(history, rows):
    merged = merge_same_day(history(rows, end_days=9.0))
    days = {(customer, int(time)) for customer, time, _ in rows}
    found = list(zip(merged.customer_id.tolist(), np.floor(merged.time_days).tolist(), strict=True))
    assert sorted(found) == sorted(days)
    assert merged.amount.sum() == sum(amount for *_, amount in rows)


@given(rows, st.floats(0.0, 9.0))
def test_a_cut_parts_the_purchases(history, rows, cut):
    merged = merge_same_day(history(rows, end_days=9.0))
    assert merged.up_to(cut).amount.sum() + merged.after(cut).amount.sum() == merged.amount.sum()
    assert (merged.up_to(cut).time_days <= cut).all()


def test_the_merged_purchase_is_at_the_time_of_the_first(history):
    merged = merge_same_day(history([(0, 2.25, 5.0), (0, 2.5, 1.0), (1, 2.5, 7.0)], end_days=9.0))
    assert merged.time_days.tolist() == [2.25, 2.5]
    assert merged.amount.tolist() == [6.0, 7.0]
    assert merged.customer_bounds()[0].tolist() == [0, 1]
    assert merged.customer_bounds()[1].tolist() == [1, 2]


def test_what_lies_after_the_cut_is_left_out_before_a_day_is_merged(history):
    log = history([(0, 1.0, 3.0), (0, 5.25, 4.0), (0, 5.75, 100.0)], end_days=9.0)
    merged = merge_same_day(log, until_days=5.5)
    assert (merged.time_days.tolist(), merged.amount.tolist()) == ([1.0, 5.25], [3.0, 4.0])
