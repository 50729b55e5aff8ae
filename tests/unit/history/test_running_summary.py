"""Running totals a customer, purchase by purchase, against `summarise` on the whole log."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.workers import Workers
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.running_summary import RunningSummary

days = st.lists(st.floats(0.0, 20.0, width=32).map(lambda day: round(day * 8) / 8), min_size=1, max_size=12)


@given(st.lists(days, min_size=1, max_size=4), st.sampled_from([7.0, 1.0]))
def test_any_order_of_booking_by_periods_gives_the_summary_of_the_log(times, unit_days):
    rows = [(c, day) for c, own in enumerate(times) for day in sorted(own)]
    ids, when = np.array([c for c, _ in rows]), np.array([day for _, day in rows])
    amounts = 1.0 + np.arange(ids.size) / 8.0
    running = RunningSummary(len(times))
    for period in range(4):
        of_period = (when >= 6.0 * period) & (when < 6.0 * (period + 1))
        running.book_purchases(ids[of_period], when[of_period], amounts[of_period])
    columns = {"customer_id": ids.astype(np.uint64), "time_days": when, "amount": amounts}
    expected = summarise(Observed(pa.table(columns, schema=TRANSACTIONS), 24.0), unit_days=unit_days)
    seen = running.customer_summary(np.arange(len(times), dtype=np.uint64), 24.0, Workers(), unit_days)
    for name in (
        "frequency",
        "recency",
        "age",
        "mean_spend",
        "spend_count",
        "total_spend",
        "first_time_days",
    ):
        np.testing.assert_array_equal(getattr(seen, name), getattr(expected, name), err_msg=name)


def test_purchases_of_one_day_count_as_one_and_the_first_is_no_repeat():
    running = RunningSummary(1)
    running.book_purchases(
        np.zeros(4, np.int64), np.array([2.25, 2.5, 9.0, 9.5]), np.array([5.0, 1.0, 2.0, 3.0])
    )
    summary = running.customer_summary(np.zeros(1, np.uint64), 14.0, Workers())
    assert summary.frequency.tolist() == [1]
    assert summary.mean_spend.tolist() == [5.0]
    assert summary.total_spend.tolist() == [11.0]
    assert summary.recency.tolist() == [6.75 / 7.0]


def test_room_for_more_keeps_every_total():
    running = RunningSummary(2)
    running.book_purchases(np.array([1]), np.array([3.0]), np.array([4.0]))
    running.contacts[1] = 2
    running.make_room(5)
    assert running.total_spend.tolist() == [0.0, 4.0, 0.0, 0.0, 0.0]
    assert running.contacts.tolist() == [0, 2, 0, 0, 0]
    assert np.isnan(running.first_days[[0, 2, 3, 4]]).all()
    running.make_room(3)
    assert running.total_spend.size == 5


def test_a_view_cannot_change_what_the_firm_remembers():
    running = RunningSummary(1)
    running.book_purchases(np.array([0]), np.array([3.0]), np.array([4.0]))
    summary = running.customer_summary(np.zeros(1, np.uint64), 7.0, Workers())
    for name in ("frequency", "recency", "total_spend", "first_time_days"):
        column = getattr(summary, name)
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 9
        assert not np.shares_memory(column, running.total_spend)


def test_last_answers_are_remembered_through_a_checkpoint_and_a_later_one_takes_their_place():
    running = RunningSummary(4)
    running.last_answers.note(7, 3, np.array([0, 2]), np.array([3.0, 5.0]))
    running.last_answers.note(7, 4, np.array([0, 2, 3]), np.array([np.nan, 1.0, 2.0]))
    other = RunningSummary(0)
    other.restore(running.state(4))
    np.testing.assert_array_equal(other.last_answers.of_item(7, 5), [3.0, np.nan, 1.0, 2.0, np.nan])
    assert np.isnan(other.last_answers.of_item(8, 2)).all()
