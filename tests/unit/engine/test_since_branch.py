"""What has become of customers since the branch, against the history that tells the same by rows."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches, run_to_disk
from hooper.engine.world import World
from hooper.foundation.workers import Workers
from hooper.history.customer_summary import summarise
from hooper.mechanisms.life_stages import GONE
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from tests.small_worlds import default_world, tables

BRANCH, EVERY, PERIODS = 6, 4, 15
PLAN = RunPlan((3, 0), PERIODS, BRANCH, 3, 40.0, RandomOffer(), snapshot_periods=5, accounting_periods=EVERY)


@pytest.fixture(scope="module")
def world():
    return World(default_world(300))


@pytest.fixture(scope="module")
def lived(world):
    return run(world, PLAN)


def by_id(simulated, values):
    ids = simulated.population.customer_id[: simulated.population.size]
    return dict(zip(ids.tolist(), values[: ids.size].tolist(), strict=True))


def test_worth_is_what_the_accounts_say_at_the_mean_factor_of_each_closing(world, lived):
    """The branch lies within a closing: what was before it stands in a run that ends there."""
    factors = discount_factors(
        PERIODS - BRANCH, 365.25 / 12.0, world.scenario.economics.discount_rate_per_year
    )
    before = tables(run(world, RunPlan((3, 0), BRANCH, snapshot_periods=5, accounting_periods=EVERY)))
    expected = dict.fromkeys(by_id(lived, lived.since_branch.worth), 0.0)
    closings = {7: factors[0:2], 11: factors[2:6], 14: factors[6:9]}
    for table, sign in ((tables(lived)["accounts"], 1.0), (before["accounts"], -1.0)):
        rows = table.to_pydict()
        for k, (customer, period) in enumerate(zip(rows["customer_id"], rows["period"], strict=True)):
            if period >= EVERY:
                factor = closings[max(period, 7)].mean()
                expected[customer] += sign * factor * sum(rows[name][k] for name in ACCOUNTS)
    assert by_id(lived, lived.since_branch.worth) == pytest.approx(expected)


def test_it_knows_who_was_contacted_who_was_known_and_who_is_there(world, lived):
    all_tables = tables(lived)
    contacted = {each for each, was in by_id(lived, lived.since_branch.contacted).items() if was}
    assert contacted == set(all_tables["contacts"]["customer_id"].to_pylist())
    assert len(contacted) > 20
    known = lived.since_branch.summary_before(Workers())
    usual = summarise(lived.history.observed, BRANCH * world.scenario.period_days)
    order = np.argsort(known.customer_id)
    for name in ("customer_id", "frequency", "recency", "age", "total_spend"):
        assert getattr(known, name)[order] == pytest.approx(getattr(usual, name))
    there = lived.since_branch.is_there()
    stage = lived.population.values("stage")[: there.size]
    assert there.tolist() == (stage < GONE).tolist()
    assert 0 < there.sum() < there.size == usual.n_customers


def test_stages_before_are_those_of_a_world_that_ends_at_the_branch(world, lived):
    ended = run(world, RunPlan((3, 0), BRANCH))
    assert lived.since_branch.stage_before.tolist() == ended.population.values("stage").tolist()


def test_branches_and_runs_that_were_stopped_keep_it(world, lived, tmp_path):
    _, branched = run_branches(world, [replace(PLAN, strategy=NoIntervention()), PLAN])
    kept = {"branched": branched}
    with pytest.raises(KeyboardInterrupt):
        run_to_disk(world, PLAN, tmp_path / "history", checkpoint_periods=2, each_period=stop)
    kept["resumed"] = run_to_disk(world, PLAN, tmp_path / "history", checkpoint_periods=2, resume=True)
    for name, other in kept.items():
        for part, values in lived.since_branch.state().items():
            assert np.array_equal(other.since_branch.state()[part], values, equal_nan=True), (name, part)


def stop(period):
    if period == PERIODS - 2:
        raise KeyboardInterrupt


def test_a_world_without_a_branch_has_none():
    assert run(World(default_world(50)), RunPlan((3, 0), 2, branch_period=2)).since_branch.state() == {}
