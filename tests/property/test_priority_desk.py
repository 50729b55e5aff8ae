"""Laws for any cases, priorities, shifts, escalation and call-backs; twin and SimPy say who waits."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.desk import ServiceCases
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.simpy_desk import SimPyDesk
from hooper.scenario.shifts import WEEKDAYS, Shift
from tests.unit.firm.desk_twin import Case, live
from tests.unit.firm.random_cases import assert_alike, by_customer

WEEKS, LATER = 2, 12
# Quarters of a day add up without rounding, so that the laws hold exactly and ties are common.
quarters = st.integers(0, 12).map(lambda quarter: quarter / 4)
arrivals = st.integers(0, 28 * WEEKS - 1).map(lambda quarter: quarter / 4)
drawn_cases = st.lists(st.tuples(arrivals, quarters, quarters, st.integers(0, 2), st.booleans()), max_size=30)
hours = st.sampled_from([(0.0, 24.0), (6.0, 18.0), (12.0, 24.0), (6.0, 12.0)])
drawn_shifts = st.lists(
    st.tuples(st.sets(st.sampled_from(WEEKDAYS)), hours, st.sampled_from([0.0, 0.25, 0.5])), max_size=2
)
escalations = st.sampled_from([np.inf, 0.0, 0.5, 2.0])
agents_by_week = st.lists(st.integers(0, 4), min_size=WEEKS, max_size=WEEKS)
laws = settings(deadline=None, derandomize=True, max_examples=120)


def cases_of(drawn):
    table = np.array(drawn, dtype=np.float64).reshape(-1, 5)
    return ServiceCases.of(np.arange(len(drawn)), *table.T.copy())


def timetable_of(drawn):
    return Timetable.of(
        [
            Shift(days=tuple(days), from_hour=start, until_hour=end, share_of_agents=share)
            for days, (start, end), share in drawn
        ]
    )


def serve_by_weeks(desk, cases, agents):
    """Serve week by week, and weeks without cases after them, with other agents in each week."""
    settled = {}
    for week in range(WEEKS + LATER):
        desk.set_agents(agents[min(week, WEEKS - 1)], 7.0 * week)
        now = np.flatnonzero(cases.arrival_days // 7.0 == week)
        settled |= by_customer([desk.serve(cases.take(now), 7.0 * (week + 1))])
    return settled


def twin_fates(cases, timetable, agents, escalation):
    """Return what the twin says of the cases that are settled before the last week ends."""
    at_work, last = [], 7.0 * (WEEKS + LATER)
    for week in range(WEEKS + LATER):
        days, counts = timetable.working(agents[min(week, WEEKS - 1)], 7.0 * week, 7.0 * (week + 1))
        at_work += zip(np.maximum(days, 7.0 * week).tolist(), counts.tolist(), strict=True)
    columns = cases.columns()
    names = ("customer_id", "arrival_days", "service_days", "patience_days", "priority", "accepts_call_back")
    rows = zip(*(columns[name].tolist() for name in names), strict=True)
    return {
        case.id: (case.wait, case.start == np.inf, case.called_back)
        for case in live([Case(*row) for row in rows], at_work, escalation)
        if case.arrival + case.wait < last and (case.start < np.inf or not case.accepts)
    }


def without_ties(cases):
    """Return the cases with times that never meet, since SimPy has an order of its own for those that do."""
    steps = np.arange(1, cases.size + 1)[:, np.newaxis] * np.sqrt([2.0, 3.0, 5.0]) % 1.0 / 50.0
    columns = cases.columns()
    for name, step in zip(("arrival_days", "service_days", "patience_days"), steps.T, strict=True):
        columns[name] = columns[name] + step
    return ServiceCases(**columns)


@laws
@given(drawn_cases, drawn_shifts, agents_by_week, escalations)
def test_the_desk_does_what_the_twin_does_with_many_events_at_one_moment(drawn, shifts, agents, escalation):
    cases, timetable = cases_of(drawn), timetable_of(shifts)
    desk = PriorityDesk(0, timetable, escalation_days=escalation)
    assert serve_by_weeks(desk, cases, agents) == twin_fates(cases, timetable, agents, escalation)


@laws
@given(drawn_cases, drawn_shifts, agents_by_week, escalations)
def test_the_desk_does_what_simpy_resources_do(drawn, shifts, agents, escalation):
    cases, timetable = without_ties(cases_of(drawn)), timetable_of(shifts)
    compiled = PriorityDesk(0, timetable, escalation_days=escalation)
    reference = SimPyDesk(0, timetable, seats=4, escalation_days=escalation)
    assert_alike(serve_by_weeks(compiled, cases, agents), serve_by_weeks(reference, cases, agents))
    assert compiled.waiting == reference.waiting


@laws
@given(drawn_cases, drawn_shifts, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_in_which_cases_are_handed_in_does_not_matter(drawn, shifts, agents, random):
    cases, timetable = cases_of(drawn), timetable_of(shifts)
    shuffled = cases.take(np.array(random.sample(range(cases.size), cases.size), dtype=np.int64))
    straight, mixed = (PriorityDesk(agents, timetable) for _ in range(2))
    assert by_customer([straight.serve(cases, 14.0)]) == by_customer([mixed.serve(shuffled, 14.0)])
    assert all((mixed.state()[name] == column).all() for name, column in straight.state().items())


@laws
@given(
    drawn_cases,
    drawn_shifts,
    st.integers(1, 4),
    st.integers(1, 55).map(lambda quarter: quarter / 4),
    escalations,
)
def test_cutting_the_time_at_any_day_changes_nothing(drawn, shifts, agents, cut_days, escalation):
    cases, timetable = cases_of(drawn), timetable_of(shifts)
    whole, desk = (PriorityDesk(agents, timetable, escalation_days=escalation) for _ in range(2))
    at_once = by_customer([whole.serve(cases, 14.0)])
    before, after = cases.arrival_days < cut_days, cases.arrival_days >= cut_days
    first = desk.serve(cases.take(np.flatnonzero(before)), cut_days)
    rebuilt = PriorityDesk(0, timetable, escalation_days=escalation)
    rebuilt.restore(desk.state())
    second = rebuilt.serve(cases.take(np.flatnonzero(after)), 14.0)
    assert by_customer([first, second]) == at_once


@laws
@given(drawn_cases, drawn_shifts, st.integers(0, 4))
def test_every_case_is_settled_once_or_waits(drawn, shifts, agents):
    cases = cases_of(drawn)
    desk = PriorityDesk(agents, timetable_of(shifts))
    settled = desk.serve(cases, 14.0)
    assert settled.cases.size + desk.waiting == cases.size
    assert not (settled.abandoned & settled.called_back).any()
    assert not (settled.abandoned & settled.cases.accepts_call_back).any()
    on_the_line = ~settled.called_back
    assert (settled.wait_days <= settled.cases.patience_days)[on_the_line].all()
    assert (settled.wait_days > settled.cases.patience_days)[settled.called_back].all()
