"""Worlds whose desk has priorities, shifts and call-backs: the twin's rows, and the same bits in every way."""

from functools import cache
from math import inf

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation import decisions
from hooper.scenario.shifts import WEEKDAYS
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from tests.small_worlds import retail, run_with, tables
from tests.unit.engine.world_twin import WorldTwin
from tests.unit.firm.desk_twin import Case, live
from tests.unit.mechanisms import laws_twin

PERIODS = 26
OFFICE_HOURS = {"days": WEEKDAYS[:5], "from_hour": 8.0, "until_hour": 18.0, "share_of_agents": 1.0}
DESK = {
    "agents_per_1000": 4.0,
    "patience_days": 2.0,
    "urgent_share_in_exploration": 0.2,
    "urgent_share_in_stability": 0.7,
    "call_back_share": 0.4,
    "call_back_wait_felt": 0.3,
    "shifts": (OFFICE_HOURS,),
}
OFTEN = {"failure_per_order": 0.6, "complaint_share": 0.6}


def world(customers=400, **sections):
    return retail(customers, desk=DESK, failure=OFTEN, **sections)


class DeskWorldTwin(WorldTwin):
    """The twin with a desk that is lived through from the beginning of time in every period."""

    def __init__(self, scenario, key, periods):
        self.cases, self.customer_of, self.unsettled = [], {}, set()
        super().__init__(scenario, key, periods)

    def serve(self, cases):
        s, days = self.w.desk, self.w.period_days
        until = (self.period + 1) * days
        self.take_in(cases)
        office = [(7 * week + day + hour / 24, (hour < 12) * s.agents(self.w.founders.customers))
                  for week in range(self.period + 1) for day in range(5) for hour in (8, 18)]  # fmt: skip
        for case in self.cases:
            case.start = inf
        for case in live(self.cases, office):
            settled_at = case.arrival + case.wait
            gives_up = case.start == inf and not case.accepts
            if case.number in self.unsettled and settled_at < until and (case.start < inf or gives_up):
                self.unsettled.remove(case.number)
                self.let_feel(case, gives_up)

    def take_in(self, cases):
        s, days = self.w.desk, self.w.period_days
        drawn = self.words_of([c.id for c in cases], self.period, decisions.SERVICE_CASE)
        queue = (self.words_of([c.id for c in cases], self.period, decisions.SERVICE_QUEUE) + 0.5) / 2**32
        urgent = (*s.urgent_shares(), 0.0)
        service, patience = (
            -np.log(laws_twin.drawn(drawn[k].astype(np.int64)[None], "uniform", 0)) * mean
            for k, mean in ((1, s.days_per_case), (2, s.patience_days))
        )
        for k, c in enumerate(cases):
            arrival = (self.period + (drawn[0][k] + 0.5) / 2**32) * days
            waits_after = int(queue[0][k] >= urgent[int(c.stage)])
            case = Case(c.id, arrival, service[k], patience[k], waits_after, queue[1][k] < s.call_back_share)
            case.number = len(self.cases)
            case.recovers = (drawn[3][k] + 0.5) / 2**32 < s.recovery_share
            self.cases.append(case)
            self.unsettled.add(case.number)
            self.customer_of[case.number] = c

    def let_feel(self, case, gives_up):
        c = self.customer_of[case.number]
        resolved = not gives_up and case.recovers
        at_home = max(case.wait - case.patience, 0.0)
        c.wait_felt += case.wait - at_home + self.w.desk.call_back_wait_felt * at_home
        c.failure_felt += not resolved
        self.note("service_cases", c, case.arrival, case.wait, gives_up, resolved)


@cache
def both():
    scenario = world()
    twin = DeskWorldTwin(scenario, (11, 3), PERIODS)
    return simulate(scenario, PERIODS, seed=11, replication=3), twin


def test_the_twin_has_the_same_service_cases():
    engine, twin = both()
    rows = sorted(twin.happened.rows["service_cases"])
    table = tables(engine)["service_cases"]
    assert table.num_rows == len(rows) > 300
    names = ("customer_id", "time_days", "wait_days", "abandoned", "resolved")
    for name, expected in zip(names, zip(*rows, strict=True), strict=True):
        np.testing.assert_allclose(
            table[name].to_numpy().astype(float), np.array(expected, float), rtol=1e-4, atol=1e-5, err_msg=name
        )


def test_the_desk_is_busy_enough_to_show_all_that_it_can_do():
    _, twin = both()
    weeks = [(each.arrival // 7.0, (each.arrival + each.wait) // 7.0) for each in twin.cases]
    later = [settled > raised for raised, settled in weeks]
    fates = np.array([(each.called_back, each.start == inf) for each in twin.cases])
    assert np.mean(later) > 0.1
    assert fates.mean(axis=0).min() > 0.1
    assert 0 < len(twin.unsettled) < 60


def test_the_twin_has_the_same_lives_after_what_was_felt_of_the_desk():
    engine, twin = both()
    for name in ("exits", "stage_moves", "transactions", "referrals"):
        table, rows = tables(engine)[name], sorted(twin.happened.rows[name])
        assert table.num_rows == len(rows) > 0, name
        assert table["customer_id"].to_pylist() == [row[0] for row in rows], name


@pytest.mark.parametrize(
    "way", [{"threads": 2, "chunk": 512}, {"chunk": 256}, {"engine": "agents"}], ids=["threads", "chunk", "agents"]
)
def test_it_has_the_same_digest_in_every_way(way):
    digests = {
        run_with(MoreServiceCapacity(), world(700), 30, branch=8, grant=5000.0, **how).history.digest
        for how in ({}, way)
    }
    assert len(digests) == 1


def test_a_branch_takes_those_who_wait_with_it():
    settings = World(world())
    plans = [
        RunPlan((7, 0), 30, branch_period=13, grant_per_review=9000.0, strategy=strategy)
        for strategy in (MoreServiceCapacity(), MoreServiceCapacity(most_agents=1))
    ]
    for plan, branched in zip(plans, run_branches(settings, plans), strict=True):
        assert branched.history.digest == run(settings, plan).history.digest


@pytest.mark.parametrize("period", ["day", "month"])
def test_cases_are_settled_once_whatever_the_period(period):
    simulated = simulate(world(period=period), 20)
    cases = tables(simulated)["service_cases"]
    assert cases.num_rows > 20
    columns = np.array([cases["customer_id"].to_numpy(), cases["time_days"].to_numpy()])
    assert np.unique(columns, axis=1).shape[1] == cases.num_rows
    hours = (cases["time_days"].to_numpy() + cases["wait_days"].to_numpy())[~cases["abandoned"].to_numpy()]
    assert (hours % 7.0 < 5.0).all(), "nobody is served on a weekend"
    assert ((hours % 1.0 >= 8 / 24 - 1e-9) & (hours % 1.0 < 18 / 24)).all(), "or at night"
