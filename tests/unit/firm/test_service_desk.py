"""The compiled desk against hand-worked cases and against the queue on SimPy resources."""

import numpy as np
import pytest

from hooper.firm.service_desk import ServiceDesk
from hooper.firm.simpy_desk import SimPyDesk
from hooper.foundation.errors import InputError

FOREVER = 1e9


def random_cases(n_cases, days, load_days, patience_days=0.02, seed=1):
    """Return arrivals in random order, services, patience and ids of `n_cases` cases."""
    rng = np.random.default_rng(seed)
    return (
        rng.random(n_cases) * days,
        rng.exponential(load_days / n_cases, n_cases),
        rng.exponential(patience_days, n_cases),
        rng.permutation(n_cases).astype(np.uint64),
    )


def slices_of_time(cases, period_days):
    """Yield the cases of one period after the other, with their places."""
    periods = cases[0] // period_days
    for period in np.unique(periods):
        places = np.flatnonzero(periods == period)
        yield period * period_days, places, tuple(column[places] for column in cases)


def assert_equal_outcomes(one, other):
    np.testing.assert_array_equal(one.wait_days, other.wait_days)
    np.testing.assert_array_equal(one.abandoned, other.abandoned)


def test_two_agents_and_a_third_case_that_waits_for_the_first_to_be_idle():
    served = ServiceDesk(2).serve([0.0, 0.5, 0.75], [2.0, 1.0, 1.0], [FOREVER] * 3, [1, 2, 3])
    assert served.wait_days.tolist() == [0.0, 0.0, 0.75]


def test_a_case_without_patience_leaves_and_keeps_nobody_busy():
    served = ServiceDesk(1).serve([0.0, 1.0, 1.5], [3.0, 9.0, 1.0], [FOREVER, 0.5, FOREVER], [1, 2, 3])
    assert served.wait_days.tolist() == [0.0, 0.5, 1.5]
    assert served.abandoned.tolist() == [False, True, False]


def test_a_wait_as_long_as_the_patience_is_still_served():
    served = ServiceDesk(1).serve([0.0, 0.0], [1.0, 1.0], [1.0, 1.0], [1, 2])
    assert served.abandoned.tolist() == [False, False]


def test_cases_of_one_moment_are_taken_by_customer_id_and_answered_in_the_given_order():
    served = ServiceDesk(1).serve([2.0, 2.0, 0.0], [1.0, 1.0, 1.0], [FOREVER] * 3, [9, 4, 5])
    assert served.wait_days.tolist() == [1.0, 0.0, 0.0]


def test_without_agents_everybody_leaves_after_the_patience():
    served = ServiceDesk(0).serve([0.0, 1.0], [1.0, 1.0], [0.25, np.inf], [1, 2])
    assert served.abandoned.all()
    assert served.wait_days.tolist() == [0.25, np.inf]


def test_as_many_agents_as_cases_leave_nobody_waiting():
    cases = random_cases(500, days=1.0, load_days=100.0)
    assert ServiceDesk(500).serve(*cases).wait_days.max() == 0.0


def test_no_cases_are_served_by_any_desk():
    assert ServiceDesk(3).serve([], [], [], []).wait_days.size == 0


@pytest.mark.parametrize("agents", [1, 10])
def test_20_000_cases_wait_as_long_as_on_simpy_resources_to_the_last_bit(agents):
    cases = random_cases(20_000, days=20.0, load_days=19.0 * agents)
    served = ServiceDesk(agents).serve(*cases)
    assert 0.01 < served.abandoned.mean() < 0.9
    assert_equal_outcomes(served, SimPyDesk(agents).serve(*cases))


def test_periods_one_after_the_other_equal_one_long_run():
    cases = random_cases(20_000, days=20.0, load_days=195.0, patience_days=0.5)
    at_once = ServiceDesk(10).serve(*cases)
    desk = ServiceDesk(10)
    for _, places, period in slices_of_time(cases, period_days=1.0):
        served = desk.serve(*period)
        np.testing.assert_array_equal(served.wait_days, at_once.wait_days[places])
        np.testing.assert_array_equal(served.abandoned, at_once.abandoned[places])
        desk = ServiceDesk.from_state(desk.state())


def test_a_desk_whose_agents_leave_waits_as_on_simpy_resources():
    cases = random_cases(2_000, days=4.0, load_days=42.0, patience_days=0.5)
    compiled, reference = ServiceDesk(10), SimPyDesk(10)
    for start, _, period in slices_of_time(cases, period_days=1.0):
        compiled.set_agents(10 - 2 * int(start), start)
        reference.set_agents(10 - 2 * int(start), start)
        assert_equal_outcomes(compiled.serve(*period), reference.serve(*period))
    assert compiled.agents == reference.agents == 4


def test_agents_who_join_an_empty_desk_serve_as_on_simpy_resources():
    cases = random_cases(2_000, days=4.0, load_days=38.0, patience_days=0.01)
    compiled, reference = ServiceDesk(1), SimPyDesk(1)
    for start, _, (arrival, service, patience, ids) in slices_of_time(cases, period_days=1.0):
        day = start + (arrival - start) * 0.5, service * 0.1, patience, ids
        compiled.set_agents(1 + int(start), start)
        reference.set_agents(1 + int(start), start)
        assert_equal_outcomes(compiled.serve(*day), reference.serve(*day))


def test_an_agent_who_joins_is_idle_from_now_and_leaves_settled_waits_alone():
    desk = ServiceDesk(1)
    desk.serve([0.0], [10.0], [FOREVER], [1])
    desk.set_agents(2, now_days=7.0)
    assert desk.serve([7.0, 7.5], [5.0, 1.0], [FOREVER] * 2, [2, 3]).wait_days.tolist() == [0.0, 2.5]


def test_the_idlest_agent_leaves_first_and_one_in_service_finishes():
    desk = ServiceDesk(2)
    desk.serve([0.0], [10.0], [FOREVER], [1])
    desk.set_agents(1, now_days=7.0)
    assert desk.serve([7.0], [1.0], [FOREVER], [2]).wait_days.tolist() == [3.0]


def test_a_desk_rebuilt_from_its_state_has_the_same_state():
    desk = ServiceDesk(4)
    desk.serve(*random_cases(100, days=1.0, load_days=4.0))
    rebuilt = ServiceDesk.from_state(desk.state())
    assert rebuilt.agents == 4
    for name, values in desk.state().items():
        np.testing.assert_array_equal(rebuilt.state()[name], values)


def test_a_state_is_a_copy_that_later_cases_do_not_change():
    desk = ServiceDesk(1)
    state = desk.state()
    desk.serve([1.0], [5.0], [FOREVER], [1])
    assert state["idle_at_days"].tolist() == [0.0]


def test_a_case_before_a_settled_one_is_refused():
    desk = ServiceDesk(1)
    desk.serve([5.0], [1.0], [FOREVER], [1])
    with pytest.raises(ValueError, match=r"day 4\.0 lies before day 5\.0"):
        desk.serve([4.0], [1.0], [FOREVER], [2])


def test_the_simpy_desk_refuses_checkpoints_and_names_the_remedy():
    with pytest.raises(InputError, match="use the default desk"):
        SimPyDesk(1).state()
