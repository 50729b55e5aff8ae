"""Laws that hold for any cases on a desk that takes them as they come."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.desk import ServiceCases
from hooper.firm.service_desk import ServiceDesk

FOREVER = 1e9
END = 11.0
# Quarters of a day add up without rounding, so that the laws hold exactly and ties are common.
quarters = st.integers(0, 40).map(lambda quarter: quarter / 4)
drawn_cases = st.lists(st.tuples(quarters, quarters, quarters), max_size=40)
agents = st.integers(0, 6)
laws = settings(deadline=None, derandomize=True, max_examples=150)


def cases_of(drawn):
    """Return the cases of drawn arrivals, services and patience."""
    table = np.array(drawn, dtype=np.float64).reshape(-1, 3)
    return ServiceCases.of(np.arange(len(drawn)), *table.T.copy())


@laws
@given(drawn_cases, agents)
def test_every_case_is_served_within_its_patience_or_leaves_at_its_end(drawn, agents):
    settled = ServiceDesk(agents).serve(cases_of(drawn), END)
    assert (settled.wait_days >= 0.0).all()
    assert (settled.wait_days <= settled.cases.patience_days).all()
    assert (settled.wait_days == settled.cases.patience_days)[settled.abandoned].all()


@laws
@given(drawn_cases, agents.filter(bool))
def test_services_start_in_the_order_of_arrival(drawn, agents):
    cases = cases_of(drawn)
    settled = ServiceDesk(agents).serve(cases, END)
    in_order = np.lexsort((cases.customer_id, cases.arrival_days))
    starts = (cases.arrival_days + settled.wait_days)[in_order[~settled.abandoned[in_order]]]
    assert (np.diff(starts) >= 0.0).all()


@laws
@given(drawn_cases, agents.filter(bool))
def test_no_more_cases_are_in_service_than_agents_and_nobody_waits_beside_an_idle_one(drawn, agents):
    cases = cases_of(drawn)
    settled = ServiceDesk(agents).serve(cases, END)
    start = cases.arrival_days + settled.wait_days
    end = start + cases.service_days

    def busy_at(moments):
        running = (start <= moments[:, None]) & (moments[:, None] < end) & ~settled.abandoned
        return running.sum(axis=1)

    assert (busy_at(start[~settled.abandoned]) <= agents).all()
    moments_of_waiting = (cases.arrival_days + start)[settled.wait_days > 0.0] / 2
    assert (busy_at(moments_of_waiting) == agents).all()


@laws
@given(drawn_cases, agents.filter(bool))
def test_one_more_agent_never_makes_a_patient_case_wait_longer(drawn, agents):
    cases = cases_of([(arrival, service, FOREVER) for arrival, service, _ in drawn])
    fewer = ServiceDesk(agents).serve(cases, END)
    more = ServiceDesk(agents + 1).serve(cases, END)
    assert (more.wait_days <= fewer.wait_days).all()


@laws
@given(drawn_cases, agents, st.randoms(use_true_random=False))
def test_the_order_in_which_cases_are_handed_in_does_not_matter(drawn, agents, random):
    cases = cases_of(drawn)
    shuffled = np.array(random.sample(range(cases.size), cases.size), dtype=np.int64)
    straight = ServiceDesk(agents).serve(cases, END)
    mixed = ServiceDesk(agents).serve(cases.take(shuffled), END)
    np.testing.assert_array_equal(mixed.wait_days, straight.wait_days[shuffled])


@laws
@given(drawn_cases, agents, quarters)
def test_cutting_the_cases_at_any_day_changes_nothing(drawn, agents, cut_days):
    cases = cases_of(drawn)
    at_once = ServiceDesk(agents).serve(cases, END)
    desk = ServiceDesk(agents)
    for part, end in ((cases.arrival_days < cut_days, cut_days), (cases.arrival_days >= cut_days, END)):
        settled = desk.serve(cases.take(np.flatnonzero(part)), end)
        np.testing.assert_array_equal(settled.wait_days, at_once.wait_days[part])
        state, desk = desk.state(), ServiceDesk(0)
        desk.restore(state)
