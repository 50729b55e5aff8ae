"""What customers feel of the desk, and when; with priorities, shifts and call-backs a case may take weeks."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from hooper.engine.books import Books
from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.firm.customer_service import CustomerService
from hooper.firm.open_desk import open_desk
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.staff import Staff
from hooper.foundation.workers import Workers
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.life_stages import EXPLORATION, STABILITY
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.scenario import Scenario
from hooper.scenario.staff_settings import STEADY_STAFF

CUSTOMERS = 600
WEEK = 7.0
KEY = (5, 0)
SLOW = {"days_per_case": 1.0, "patience_days": 30.0, "call_back_share": 0.5, "call_back_wait_felt": 0.25}


def settings_of(**changes):
    return DeskSettings.model_validate(SLOW | changes)


def population():
    """Return customers with ids that are not their slots."""
    people = Population(World(Scenario()).law_set, CUSTOMERS, Workers())
    ids = np.arange(CUSTOMERS, dtype=np.uint64)[::-1] + np.uint64(2**40)
    people.admit(ids, np.zeros(CUSTOMERS), np.zeros(CUSTOMERS, np.uint8))
    return people


def raise_cases(people, desk, settings, period, slots):
    """Let the cases of a period be handled at a desk; return what is told of those that are settled."""
    service = CustomerService(settings, Staff(STEADY_STAFF, planned=5, period_days=WEEK))
    service.desk = desk
    told = {}
    recorder: Any = SimpleNamespace(add=told.__setitem__)
    known, books = RunningSummary(people.size), Books(Scenario(), 30)
    firm = FirmAtWork(service, (), people, known, books, recorder, WEEK, lambda _: KEY, len)
    firm.complaints = np.asarray(slots, np.int64)
    firm.let_work(service, period)
    return SimpleNamespace(**told["service_cases"])


def felt(people, row):
    return people.values(row).astype(np.float64)


def test_nothing_is_felt_of_a_case_until_it_is_settled_and_then_everything():
    settings, people, desk = settings_of(), population(), PriorityDesk(1)
    first = raise_cases(people, desk, settings, 0, np.arange(40))
    assert 0 < first.customer_id.size < 40
    assert np.count_nonzero(felt(people, "wait_felt")) <= first.customer_id.size
    weeks = [first, *(raise_cases(people, desk, settings, week, []) for week in range(1, 30))]
    assert sum(week.customer_id.size for week in weeks) == 40
    assert max(week.wait_days.max(initial=0.0) for week in weeks) > 2 * WEEK
    unresolved = np.concatenate([week.customer_id[~week.resolved] for week in weeks])
    carry_failure = people.customer_id[:CUSTOMERS][felt(people, "failure_felt") == 1.0]
    assert sorted(unresolved) == sorted(carry_failure)


def test_every_case_is_a_failure_felt_or_one_made_good_when_it_is_settled():
    settings, people, desk = settings_of(recovery_share=0.5), population(), PriorityDesk(30)
    people.write("made_good", np.arange(5), np.float32(1.0))
    settled = raise_cases(people, desk, settings, 0, np.arange(5, 300))
    of_case = np.isin(people.customer_id[:CUSTOMERS], settled.customer_id)
    made_good, unresolved = felt(people, "made_good"), felt(people, "failure_felt")
    np.testing.assert_array_equal(made_good + unresolved, of_case + (np.arange(CUSTOMERS) < 5))
    resolved = people.customer_id[5:CUSTOMERS][made_good[5:] == 1.0]
    assert sorted(resolved) == sorted(settled.customer_id[settled.resolved])
    assert 0 < resolved.size < settled.customer_id.size


def test_a_wait_on_the_line_is_felt_in_full_and_one_at_home_by_its_share():
    settings, people, desk = settings_of(patience_days=2.0), population(), PriorityDesk(1)
    weeks = [raise_cases(people, desk, settings, 0, np.arange(30))]
    weeks += [raise_cases(people, desk, settings, week, []) for week in range(1, 9)]
    waited = {
        customer: (wait, abandoned)
        for week in weeks
        for customer, wait, abandoned in zip(week.customer_id, week.wait_days, week.abandoned, strict=True)
    }
    by_id = dict(zip(people.customer_id[:30].tolist(), felt(people, "wait_felt")[:30], strict=True))
    at_home = [customer for customer, (wait, _) in waited.items() if by_id[customer] < wait * (1 - 1e-6)]
    others = waited.keys() - set(at_home)
    assert min(len(at_home), len(others)) > 5
    assert not any(waited[customer][1] for customer in at_home)
    assert [by_id[customer] for customer in others] == pytest.approx([waited[each][0] for each in others])
    # On the line for at most the wait, at home for the rest: between a quarter of the wait and all of it.
    assert all(by_id[each] >= 0.25 * waited[each][0] for each in at_home)


def test_what_is_settled_late_adds_to_what_has_just_happened():
    settings, people, desk = settings_of(recovery_share=0.0), population(), PriorityDesk(0)
    raise_cases(people, desk, settings, 0, [3, 4])
    raise_cases(people, desk, settings, 1, [3])
    desk.set_agents(5, 2 * WEEK)
    people.write("failure_felt", np.arange(CUSTOMERS), np.float32(1.0))
    settled = raise_cases(people, desk, settings, 2, [])
    assert settled.customer_id.size == 3
    assert felt(people, "failure_felt")[[2, 3, 4]].tolist() == [1.0, 3.0, 2.0]
    waits = settled.wait_days[settled.customer_id == people.customer_id[3]]
    assert felt(people, "wait_felt")[3] == pytest.approx(waits.sum(), rel=1e-6)


def test_cases_are_urgent_by_the_stage_of_the_customer():
    settings = settings_of(urgent_share_in_stability=1.0, patience_days=1000.0)
    people, desk = population(), open_desk(settings, 4)
    stages = np.where(np.arange(CUSTOMERS) % 3 == 0, STABILITY, EXPLORATION).astype(np.float32)
    people.write("stage", np.arange(CUSTOMERS), stages)
    settled = raise_cases(people, desk, settings, 0, np.arange(60))
    stable = np.isin(settled.customer_id, people.customer_id[:60:3])
    assert settled.wait_days[stable].max() < 2.0
    assert stable.sum() > 0.8 * 20
    assert (~stable).sum() < 20


def test_half_of_the_cases_are_urgent_when_half_should_be():
    """4,000 cases: the share leaves 0.5 +- 0.036 (4.5 standard errors) by chance once in 150,000 seeds."""
    stages = ("exploration", "formation", "stability", "decline")
    halves = {f"urgent_share_in_{stage}": 0.5 for stage in stages}
    settings, people, desk = settings_of(**halves, patience_days=1e6), population(), PriorityDesk(0)
    for period in range(10):
        raise_cases(people, desk, settings, period, np.arange(400))
    priorities = desk.state()["waiting.priority"]
    assert priorities.size == 4000
    assert np.mean(priorities == 0) == pytest.approx(0.5, abs=0.036)


def test_a_case_means_the_same_at_every_desk():
    """Arrival, service, patience and recovery are drawn as without the features of the desk."""
    plain, rich = DeskSettings(), DeskSettings(call_back_share=0.3, urgent_share_in_exploration=0.5)
    settled = [
        raise_cases(population(), open_desk(settings, 500), settings, 3, np.arange(400))
        for settings in (plain, rich)
    ]
    for name in ("customer_id", "time_days", "wait_days", "resolved"):
        np.testing.assert_array_equal(getattr(settled[0], name), getattr(settled[1], name))
