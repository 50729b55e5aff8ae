from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.observation_windows import ObservationWindows, summarise_windows, within_windows

ROWS = [(3, 1, 10), (3, 8, 4), (3, 22, 2), (5, 15, 7), (9, 2, 1), (9, 3, 1)]


def windows(*rows):
    ids, starts, ends = zip(*rows, strict=True) if rows else ((), (), ())
    return ObservationWindows(np.array(ids, np.uint64), np.array(starts, float), np.array(ends, float))


def test_every_customer_is_as_old_as_its_own_window(history):
    log = history(ROWS, end_days=29.0)
    summary, left_out = summarise_windows(log, windows((9, 0, 16), (3, 0, 15)))
    assert summary.customer_id.tolist() == [3, 5, 9]
    assert summary.frequency.tolist() == [1, 0, 1]
    assert summary.recency * 7 == pytest.approx([7, 0, 1])
    assert summary.age * 7 == pytest.approx([14, 14, 14])
    assert (left_out.purchases_before, left_out.purchases_after, left_out.customers) == (0, 1, 0)


def test_the_clock_starts_with_the_first_purchase_that_was_seen(history):
    summary, left_out = summarise_windows(history(ROWS, end_days=29.0), windows((3, 8, 22)), unit_days=1.0)
    assert (summary.first_time_days[0], summary.recency[0], summary.age[0]) == (8.0, 14.0, 14.0)
    assert left_out.purchases_before == 1


def test_start_and_end_belong_to_the_window(history):
    log = history(ROWS, end_days=29.0)
    assert within_windows(log, windows((3, 1, 22)))[1].purchases_after == 0
    assert within_windows(log, windows((3, 1.5, 21.5)))[0].column("time_days")[0] == 8.0


def test_who_bought_outside_the_window_only_is_left_out_and_counted(history):
    summary, left_out = summarise_windows(history(ROWS, end_days=29.0), windows((5, 0, 14), (9, 4, 29)))
    assert summary.customer_id.tolist() == [3]
    assert (left_out.purchases_before, left_out.purchases_after, left_out.customers) == (2, 1, 2)


def test_a_window_reaches_no_further_than_the_log(history):
    summary, _ = summarise_windows(history(ROWS, end_days=29.0), windows((3, -np.inf, np.inf), (5, 0, 400)))
    assert summary.age * 7 == pytest.approx([28, 14, 27])


def test_one_end_for_all_is_the_cut(history):
    log = history(ROWS, end_days=29.0)
    by_window, _ = summarise_windows(log, windows(*((customer, 0, 16) for customer in (3, 5, 9))))
    by_cut = summarise(log, cut_days=16.0)
    for field in fields(by_cut):
        if field.name != "cut_days":
            one, other = getattr(by_window, field.name), getattr(by_cut, field.name)
            assert np.array_equal(one, other, equal_nan=np.isnan(one).any()), field.name


def test_without_windows_nothing_changes(history):
    log = history(ROWS, end_days=29.0)
    summary, left_out = summarise_windows(log, windows())
    assert summary.age.tolist() == summarise(log).age.tolist()
    assert (left_out.purchases_before, left_out.purchases_after, left_out.customers) == (0, 0, 0)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.floats(0, 40), st.floats(0, 40)), unique_by=lambda row: row[0])
)
def test_every_purchase_is_seen_or_counted(history, rows):
    rows = [(customer, min(one, other), max(one, other)) for customer, one, other in rows]
    purchases = [(customer, day, 1) for customer in range(5) for day in (3, 11, 25, 39)]
    log = history(purchases, end_days=40.0)
    seen, left_out = within_windows(log, windows(*rows))
    inside = sum(
        all(start <= day <= end for who, start, end in rows if who == customer)
        for customer, day, _ in purchases
    )
    assert seen.transactions.num_rows == inside
    assert inside + left_out.purchases_before + left_out.purchases_after == len(purchases)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(3, 5, 4)], "customer 3: is watched from day 5.0 to day 4.0"),
        ([(3, np.nan, 4)], "customer 3: is watched from day nan"),
        ([(3, 0, 4), (5, 0, 4), (3, 6, 9)], "customer 3: has two windows"),
    ],
)
def test_windows_that_cannot_be_are_told(rows, told):
    with pytest.raises(InputError, match=told):
        windows(*rows)


def test_columns_of_different_length_are_told():
    with pytest.raises(InputError, match="shapes"):
        ObservationWindows(np.array([1], np.uint64), np.zeros(2), np.ones(2))


def test_a_customer_whom_the_log_does_not_have_is_told(history):
    with pytest.raises(InputError, match="customer 4 is not in the log"):
        summarise_windows(history(ROWS, end_days=29.0), windows((3, 0, 9), (4, 0, 9)))
