"""The desk with priorities, shifts and call-backs: by hand, against SimPy, against the plain desk."""

import numpy as np
import pytest

from hooper.firm.desk import ServiceCases
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.simpy_desk import SimPyDesk
from hooper.foundation.errors import InputError
from hooper.scenario.shifts import WEEKDAYS, Shift
from tests.unit.firm.random_cases import (
    FOREVER,
    assert_alike,
    by_customer,
    random_cases,
    serve_by_periods,
    slices_of_time,
)

URGENT, NORMAL = 0, 1
NOTHING = ServiceCases.of([], [], [], [])
TWO_SHIFTS = Timetable.of(
    [
        Shift(days=WEEKDAYS[:5], from_hour=7.0, until_hour=19.5, share_of_agents=0.6),
        Shift(days=WEEKDAYS[2:], from_hour=10.0, until_hour=22.0, share_of_agents=0.4),
    ]
)


def fates(desk, cases, until_days=100.0):
    return by_customer([desk.serve(cases, until_days)])


def waits(desk, cases, until_days=100.0):
    return {customer: wait for customer, (wait, _, _) in sorted(fates(desk, cases, until_days).items())}


def test_an_urgent_case_overtakes_those_who_wait_and_interrupts_nobody():
    cases = ServiceCases.of([1, 2, 3], [0.0, 1.0, 2.0], 3.0, FOREVER, [NORMAL, NORMAL, URGENT])
    assert waits(PriorityDesk(1), cases) == {1: 0.0, 3: 1.0, 2: 5.0}


def test_within_a_priority_it_is_first_come_first_served_and_then_by_id():
    cases = ServiceCases.of([9, 4, 5, 1], [1.0, 1.0, 0.5, 0.0], 1.0, FOREVER, [0, 0, 1, 1])
    assert waits(PriorityDesk(1), cases) == {1: 0.0, 4: 0.0, 5: 2.5, 9: 1.0}


def test_three_priorities():
    cases = ServiceCases.of([1, 2, 3, 4], [0.0, 0.1, 0.2, 0.3], 1.0, FOREVER, [2, 2, 1, 0])
    assert waits(PriorityDesk(1), cases) == pytest.approx({1: 0.0, 4: 0.7, 3: 1.8, 2: 2.9})


def test_who_has_waited_too_long_goes_before_the_urgent_and_the_oldest_first():
    """At day 4 nobody has waited for more than 3.5 days; at day 8 the two normal cases have."""
    cases = ServiceCases.of(
        [1, 2, 3, 4, 5], [0.0, 1.0, 1.5, 2.0, 3.0], 4.0, FOREVER, [NORMAL, NORMAL, NORMAL, URGENT, URGENT]
    )
    assert waits(PriorityDesk(1), cases) == {1: 0.0, 4: 2.0, 5: 5.0, 2: 11.0, 3: 14.5}
    hasty = PriorityDesk(1, escalation_days=3.5)
    assert waits(hasty, cases) == {1: 0.0, 4: 2.0, 2: 7.0, 3: 10.5, 5: 13.0}


def test_a_wait_as_long_as_escalation_takes_has_not_escalated_yet():
    cases = ServiceCases.of([1, 2, 3], [0.0, 1.0, 2.0], 4.0, FOREVER, [NORMAL, NORMAL, URGENT])
    assert waits(PriorityDesk(1, escalation_days=3.0), cases) == {1: 0.0, 3: 2.0, 2: 7.0}


def test_where_everybody_escalates_at_once_it_is_first_come_first_served():
    cases = random_cases(3_000, days=10.0, load_days=40.0, urgent=0.4)
    alike = random_cases(3_000, days=10.0, load_days=40.0)
    escalating = fates(PriorityDesk(4, escalation_days=0.0), cases)
    assert_alike(escalating, fates(PriorityDesk(4), alike), tolerance=0.0)
    assert fates(PriorityDesk(4), cases) != escalating


def test_who_left_a_number_does_not_escalate():
    cases = ServiceCases.of(
        [1, 2, 3, 4],
        [0.0, 0.1, 2.0, 2.5],
        3.0,
        [FOREVER, 0.5, FOREVER, FOREVER],
        accepts_call_back=[False, True, False, False],
    )
    assert waits(PriorityDesk(1, escalation_days=1.0), cases) == {1: 0.0, 3: 1.0, 4: 3.5, 2: 8.9}


def test_a_case_that_waits_at_the_end_of_a_period_is_settled_in_a_later_one():
    desk = PriorityDesk(1)
    first = ServiceCases.of([1, 2, 3, 4], [0.0, 1.0, 2.0, 3.0], 8.0, [FOREVER, FOREVER, 3.0, 8.0], NORMAL)
    assert fates(desk, first, 7.0) == {1: (0.0, False, False), 3: (3.0, True, False)}
    assert desk.waiting == 2
    assert fates(desk, ServiceCases.of([5], [7.5], 1.0, FOREVER, URGENT), 14.0) == {
        5: (0.5, False, False),
        2: (8.0, False, False),
        4: (8.0, True, False),
    }


def test_what_happens_at_the_very_end_of_a_period_belongs_to_the_next():
    """The agent is idle on day 7, the moment at which the patience of the second case ends."""
    desk = PriorityDesk(1)
    assert waits(desk, ServiceCases.of([1, 2], [0.0, 1.0], 7.0, [FOREVER, 6.0]), 7.0) == {1: 0.0}
    assert fates(desk, NOTHING, 14.0) == {2: (6.0, False, False)}


def test_who_accepts_is_called_back_when_nobody_waits_on_the_line():
    cases = ServiceCases.of(
        [1, 2, 3, 4],
        [0.0, 1.0, 1.5, 3.0],
        4.0,
        [FOREVER, 0.5, 0.5, FOREVER],
        accepts_call_back=[False, True, False, False],
    )
    assert fates(PriorityDesk(1), cases) == {
        1: (0.0, False, False),
        2: (7.0, False, True),
        3: (0.5, True, False),
        4: (1.0, False, False),
    }


def test_calls_back_are_made_in_the_order_of_the_first_call_the_urgent_first():
    cases = ServiceCases.of(
        [1, 2, 3, 4],
        [0.0, 1.0, 2.0, 3.0],
        10.0,
        [FOREVER, 5.0, 0.5, 0.5],
        [NORMAL, NORMAL, NORMAL, URGENT],
        accepts_call_back=True,
    )
    assert waits(PriorityDesk(1), cases) == {1: 0.0, 2: 19.0, 3: 28.0, 4: 7.0}


def test_the_order_of_calls_back_does_not_hang_on_when_patience_was_seen_to_end():
    """The third case has left a number before the period ends, the second only after it."""
    cases = ServiceCases.of([1, 2, 3], [0.0, 1.0, 2.0], 20.0, [FOREVER, 9.0, 0.5], accepts_call_back=True)
    desk = PriorityDesk(1)
    assert waits(desk, cases, 7.0) == {1: 0.0}
    assert waits(desk, NOTHING, 30.0) == {2: 19.0}


def test_who_accepts_and_is_served_in_time_is_not_called_back():
    cases = ServiceCases.of([1, 2], [0.0, 1.0], 2.0, [FOREVER, 1.0], accepts_call_back=True)
    assert fates(PriorityDesk(1), cases)[2] == (1.0, False, False)


def test_no_service_starts_while_the_desk_is_closed_and_one_that_has_started_goes_on():
    opening = Timetable.of([Shift(from_hour=12.0, until_hour=18.0)])
    cases = ServiceCases.of([1, 2, 3], [0.0, 0.65, 0.66], 0.2, FOREVER)
    desk = PriorityDesk(1, opening)
    assert waits(desk, cases, 7.0) == pytest.approx({1: 0.5, 2: 0.05, 3: 1.5 - 0.66})


def test_a_desk_that_is_closed_loses_the_impatient():
    cases = ServiceCases.of([1, 2], [0.0, 0.1], 0.1, [0.4, 0.5])
    assert fates(PriorityDesk(2, Timetable.of([Shift(from_hour=12.0)])), cases, 7.0) == {
        1: (0.4, True, False),
        2: (0.4, False, False),
    }


def test_a_case_begun_before_the_end_of_a_shift_takes_the_place_of_one_in_the_next():
    """Two agents by day, one by night: the first case begun by day is the one that is served at night."""
    timetable = Timetable.of([Shift(share_of_agents=0.5), Shift(until_hour=12.0, share_of_agents=0.5)])
    cases = ServiceCases.of([1, 2, 3], [0.2, 0.3, 0.4], [0.5, 0.3, 0.1], FOREVER)
    assert waits(PriorityDesk(2, timetable), cases, 7.0) == pytest.approx({1: 0.0, 2: 0.0, 3: 0.3})


def test_agents_who_join_help_those_who_wait_and_who_leave_finish_the_case_in_hand():
    desk = PriorityDesk(1)
    assert waits(desk, ServiceCases.of([1, 2, 3, 4], [0.0, 1.0, 2.0, 3.0], 10.0, FOREVER), 7.0) == {1: 0.0}
    desk.set_agents(3, 7.0)
    assert waits(desk, NOTHING, 8.0) == {2: 6.0, 3: 5.0}
    desk.set_agents(1, 8.0)
    assert waits(desk, NOTHING, 100.0) == {4: 14.0}


def test_without_agents_the_impatient_leave_and_the_others_wait_for_ever():
    desk = PriorityDesk(0)
    cases = ServiceCases.of([1, 2, 3], [0.0, 0.0, 1.0], 1.0, [2.0, 2.0, np.inf], accepts_call_back=[1, 0, 0])
    assert fates(desk, cases, 7.0) == {2: (2.0, True, False)}
    assert desk.waiting == 2


def test_many_services_without_length_start_at_one_moment():
    cases = ServiceCases.of(range(5), [0.0] * 5, 0.0, 0.0)
    assert waits(PriorityDesk(1), cases) == dict.fromkeys(range(5), 0.0)


def test_plain_cases_have_the_bits_of_the_plain_desk():
    cases = random_cases(20_000, days=20.0, load_days=195.0, patience_days=0.1)
    settled = serve_by_periods(PriorityDesk(10), cases, period_days=1.0, further_periods=1)
    assert_alike(
        by_customer(settled), by_customer(serve_by_periods(ServiceDesk(10), cases, 1.0)), tolerance=0.0
    )


def assert_as_on_simpy_resources(cases, agents_by_day, escalation_days):
    """Serve a week in days under a changing number of agents, and more days until nobody waits."""
    compiled, reference = (
        desk(agents_by_day[0], TWO_SHIFTS, escalation_days=escalation_days)
        for desk in (PriorityDesk, SimPyDesk)
    )
    settled = ({}, {})
    days = [*slices_of_time(cases, period_days=1.0), *((day, None, NOTHING) for day in range(8, 100))]
    for until, _, period in days:
        for desk, fate in zip((compiled, reference), settled, strict=True):
            fate.update(by_customer([desk.serve(period, until)]))
            desk.set_agents(agents_by_day[int(until) % len(agents_by_day)], until)
        assert compiled.waiting == reference.waiting
    assert_alike(*settled)
    assert len(settled[0]) == cases.size
    return settled[0]


@pytest.mark.parametrize(("seed", "escalation_days"), [(0, np.inf), (1, np.inf), (2, 0.1), (3, 0.3)])
def test_everything_together_is_as_on_simpy_resources(seed, escalation_days):
    cases = random_cases(
        1_500, days=7.0, load_days=14.0, patience_days=0.3, seed=seed, urgent=0.3, accepting=0.4
    )
    settled = assert_as_on_simpy_resources(cases, [5, 7, 3, 5, 0, 8], escalation_days)
    assert 0.1 < np.mean([abandoned for _, abandoned, _ in settled.values()]) < 0.6
    assert 0.1 < np.mean([called_back for *_, called_back in settled.values()]) < 0.6


def test_answers_come_in_the_order_of_simpys():
    cases = random_cases(300, days=7.0, load_days=10.0, patience_days=1.0, urgent=0.5, accepting=0.5)
    for compiled, reference in zip(
        serve_by_periods(PriorityDesk(2), cases, 1.0, 30),
        serve_by_periods(SimPyDesk(2), cases, 1.0, 30),
        strict=True,
    ):
        assert compiled.cases.customer_id.tolist() == reference.cases.customer_id.tolist()


def test_a_desk_rebuilt_from_its_state_goes_on_as_the_old_one():
    cases = random_cases(800, days=7.0, load_days=14.0, patience_days=0.5, urgent=0.4, accepting=0.4)
    straight = by_customer(serve_by_periods(PriorityDesk(4, TWO_SHIFTS), cases, 1.0))
    desk, settled = PriorityDesk(4, TWO_SHIFTS), {}
    for until, _, period in slices_of_time(cases, period_days=1.0):
        settled |= by_customer([desk.serve(period, until)])
        state = desk.state()
        desk = PriorityDesk(0, TWO_SHIFTS)
        desk.restore(state)
        assert all((desk.state()[name] == column).all() for name, column in state.items())
    assert desk.waiting > 0
    assert settled == straight


def test_a_state_is_a_copy_that_later_cases_do_not_change():
    desk = PriorityDesk(1)
    desk.serve(ServiceCases.of([1, 2], [0.0, 1.0], 9.0, FOREVER), 7.0)
    state = desk.state()
    before = {name: column.copy() for name, column in state.items()}
    desk.serve(ServiceCases.of([3, 4], [7.0, 8.0], 9.0, FOREVER), 14.0)
    assert all((state[name] == column).all() for name, column in before.items())


def test_what_the_engine_attached_to_a_case_comes_back_with_it():
    desk = PriorityDesk(1)
    cases = ServiceCases.of([1, 2], [0.0, 1.0], 9.0, FOREVER, slot=[17, 23], recovers=[True, False])
    desk.serve(cases, 7.0)
    settled = desk.serve(NOTHING, 14.0).cases
    assert (settled.slot.tolist(), settled.recovers.tolist()) == ([23], [False])


def test_agents_change_at_the_end_of_a_period_and_at_no_other_time():
    desk = PriorityDesk(1)
    desk.serve(NOTHING, 7.0)
    for day in (6.0, 8.0):
        with pytest.raises(ValueError, match=rf"day 7\.0.*, not on day {day}"):
            desk.set_agents(2, day)


def test_a_case_that_does_not_arrive_in_the_period_is_refused():
    with pytest.raises(ValueError, match=r"'arrival_days': 7\.0.*in the period from 0\.0 to 7\.0"):
        PriorityDesk(1).serve(ServiceCases.of([1], [7.0], 1.0, 1.0), 7.0)


@pytest.mark.parametrize("priority", [-1, 100, 2**32])
def test_priorities_are_small_numbers_from_0(priority):
    with pytest.raises(ValueError, match="from 0, the most urgent, to 99"):
        PriorityDesk(1).serve(ServiceCases.of([1, 2], [0.0, 1.0], 1.0, 1.0, [0, priority]), 7.0)


def test_the_simpy_desk_refuses_checkpoints_and_names_the_remedy():
    for refused in (SimPyDesk(1).state, lambda: SimPyDesk(1).restore({})):
        with pytest.raises(InputError, match="use the desks that worlds use"):
            refused()


def test_the_simpy_desk_has_no_more_agents_than_seats():
    with pytest.raises(ValueError, match="3 agents need more than 2 seats"):
        SimPyDesk(3, seats=2).serve(NOTHING, 7.0)
