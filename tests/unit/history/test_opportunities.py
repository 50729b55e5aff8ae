from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.history.customer_summary import summarise
from hooper.history.opportunities import summarise_calendar_opportunities, summarise_opportunities
from hooper.history.read_log import read_log


def rows_of(summary):
    columns = summary.frequency, summary.recency, summary.opportunities
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_a_summary_by_hand(history):
    log = history([(3, 2.0, 1.0), (3, 9.0, 1.0), (3, 10.0, 1.0), (3, 29.0, 1.0), (5, 20.0, 1.0)], 37.0)
    summary = summarise_opportunities(log, opportunity_days=7.0)
    assert summary.customer_id.tolist() == [3, 5]
    assert rows_of(summary) == [(3, 4, 5), (0, 0, 2)]
    assert summary.opportunity_days == 7.0


def test_purchases_within_one_opportunity_count_once(history):
    log = history([(0, 0.0, 1.0), (0, 1.0, 1.0), (0, 3.0, 1.0), (0, 7.0, 1.0)], 7.0)
    assert rows_of(summarise_opportunities(log, 7.0)) == [(1, 1, 1)]


def test_the_end_of_an_opportunity_belongs_to_it_and_to_what_is_seen(history):
    log = history([(0, 0.0, 1.0), (0, 14.0, 1.0), (0, 15.0, 1.0)], 15.0)
    assert rows_of(summarise_opportunities(log, 7.0)) == [(1, 2, 2)]
    assert rows_of(summarise_opportunities(log, 7.0, cut_days=14.0)) == [(1, 2, 2)]
    assert rows_of(summarise_opportunities(log, 7.0, cut_days=13.9)) == [(0, 0, 1)]


@pytest.mark.parametrize("days", [1.1, 30.4375, 365.2425, 1000 / 3])
def test_rounding_does_not_move_a_purchase_at_the_end_of_an_opportunity(history, days):
    times = 0.3 + days * np.arange(40)
    log = history([(0, time, 1.0) for time in times], times[-1])
    for cut in (times[-1], np.nextafter(times[-1], 0.0)):
        assert rows_of(summarise_opportunities(log, days, cut)) == [(39, 39, 39)]


def test_purchases_of_the_first_day_are_the_first_purchase(history):
    log = history([(0, 2.1, 1.0), (0, 2.9, 1.0), (0, 3.0, 1.0)], 5.5)
    assert rows_of(summarise_opportunities(log, 1.0)) == [(1, 1, 3)]


def test_a_purchase_after_the_last_whole_opportunity_is_left_out(history):
    log = history([(0, 0.0, 1.0), (0, 8.0, 1.0), (1, 6.0, 1.0), (2, 11.0, 1.0)], 10.0)
    assert rows_of(summarise_opportunities(log, 7.0)) == [(0, 0, 1), (0, 0, 0)]


def test_an_empty_history_has_an_empty_summary(history):
    assert summarise_opportunities(history([], 10.0), 7.0).n_customers == 0
    empty = history([], 10.0, origin=date(2020, 1, 1))
    assert summarise_calendar_opportunities(empty, "month").n_customers == 0


@pytest.mark.parametrize("days", [0.0, 0.5, -7.0, np.nan, np.inf])
def test_an_opportunity_that_no_log_can_tell_is_refused(history, days):
    with pytest.raises(InputError, match=f"opportunity_days: is {days}"):
        summarise_opportunities(history([(0, 0.0, 1.0)], 9.0), days)


def test_opportunities_of_a_day_are_the_days_of_the_summary_of_customers():
    observed, _ = read_log("example:cdnow")
    days, other = summarise_opportunities(observed, 1.0, 272.0), summarise(observed, 272.0, unit_days=1.0)
    assert (days.customer_id == other.customer_id).all()
    assert (days.frequency == other.frequency).all()
    assert (days.recency == other.recency).all()
    assert (days.opportunities == other.age).all()


purchase = st.tuples(st.integers(0, 3), st.integers(0, 90))


@given(st.sets(purchase, max_size=30), st.integers(1, 40), st.integers(0, 100))
def test_opportunities_are_those_counted_one_by_one(history, purchases, length, cut):
    log = history([(customer, float(day), 1.0) for customer, day in sorted(purchases)], 100.0)
    expected = []
    for customer in range(4):
        days = sorted(day for one, day in purchases if one == customer and day <= cut)
        if not days:
            continue
        ends = range(days[0] + length, cut + 1, length)
        taken = [k for k, end in enumerate(ends, 1) if any(end - length < day <= end for day in days)]
        expected.append((len(taken), max(taken, default=0), len(ends)))
    assert rows_of(summarise_opportunities(log, float(length), float(cut))) == expected


def days_since_1995(*dates):
    return [(date.fromisoformat(text) - date(1995, 1, 1)).days for text in dates]


def test_calendar_years_after_that_of_the_first_purchase_are_opportunities(history):
    days = days_since_1995("1995-03-01", "1995-12-31", "1996-01-01", "1996-07-01", "1998-05-05")
    later = days_since_1995("1998-12-30")
    log = history(
        [*((0, float(day), 1.0) for day in days), (1, float(later[0]), 1.0)],
        *map(float, days_since_1995("1998-12-31")),
        origin=date(1995, 1, 1),
    )
    summary = summarise_calendar_opportunities(log, "year")
    assert rows_of(summary) == [(2, 3, 3), (0, 0, 0)]
    assert summary.opportunity_days == DAYS_PER_YEAR


def test_a_calendar_period_that_is_not_over_is_not_seen(history):
    days = map(float, days_since_1995("1995-01-31", "1995-02-01", "1995-03-15"))
    log = history([(0, day, 1.0) for day in days], 400.0, origin=date(1995, 1, 1))

    def until(last_day):
        return rows_of(summarise_calendar_opportunities(log, "month", *map(float, days_since_1995(last_day))))

    assert until("1995-02-27") == [(0, 0, 0)]
    assert until("1995-02-28") == [(1, 1, 1)]
    assert until("1995-03-30") == [(1, 1, 1)]
    assert until("1995-03-31") == [(2, 2, 2)]
    assert summarise_calendar_opportunities(log, "month").opportunity_days == DAYS_PER_MONTH


def test_who_came_in_the_period_of_the_cut_has_seen_no_opportunity(history):
    log = history([(0, 40.0, 1.0), (0, 50.0, 1.0)], 50.0, origin=date(1995, 1, 1))
    assert rows_of(summarise_calendar_opportunities(log, "month")) == [(0, 0, 0)]


def test_the_calendar_knows_where_the_log_begins(history):
    rows = [(0, 0.0, 1.0), (0, 1.5, 1.0)]
    new_year = history(rows, 366.0, origin=date(1995, 12, 31))
    spring = history(rows, 366.0, origin=date(1996, 3, 1))
    assert rows_of(summarise_calendar_opportunities(new_year, "year")) == [(1, 1, 1)]
    assert rows_of(summarise_calendar_opportunities(spring, "year")) == [(0, 0, 0)]


def test_a_simulated_history_has_no_calendar(history):
    with pytest.raises(InputError, match="no dates"):
        summarise_calendar_opportunities(history([(0, 0.0, 1.0)], 9.0), "year")
