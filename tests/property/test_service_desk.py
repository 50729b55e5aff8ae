"""Laws that hold for any cases on a first-come-first-served desk."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.service_desk import ServiceDesk

FOREVER = 1e9
# Quarters of a day add up without rounding, so that the laws hold exactly and ties are common.
quarters = st.integers(0, 40).map(lambda quarter: quarter / 4)
cases = st.lists(st.tuples(quarters, quarters, quarters), max_size=40)
agents = st.integers(0, 6)
laws = settings(deadline=None, derandomize=True, max_examples=150)


def columns(drawn):
    """Return arrival, service, patience and ids of the drawn cases."""
    table = np.array(drawn, dtype=np.float64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2], np.arange(len(drawn), dtype=np.uint64)


@laws
@given(cases, agents)
def test_every_case_is_served_within_its_patience_or_leaves_at_its_end(drawn, agents):
    arrival, service, patience, ids = columns(drawn)
    served = ServiceDesk(agents).serve(arrival, service, patience, ids)
    assert (served.wait_days >= 0.0).all()
    assert (served.wait_days <= patience).all()
    assert (served.wait_days == patience)[served.abandoned].all()


@laws
@given(cases, agents.filter(bool))
def test_services_start_in_the_order_of_arrival(drawn, agents):
    arrival, service, patience, ids = columns(drawn)
    served = ServiceDesk(agents).serve(arrival, service, patience, ids)
    order = [case for case in np.lexsort((ids, arrival)) if not served.abandoned[case]]
    assert (np.diff((arrival + served.wait_days)[order]) >= 0.0).all()


@laws
@given(cases, agents.filter(bool))
def test_no_more_cases_are_in_service_than_agents_and_nobody_waits_beside_an_idle_one(drawn, agents):
    arrival, service, patience, ids = columns(drawn)
    served = ServiceDesk(agents).serve(arrival, service, patience, ids)
    start = arrival + served.wait_days
    end = start + service

    def busy_at(moments):
        running = (start <= moments[:, None]) & (moments[:, None] < end) & ~served.abandoned
        return running.sum(axis=1)

    assert (busy_at(start[~served.abandoned]) <= agents).all()
    moments_of_waiting = (arrival + start)[served.wait_days > 0.0] / 2
    assert (busy_at(moments_of_waiting) == agents).all()


@laws
@given(cases, agents.filter(bool))
def test_one_more_agent_never_makes_a_patient_case_wait_longer(drawn, agents):
    arrival, service, _, ids = columns(drawn)
    patience = np.full(arrival.size, FOREVER)
    fewer = ServiceDesk(agents).serve(arrival, service, patience, ids)
    more = ServiceDesk(agents + 1).serve(arrival, service, patience, ids)
    assert (more.wait_days <= fewer.wait_days).all()


@laws
@given(cases, agents, st.randoms(use_true_random=False))
def test_the_order_in_which_cases_are_handed_in_does_not_matter(drawn, agents, random):
    arrival, service, patience, ids = columns(drawn)
    shuffled = np.array(random.sample(range(arrival.size), arrival.size), dtype=np.int64)
    straight = ServiceDesk(agents).serve(arrival, service, patience, ids)
    mixed = ServiceDesk(agents).serve(arrival[shuffled], service[shuffled], patience[shuffled], ids[shuffled])
    np.testing.assert_array_equal(mixed.wait_days, straight.wait_days[shuffled])


@laws
@given(cases, agents, quarters)
def test_cutting_the_cases_at_any_day_changes_nothing(drawn, agents, cut_days):
    arrival, service, patience, ids = columns(drawn)
    at_once = ServiceDesk(agents).serve(arrival, service, patience, ids)
    desk = ServiceDesk(agents)
    for part in (arrival < cut_days, arrival >= cut_days):
        served = desk.serve(arrival[part], service[part], patience[part], ids[part])
        np.testing.assert_array_equal(served.wait_days, at_once.wait_days[part])
        desk = ServiceDesk.from_state(desk.state())
