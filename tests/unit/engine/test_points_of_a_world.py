"""Points in a world: what is earned is paid, owed, redeemed or given back, and how near it is, is felt."""

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run_to_disk
from hooper.engine.world import World
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from tests.small_worlds import default_world, run_with, toggled

MONTHS, BRANCH = 40, 3
TIERS = (
    {"name": "silver", "spend_per_year": 200.0, "points_multiplier": 1.5, "bond": 2.0},
    {"name": "gold", "spend_per_year": 500.0, "points_multiplier": 2.0, "bond": 4.0},
)
POINTS = {"points_per_reward": 60.0, "idle_months_to_expiry": 3.0, "tiers": TIERS}
PLENTY = 1e6


def with_points(customers=300, **settings):
    return toggled(default_world(customers, reward_points={**POINTS, **settings}), "points_pressure")


def lived(scenario=None, grant=PLENTY, **how):
    return run_with(LoyaltyProgramme(), scenario or with_points(), MONTHS, branch=BRANCH, grant=grant, **how)


def told(world, name):
    return world.books.operations[f"reward_points.{name}"]


@pytest.fixture(scope="module")
def world():
    return lived()


@pytest.mark.parametrize("grant", [0.0, 40.0, PLENTY])
def test_what_was_earned_is_redeemed_broken_or_outstanding_in_every_period(grant):
    world = lived(grant=grant)
    earned, redeemed, broken = (told(world, name).cumsum() for name in ("earned", "redeemed", "broken"))
    outstanding = told(world, "outstanding")
    np.testing.assert_allclose(earned, redeemed + broken + outstanding, rtol=1e-9, atol=1e-9)
    assert (outstanding >= 0.0).all()
    assert (min(earned[-1], redeemed[-1], broken[-1]) > 0.0) == (grant > 0.0)


@pytest.mark.parametrize("grant", [0.0, 40.0, 300.0, PLENTY])
def test_what_is_spent_is_what_was_booked_less_what_came_back_and_never_more_than_was_granted(grant):
    world = lived(grant=grant)
    flows = world.books.ledger.flows()
    booked = -flows["strategy_cost"].sum() - flows["price_concession"].sum()
    assert world.budget.spent == pytest.approx(booked, rel=1e-9, abs=1e-9)
    assert (world.books.strategy_spend <= world.budget.granted).all()
    assert world.budget.left >= 0.0


def test_concessions_are_what_was_earned_less_what_was_broken(world):
    """The strategy gives nothing else away."""
    conceded = -world.books.ledger.flows()["price_concession"]
    np.testing.assert_allclose(conceded, told(world, "earned") - told(world, "broken"), rtol=1e-9, atol=1e-9)
    accounts = world.history.truth.accounts["price_concession"].to_numpy()
    assert -accounts.sum() == pytest.approx(conceded.sum(), rel=1e-9)


def test_nobody_redeems_at_no_chance_and_then_all_that_is_not_broken_is_owed():
    world = lived(with_points(redemption_per_month=0.0))
    assert not told(world, "redeemed").any()
    kept = told(world, "earned").sum() - told(world, "broken").sum()
    assert told(world, "outstanding")[-1] == pytest.approx(kept, rel=1e-9)


def test_members_come_into_tiers_that_hold_them_more_firmly(world):
    population, enrolled = world.population, np.isin(world.population.customer_id, member_ids(world))
    bonds = population.values("member")
    assert set(bonds[: population.size][~enrolled[: population.size]]) == {0.0}
    assert set(bonds[enrolled[: population.size]]) == {1.0, 2.0, 4.0}
    there = population.values("stage") < 4
    for name, bond in (("members_silver", 2.0), ("members_gold", 4.0)):
        assert told(world, name)[-1] == np.count_nonzero(there & (bonds == bond)) > 0
    assert told(world, "members")[-1] == np.count_nonzero(there & enrolled[: population.size])


def member_ids(world):
    return np.unique(world.history.observed.others["contacts"]["customer_id"].to_numpy())


def test_members_feel_how_near_a_reward_is_and_nobody_else_does(world):
    near, had = (world.population.values(row) for row in ("reward_progress", "rewarded"))
    strangers = ~np.isin(world.population.customer_id[: near.size], member_ids(world))
    assert not near[strangers].any()
    assert not had[strangers].any()
    assert 0.0 < near.max() < 1.0
    assert had.max() == 1.0


def test_without_members_customers_live_as_if_the_law_was_off_to_the_last_bit():
    scenario = with_points()
    worlds = [lived(each, grant=0.0) for each in (scenario, toggled(scenario, "points_pressure"))]
    free = [each.budget.spent for each in worlds]
    assert free == [0.0, 0.0]
    assert worlds[0].history.digest == worlds[1].history.digest


def test_points_that_nobody_feels_change_what_is_paid_out_and_no_life():
    """Without tiers and without the law, points are the reward at once but for when it is given."""
    plain = toggled(with_points(tiers=(), value_per_point=0.03), "points_pressure")
    at_once = default_world(300)
    with_it, without = lived(plain), lived(at_once)
    bought = [each.history.observed.transactions for each in (with_it, without)]
    assert bought[0].equals(bought[1])
    given = [-each.books.ledger.flows()["price_concession"].sum() for each in (with_it, without)]
    assert given[0] == pytest.approx(given[1] - told(with_it, "broken").sum())


@pytest.mark.parametrize("how", [{"engine": "agents"}, {"threads": 2, "chunk": 256}])
def test_points_are_alike_in_every_engine_and_on_any_threads(how):
    one, other = (lived(with_points(400), grant=300.0, **ways) for ways in ({}, how))
    assert one.history.digest == other.history.digest
    assert vars(one.budget) == vars(other.budget)
    assert one.books.operations.keys() == other.books.operations.keys()
    for name in ("earned", "redeemed", "broken", "outstanding"):
        assert told(one, name).tobytes() == told(other, name).tobytes()


def test_the_life_of_a_member_is_lived_again_with_what_points_made_her_feel(world):
    plan = RunPlan((7, 0), MONTHS, BRANCH, grant_per_review=PLENTY, strategy=LoyaltyProgramme())
    member = int(world.population.customer_id[np.argmax(world.population.values("rewarded"))])
    lines = replay(World(with_points()), plan, member).to_pylist()
    set_by_firm = {line["field"] for line in lines if line["role"] == "set"}
    assert {"reward_progress", "rewarded", "member"} <= set_by_firm


def test_a_checkpoint_remembers_whose_points_they_are(tmp_path):
    plan = RunPlan((7, 0), MONTHS, BRANCH, grant_per_review=PLENTY, strategy=LoyaltyProgramme())
    whole = run_to_disk(World(with_points()), plan, tmp_path / "whole")
    cut = run_to_disk(World(with_points()), plan, tmp_path / "cut", checkpoint_periods=4)
    assert cut.digest == whole.digest
    assert vars(cut.budget) == vars(whole.budget)
