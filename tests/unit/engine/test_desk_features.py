"""Worlds whose desk has priorities, shifts and call-backs: the rows of a twin, the same bits in every way."""

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches, run_to_disk
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


@dataclass
class RaisedCase(Case):
    """A case with the customer who raised it, what service would do, and whether its fate was told."""

    customer: Any = None
    recovers: bool = False
    told: bool = False

    @property
    def gave_up(self):
        return self.start == inf and not self.accepts


class DeskWorldTwin(WorldTwin):
    """The twin with a desk that is lived through from the beginning of time in every period."""

    def __init__(self, scenario, key, periods):
        self.cases = []
        super().__init__(scenario, key, periods)

    def serve(self, cases):
        agents, until = self.w.desk.agents(self.w.founders.customers), (self.period + 1) * self.w.period_days
        self.cases += self.raised_by(cases)
        days = [7.0 * week + day for week in range(self.period + 1) for day in range(5)]
        opening = [at for day in days for at in ((day + 8 / 24, agents), (day + 18 / 24, 0))]
        for case in self.cases:
            case.start = inf
        for case in live(self.cases, opening):
            settled = case.start < inf or case.gave_up
            if settled and not case.told and case.arrival + case.wait < until:
                self.let_feel(case)

    def raised_by(self, customers):
        s, days, ids = self.w.desk, self.w.period_days, [c.id for c in customers]
        drawn = self.words_of(ids, self.period, decisions.SERVICE_CASE)
        begins = np.maximum([c.entry for c in customers], days * self.period)
        arrival = begins + share(drawn[0]) * (days * (self.period + 1) - begins)
        recovers = share(drawn[3]) < s.recovery_share
        service, patience = (
            -np.log(laws_twin.drawn(drawn[k].astype(np.int64)[None], "uniform", 0)) * mean
            for k, mean in ((1, s.days_per_case), (2, s.patience_days))
        )
        urgency, liking, *_ = share(self.words_of(ids, self.period, decisions.SERVICE_QUEUE))
        urgent_shares = [(*s.urgent_shares(), 0.0)[int(c.stage)] for c in customers]
        waits_after, accepts = (urgency >= urgent_shares).astype(int), liking < s.call_back_share
        columns = (ids, arrival, service, patience, waits_after, accepts)
        for *row, customer, recovered in zip(*columns, customers, recovers, strict=True):
            yield RaisedCase(*row, customer=customer, recovers=recovered)

    def let_feel(self, case):
        case.told, c = True, case.customer
        resolved = case.recovers and not case.gave_up
        at_home = max(case.wait - case.patience, 0.0)
        c.wait_felt += case.wait - at_home + self.w.desk.call_back_wait_felt * at_home
        c.failure_felt += not resolved
        c.made_good += resolved
        self.note("service_cases", c, case.arrival, case.wait, case.gave_up, resolved)


def share(words):
    return (words + 0.5) / 2**32


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
            table[name].to_numpy().astype(float),
            np.array(expected, float),
            rtol=1e-4,
            atol=1e-5,
            err_msg=name,
        )


def test_the_desk_is_busy_enough_to_show_all_that_it_can_do():
    _, twin = both()
    weeks = [(each.arrival // 7.0, (each.arrival + each.wait) // 7.0) for each in twin.cases]
    later = [settled > raised for raised, settled in weeks]
    fates = np.array([(each.called_back, each.start == inf) for each in twin.cases])
    assert np.mean(later) > 0.1
    assert fates.mean(axis=0).min() > 0.1
    assert 0 < sum(not each.told for each in twin.cases) < 60


def test_the_twin_has_the_same_lives_after_what_was_felt_of_the_desk():
    engine, twin = both()
    for name in ("exits", "stage_moves", "transactions", "referrals"):
        table, rows = tables(engine)[name], sorted(twin.happened.rows[name])
        assert table.num_rows == len(rows) > 0, name
        assert table["customer_id"].to_pylist() == [row[0] for row in rows], name


@pytest.mark.parametrize(
    "way",
    [{"threads": 2, "chunk": 512}, {"chunk": 256}, {"engine": "agents"}],
    ids=["threads", "chunk", "agents"],
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


def test_a_run_that_is_stopped_goes_on_with_those_who_wait(tmp_path):
    settings, plan = World(world()), RunPlan((7, 0), 20, branch_period=20)

    def stop(period):
        if period == 14:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_to_disk(settings, plan, tmp_path / "history", checkpoint_periods=6, each_period=stop)
    resumed = run_to_disk(settings, plan, tmp_path / "history", checkpoint_periods=6, resume=True)
    assert resumed.digest == run(settings, plan).history.digest
