"""The desk that settles at once against hand-worked cases and against the queue on SimPy resources."""

import numpy as np
import pytest

from hooper.firm.desk import ServiceCases
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.simpy_desk import SimPyDesk
from tests.unit.firm.random_cases import (
    FOREVER,
    assert_alike,
    by_customer,
    random_cases,
    serve_by_periods,
    slices_of_time,
)


def served(agents, arrival_days, service_days, patience_days, customer_id, until_days=100.0):
    cases = ServiceCases.of(customer_id, arrival_days, service_days, patience_days)
    return ServiceDesk(agents).serve(cases, until_days)


def rebuilt(desk):
    other = ServiceDesk(0)
    other.restore(desk.state())
    return other


def test_two_agents_and_a_third_case_that_waits_for_the_first_to_be_idle():
    assert served(2, [0.0, 0.5, 0.75], [2.0, 1.0, 1.0], FOREVER, [1, 2, 3]).wait_days.tolist() == [
        0.0,
        0.0,
        0.75,
    ]


def test_a_case_without_patience_leaves_and_keeps_nobody_busy():
    settled = served(1, [0.0, 1.0, 1.5], [3.0, 9.0, 1.0], [FOREVER, 0.5, FOREVER], [1, 2, 3])
    assert settled.wait_days.tolist() == [0.0, 0.5, 1.5]
    assert settled.abandoned.tolist() == [False, True, False]


def test_a_wait_as_long_as_the_patience_is_still_served():
    assert served(1, [0.0, 0.0], 1.0, 1.0, [1, 2]).abandoned.tolist() == [False, False]


def test_cases_of_one_moment_are_taken_by_customer_id_and_answered_in_the_given_order():
    assert served(1, [2.0, 2.0, 0.0], 1.0, FOREVER, [9, 4, 5]).wait_days.tolist() == [1.0, 0.0, 0.0]


def test_without_agents_everybody_leaves_after_the_patience():
    settled = served(0, [0.0, 1.0], 1.0, [0.25, np.inf], [1, 2])
    assert settled.abandoned.all()
    assert settled.wait_days.tolist() == [0.25, np.inf]


def test_as_many_agents_as_cases_leave_nobody_waiting():
    cases = random_cases(500, days=1.0, load_days=100.0)
    assert ServiceDesk(500).serve(cases, 1.0).wait_days.max() == 0.0


def test_no_cases_are_served_by_any_desk():
    assert served(3, [], [], [], []).wait_days.size == 0


@pytest.mark.parametrize("agents", [1, 10])
def test_20_000_cases_wait_as_long_as_on_simpy_resources(agents):
    cases = random_cases(20_000, days=20.0, load_days=19.0 * agents)
    settled = ServiceDesk(agents).serve(cases, 20.0)
    assert 0.01 < settled.abandoned.mean() < 0.9
    reference = serve_by_periods(SimPyDesk(agents), cases, period_days=20.0, further_periods=1)
    assert_alike(by_customer([settled]), by_customer(reference))


def test_periods_one_after_the_other_equal_one_long_run():
    cases = random_cases(20_000, days=20.0, load_days=195.0, patience_days=0.5)
    at_once = ServiceDesk(10).serve(cases, 20.0)
    desk = ServiceDesk(10)
    for until, places, period in slices_of_time(cases, period_days=1.0):
        settled = desk.serve(period, until)
        np.testing.assert_array_equal(settled.wait_days, at_once.wait_days[places])
        np.testing.assert_array_equal(settled.abandoned, at_once.abandoned[places])
        desk = rebuilt(desk)


def test_agents_who_come_and_go_while_nobody_waits_serve_as_on_simpy_resources():
    cases = random_cases(2_000, days=8.0, load_days=10.0, patience_days=0.01)
    mornings = cases.take(np.flatnonzero(cases.arrival_days % 1.0 < 0.7))
    compiled, reference, fates = ServiceDesk(1), SimPyDesk(1), ({}, {})
    for until, _, period in slices_of_time(mornings, period_days=1.0):
        for desk, fate in zip((compiled, reference), fates, strict=True):
            fate.update(by_customer([desk.serve(period, until)]))
            desk.set_agents(1 + int(until) * 3 % 4, until)
    assert 0.02 < np.mean([abandoned for _, abandoned, _ in fates[0].values()]) < 0.9
    assert_alike(*fates)


def test_a_leaver_who_waits_for_the_next_case_is_the_idlest():
    """Two agents settle cases until days 10 and 12; the one who stays is busy for longer."""
    desk = ServiceDesk(2)
    desk.serve(ServiceCases.of([1, 2], [0.0, 0.0], [10.0, 12.0], FOREVER), 5.0)
    desk.set_agents(1, now_days=5.0)
    assert desk.serve(ServiceCases.of([3], [6.0], 1.0, FOREVER), 7.0).wait_days.tolist() == [6.0]


def test_an_agent_who_joins_is_idle_from_now_and_leaves_settled_waits_alone():
    desk = ServiceDesk(1)
    desk.serve(ServiceCases.of([1], [0.0], 10.0, FOREVER), 7.0)
    desk.set_agents(2, now_days=7.0)
    later = ServiceCases.of([2, 3], [7.0, 7.5], [5.0, 1.0], FOREVER)
    assert desk.serve(later, 14.0).wait_days.tolist() == [0.0, 2.5]


def test_the_idlest_agent_leaves_first_and_one_in_service_finishes():
    desk = ServiceDesk(2)
    desk.serve(ServiceCases.of([1], [0.0], 10.0, FOREVER), 7.0)
    desk.set_agents(1, now_days=7.0)
    assert desk.serve(ServiceCases.of([2], [7.0], 1.0, FOREVER), 14.0).wait_days.tolist() == [3.0]


def test_a_desk_rebuilt_from_its_state_has_the_same_state():
    desk = ServiceDesk(4)
    desk.serve(random_cases(100, days=1.0, load_days=4.0), 1.0)
    again = rebuilt(desk)
    assert again.agents == 4
    for name, values in desk.state().items():
        np.testing.assert_array_equal(again.state()[name], values)


def test_a_state_is_a_copy_that_later_cases_do_not_change():
    desk = ServiceDesk(1)
    state = desk.state()
    desk.serve(ServiceCases.of([1], [1.0], 5.0, FOREVER), 7.0)
    assert state["idle_at_days"].tolist() == [0.0]


@pytest.mark.parametrize("day", [6.75, 14.0, np.nan])
def test_a_case_that_does_not_arrive_in_the_period_is_refused(day):
    desk = ServiceDesk(1)
    desk.serve(ServiceCases.of([1], [5.0], 1.0, FOREVER), 7.0)
    with pytest.raises(ValueError, match=r"the period from 7\.0 to 14\.0"):
        desk.serve(ServiceCases.of([2, 3], [8.0, day], 1.0, FOREVER), 14.0)


@pytest.mark.parametrize("wrong", [-0.5, np.nan])
@pytest.mark.parametrize("column", ["service_days", "patience_days"])
def test_durations_are_not_below_zero(column, wrong):
    with pytest.raises(ValueError, match="not below 0"):
        ServiceDesk(1).serve(
            ServiceCases.of([1], [0.0], **({"service_days": 1.0, "patience_days": 1.0} | {column: wrong})),
            7.0,
        )


def test_agents_do_not_change_in_the_past():
    desk = ServiceDesk(1)
    desk.serve(ServiceCases.of([], [], [], []), 7.0)
    with pytest.raises(ValueError, match=r"day 6\.0 lies before day 7\.0"):
        desk.set_agents(2, 6.0)


@pytest.mark.parametrize("own", [{"priority": [1, 0]}, {"accepts_call_back": [False, True]}])
def test_what_this_desk_does_not_know_is_refused(own):
    with pytest.raises(ValueError, match="PriorityDesk"):
        ServiceDesk(1).serve(ServiceCases.of([1, 2], [0.0, 1.0], 1.0, 1.0, **own), 7.0)
