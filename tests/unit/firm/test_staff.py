"""Staff under pressure, and at rest: care, standards, morale, turnover and skill."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.staff import Staff
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.staff_settings import STEADY_STAFF, StaffCut, StaffSettings

WEEK = 7.0
AT_REST = StaffSettings()
DEAF: dict[str, Any] = {"morale_per_pressure": 0.0, "morale_per_satisfaction": 0.0}


def people(planned: int = 40, period_days: float = WEEK, **settings: Any):
    return Staff(StaffSettings(**settings), planned, period_days)


def at_rest(staff, periods, satisfaction=AT_REST.usual_satisfaction):
    """Let a staff live with just the work that it bears."""
    for _ in range(periods):
        agents = staff.agents(0.0)
        staff.live(AT_REST.pressure_borne * agents * staff.skill / staff.usual_skill, agents, satisfaction)


@pytest.mark.parametrize("period_days", [1.0, WEEK, DAYS_PER_MONTH])
def test_a_staff_that_has_just_the_work_it_bears_stays_as_it_is(period_days):
    staff = people(1000, period_days)
    at_rest(staff, 60)
    assert (staff.care, staff.standard) == (1.0, 1.0)
    assert staff.morale == pytest.approx(0.0, abs=1e-12)
    assert staff.skill == pytest.approx(staff.usual_skill)
    assert staff.headcount == pytest.approx(1000.0)
    assert (staff.quality_change, staff.mistakes) == pytest.approx((0.0, 0.0))
    assert staff.pace == pytest.approx(1.0)


@given(st.floats(0.0, 100.0), st.floats(-3.0, 3.0))
def test_a_steady_staff_takes_no_notice_of_anything(workload, satisfaction):
    staff = Staff(STEADY_STAFF, 7, WEEK)
    for _ in range(5):
        staff.live(workload, 7, satisfaction)
    assert (staff.agents(0.0), staff.pace, staff.care, staff.quality_change, staff.mistakes) == (
        7,
        1,
        1,
        0,
        0,
    )


def test_under_twice_the_pressure_borne_care_is_cut_by_the_power_that_says_so():
    staff = people(cutting_corners=0.6, **DEAF)
    agents = staff.agents(0.0)
    staff.live(2.0 * staff.settings.pressure_borne * agents, agents, 0.0)
    assert staff.care == pytest.approx(2.0**-0.6)
    assert staff.pace == pytest.approx(2.0**-0.6 * staff.usual_skill / staff.skill)
    staff.live(1e6 * agents, agents, 0.0)
    assert staff.care == staff.settings.least_care


def test_the_standard_follows_care_within_months_and_comes_back_only_over_years():
    staff = people(period_days=DAYS_PER_MONTH, erosion_per_month=0.2, renewal_per_month=0.04, **DEAF)
    workload = 2.0 * staff.settings.pressure_borne * 40
    expected = 1.0
    for _ in range(3):
        staff.live(workload * staff.skill / staff.usual_skill, 40, 0.0)
        care = max(0.4, expected * 2.0**-0.6)
        assert staff.care == pytest.approx(care)
        expected += 0.04 * (1.0 - expected) - 0.2 * (expected - care)
        assert staff.standard == pytest.approx(expected)
    left = 1.0 - staff.standard
    for months in range(1, 25):
        at_rest(staff, 1)
        assert 1.0 - staff.standard == pytest.approx(left * 0.96**months)
        assert staff.care == pytest.approx(1.0 - left * 0.96 ** (months - 1))


@given(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0))
def test_more_satisfied_customers_never_make_a_worse_staff(one, other):
    staffs = [people() for _ in range(2)]
    for staff, satisfaction in zip(staffs, sorted((one, other)), strict=True):
        at_rest(staff, 30, satisfaction)
    assert staffs[0].morale <= staffs[1].morale
    assert staffs[0].skill <= staffs[1].skill + 1e-12
    assert staffs[0].quality_change <= staffs[1].quality_change + 1e-12
    assert staffs[0].mistakes >= staffs[1].mistakes - 1e-12


def test_whoever_leaves_in_anger_is_replaced_by_beginners_after_the_time_that_hiring_takes():
    staff = people(1000, DAYS_PER_MONTH, quits_per_month=0.05, quits_per_morale=3.0)
    at_rest(staff, 12, satisfaction=-5.0)
    assert staff.morale < -0.9
    fewest = staff.headcount
    assert fewest < 980.0
    assert staff.skill < staff.usual_skill
    staff.morale = 0.0
    at_rest(staff, 60)
    assert staff.headcount == pytest.approx(1000.0, rel=2e-3)
    assert staff.skill == pytest.approx(staff.usual_skill, rel=2e-3)


def test_skill_at_rest_is_where_learning_makes_up_for_beginners():
    staff = people(
        period_days=DAYS_PER_MONTH, quits_per_month=0.1, skill_of_newcomers=0.5, learning_per_month=0.2
    )
    # s = .9 s' + .1 .5 with s' before, and then s + .2 (1 - s)
    assert staff.usual_skill == pytest.approx((0.2 + 0.8 * 0.1 * 0.5) / (1.0 - 0.8 * 0.9))


def test_a_cut_lasts_from_its_day_for_its_days():
    staff = people(10, cuts=(StaffCut(share=0.3, from_day=14.0, days=56.0),))
    assert [staff.agents(day) for day in (0.0, 13.9, 14.0, 69.9, 70.0)] == [10, 10, 7, 7, 10]
    assert people(2, cuts=(StaffCut(share=1.0, from_day=0.0, days=9.0),)).agents(1.0) == 1


def test_where_nobody_is_there_to_be_satisfied_nobody_minds():
    staff = people(morale_per_pressure=0.0)
    staff.live(0.0, 40, math.nan)
    assert staff.morale == 0.0


@given(st.lists(st.tuples(st.floats(0.0, 90.0), st.floats(-1.0, 1.0)), min_size=1, max_size=20))
def test_what_is_remembered_goes_on_where_it_stopped(weeks):
    straight, halting = people(), people()
    for workload, satisfaction in weeks:
        straight.live(workload, straight.agents(0.0), satisfaction)
        halting.live(workload, halting.agents(0.0), satisfaction)
        stopped = people()
        stopped.restore(halting.state())
        halting = stopped
    assert halting.state()["people"].tolist() == straight.state()["people"].tolist()
    assert halting.quality_change == straight.quality_change
