"""The desk with skills: queues side by side, the same as one desk where one skill is all."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.firm.calls import Calls
from hooper.firm.desk import ServiceCases
from hooper.firm.open_desk import open_desk
from hooper.firm.self_service import Callers
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.skilled_desk import SkilledDesk
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.skills import Skill
from tests.happened import a_period, complained
from tests.unit.firm.random_cases import FOREVER, assert_alike, by_customer, random_cases, serve_by_periods

ALL = (Skill(name="everything", share_of_calls=1.0, share_of_agents=1.0),)
HALVES = tuple(Skill(name=name, share_of_calls=0.5, share_of_agents=0.5) for name in ("billing", "repairs"))
RICH = {"call_back_share": 0.4, "urgent_share_in_exploration": 0.3}


def alternating(cases):
    return replace(cases, skill=np.arange(cases.size) % 2)


@pytest.mark.parametrize("features", [{}, RICH], ids=["plain", "rich"])
def test_one_skill_that_has_all_is_the_desk_without_skills(features):
    plain = open_desk(DeskSettings(**features), 3)
    skilled = open_desk(DeskSettings(**features, skills=ALL), 3)
    urgent, accepting = (0.3, 0.4) if features else (0.0, 0.0)
    cases = random_cases(
        2_000, days=20.0, load_days=70.0, patience_days=0.3, urgent=urgent, accepting=accepting
    )
    fates = [by_customer(serve_by_periods(desk, cases, 1.0, 5)) for desk in (plain, skilled)]
    assert fates[0] == fates[1]
    assert skilled.state().keys() == {f"0.{name}" for name in plain.state()}


def test_each_skill_is_a_queue_of_its_own():
    """The second billing case waits though the agent for repairs is idle; the first repair does not wait."""
    desk = SkilledDesk(HALVES, 2, ServiceDesk)
    cases = ServiceCases.of([1, 2, 3], [0.0, 1.0, 2.0], 4.0, FOREVER, skill=[0, 0, 1])
    fates = by_customer([desk.serve(cases, 7.0)])
    assert {customer: wait for customer, (wait, *_) in fates.items()} == {1: 0.0, 2: 3.0, 3: 0.0}


def test_skills_are_served_as_by_desks_apart():
    cases = alternating(random_cases(3_000, days=10.0, load_days=38.0, patience_days=0.5))
    together = by_customer(serve_by_periods(SkilledDesk(HALVES, 4, ServiceDesk), cases, 1.0))
    apart = {}
    for skill in range(2):
        apart |= by_customer(
            serve_by_periods(ServiceDesk(2), cases.take(np.flatnonzero(cases.skill == skill)), 1.0)
        )
    assert_alike(dict(sorted(together.items())), dict(sorted(apart.items())), tolerance=0.0)


def test_agents_are_shared_out_anew_when_their_number_changes():
    desk = SkilledDesk(HALVES, 4, ServiceDesk)
    desk.set_agents(5, 0.0)
    assert [each.agents for each in desk.desks] == [3, 2]
    assert desk.agents == 5


def test_calls_need_skills_by_their_shares_and_take_as_long_as_these_say():
    skills = (
        Skill(name="billing", share_of_calls=0.7, share_of_agents=0.5, days_per_case=0.2),
        Skill(name="repairs", share_of_calls=0.3, share_of_agents=0.5, days_per_case=0.6),
    )
    happened = a_period(2, complaints=complained(np.arange(20_000)))
    callers = Callers.at_once(happened.complaints)
    calls = Calls(DeskSettings(skills=skills)).of(callers, happened, 1.0, 1.0)
    plain = Calls(DeskSettings(days_per_case=0.2)).of(callers, happened, 1.0, 1.0)
    # five standard errors of a share of 20,000
    assert (calls.skill == 0).mean() == pytest.approx(0.7, abs=0.0163)
    assert calls.service_days == pytest.approx(plain.service_days * np.where(calls.skill, 3.0, 1.0))
    for name in ("arrival_days", "patience_days", "priority", "recovers"):
        assert np.array_equal(getattr(calls, name), getattr(plain, name)), name


weeks_of_cases = st.lists(
    st.lists(st.tuples(st.floats(0.0, 6.99), st.floats(0.0, 5.0), st.integers(0, 1)), max_size=10),
    min_size=2,
    max_size=4,
)


@settings(deadline=None, max_examples=30)
@given(weeks_of_cases, st.sampled_from([{}, RICH]))
def test_every_case_is_settled_once_and_a_stop_in_between_changes_nothing(weeks, features):
    def opened(agents=2):
        return open_desk(DeskSettings(**features, skills=HALVES), agents)

    straight, halting, settled, number = opened(), opened(), [], 0
    for week, drawn in enumerate([*weeks, *[[]] * 12]):
        arrival, service, skill = np.array(drawn, float).reshape(-1, 3).T
        ids = np.arange(number, number + len(drawn))
        number += len(drawn)
        cases = ServiceCases.of(ids, arrival + 7.0 * week, service, 1e6, skill=skill)
        one, other = (desk.serve(cases, 7.0 * (week + 1)) for desk in (straight, halting))
        assert by_customer([one]) == by_customer([other])
        settled += one.cases.customer_id.tolist()
        state, halting = halting.state(), opened(agents=6)
        halting.restore(state)
    assert sorted(settled) == list(range(number))
