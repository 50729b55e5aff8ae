import numpy as np
import pytest

from hooper.firm.desk_shifts import ALWAYS, Timetable
from hooper.scenario.shifts import WEEKDAYS, Shift

WORKING_DAYS = WEEKDAYS[:5]
OFFICE = Timetable.of([Shift(days=WORKING_DAYS, from_hour=6.0, until_hour=18.0)])


def at_work(timetable, agents, from_days, until_days):
    days, counts = timetable.working(agents, from_days, until_days)
    return list(zip(days.tolist(), counts.tolist(), strict=True))


def test_without_shifts_all_work_at_all_times():
    assert at_work(ALWAYS, 3, 0.0, 7.0) == [(0.0, 3)]
    assert {count for _, count in at_work(ALWAYS, 3, 12.25, 40.0)} == {3}


def test_a_week_of_opening_hours():
    opening = [(day + hour, count) for day in range(5) for hour, count in ((0.25, 4), (0.75, 0))]
    assert at_work(OFFICE, 4, 0.0, 7.0) == [(0.0, 0), *opening]
    assert at_work(OFFICE, 4, 7.0, 14.0) == [(7.0, 0), *((7.0 + day, count) for day, count in opening)]


def test_the_first_entry_holds_when_the_period_begins():
    assert at_work(OFFICE, 4, 1.5, 2.0) == [(1.25, 4), (1.75, 0)]
    assert at_work(OFFICE, 4, 1.25, 1.75) == [(1.25, 4)]
    assert at_work(OFFICE, 4, 5.0, 7.0) == [(4.75, 0)]


def test_a_period_that_begins_just_before_monday_has_what_holds_on_sunday():
    begins = np.nextafter(14.0, 0.0)
    always_on_monday = Timetable.of([Shift(days=("monday",))])
    assert at_work(always_on_monday, 2, begins, 14.5) == [(8.0, 0), (14.0, 2)]


def test_a_month_has_the_weeks_it_has():
    days, counts = OFFICE.working(2, 0.0, 30.4375)
    hours = np.diff(np.append(days, 30.4375)) @ counts / 2 * 24
    assert hours == pytest.approx(22 * 12.0 + 4.5)  # the last day, a Wednesday, ends at half past ten


def test_shifts_that_overlap_add_up():
    day, late = Shift(share_of_agents=0.5), Shift(days=("friday",), from_hour=12.0, share_of_agents=0.25)
    assert at_work(Timetable.of([day, late]), 4, 0.0, 7.0) == [(0.0, 2), (4.5, 3), (5.0, 2)]


@pytest.mark.parametrize(
    ("agents", "share", "working"), [(10, 0.26, 3), (10, 0.24, 2), (1, 0.2, 1), (0, 0.5, 0), (3, 0.0, 0)]
)
def test_shares_are_rounded_and_one_works_where_anybody_does(agents, share, working):
    timetable = Timetable.of([Shift(share_of_agents=share)])
    assert at_work(timetable, agents, 0.0, 7.0) == [(0.0, working)]
