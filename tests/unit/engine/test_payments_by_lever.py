"""What a strategy has paid is told by lever: the parts are what they must be, and add up to the whole."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run_to_disk
from hooper.engine.world import World
from hooper.strategies.actions import CARE, LEVERS, OFFER, Actions, FirmLevers
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.win_back_offer import WinBackOffer
from tests.small_worlds import default_world, retail, run_with

PERIODS, BRANCH = 30, 13
POINTS = {"points_per_reward": 60.0, "idle_months_to_expiry": 3.0}


class Everything:
    """Writes to the first customers, calls two of them, and pulls levers of the firm."""

    name: ClassVar[str] = "everything"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, **firm):
        self.firm = FirmLevers(**firm)

    def __repr__(self):
        return f"Everything({self.firm})"

    def decide(self, view, budget, draws):
        del view, budget, draws
        rows, levers = np.array([0, 1, 2, 0, 1]), np.array([OFFER, OFFER, OFFER, CARE, CARE])
        return Actions(rows, levers, np.array([1.0, 0.5, 1.0, 1.0, 1.0]), np.zeros(5), self.firm)


def lived(strategy, scenario=None, grant=1e6, periods=PERIODS, **how):
    return run_with(strategy, scenario or retail(300), periods, branch=BRANCH, grant=grant, **how)


def by_lever(world):
    """Return money and uses of the whole run, by lever, those that are not 0."""
    spend, uses = world.books.lever_spend[-1], world.books.lever_uses[-1]
    return {name: (s, u) for name, s, u in zip(LEVERS, spend, uses, strict=True) if s or u}


def test_every_lever_has_what_it_costs_and_how_often_it_was_used():
    world = lived(Everything(extra_agents=2, training=0.5, acquisition=3.0))
    prices, reviews, periods = world.budget.prices, 2, PERIODS - BRANCH
    assert by_lever(world) == {
        "offer": pytest.approx((reviews * (3 * prices.contact + 2.5 * prices.gift), reviews * 3)),
        "care": pytest.approx((reviews * 2 * prices.of_strength["care"], reviews * 2)),
        "extra_agents": pytest.approx((periods * 2 * prices.agent_per_period, periods * 2)),
        "training": pytest.approx((periods * 0.5 * prices.of_programmes["training"], periods * 0.5)),
        "acquisition": pytest.approx((periods * 3.0, periods * 3.0)),
    }


def test_a_discount_is_a_use_on_every_order():
    world = lived(Everything(discount=0.2))
    orders = world.history.observed.transactions["time_days"].to_numpy()
    paid = world.books.revenue[BRANCH:].sum()
    assert by_lever(world)["discount"] == pytest.approx((0.25 * paid, (orders >= BRANCH * 7.0).sum()))


def test_a_referral_reward_is_a_use_a_referral():
    world = lived(Everything(referral_reward=2.0), default_world(3_000))
    money, uses = by_lever(world)["referral_reward"]
    assert uses > 0
    assert money == pytest.approx(2.0 * world.budget.prices.referral_reward * uses)


@pytest.mark.parametrize("grant", [0.0, 60.0, 1e6])
@pytest.mark.parametrize("strategy", [Everything(discount=0.3, extra_agents=3), WinBackOffer()])
def test_the_levers_add_up_to_the_spend_in_every_period_when_money_runs_out_as_well(strategy, grant):
    books = lived(strategy, grant=grant).books
    np.testing.assert_allclose(books.lever_spend.sum(axis=1), books.strategy_spend, rtol=1e-9, atol=1e-9)


def test_points_that_expire_go_back_to_the_lever_that_had_set_them_aside():
    world = lived(LoyaltyProgramme(), default_world(300, reward_points=POINTS), periods=40)
    earned, expired = (
        np.nansum(world.books.operations[f"reward_points.{name}"]) for name in ("earned", "broken")
    )
    assert expired > 0.0
    money, members = by_lever(world)["enrolment"]
    assert money == pytest.approx(members * world.budget.prices.enrolment + earned - expired)
    assert world.budget.spent == pytest.approx(money)


def test_nothing_is_paid_before_the_branch():
    books = lived(Everything(discount=0.3)).books
    assert not books.lever_spend[:BRANCH].any()
    assert not books.lever_uses[:BRANCH].any()


def test_payments_are_alike_in_every_engine_and_after_a_stop(tmp_path):
    strategy, scenario = Everything(discount=0.3, extra_agents=3), retail(300)
    whole = lived(strategy, grant=300.0).books
    agents = lived(strategy, grant=300.0, engine="agents").books
    plan = RunPlan((7, 0), PERIODS, BRANCH, grant_per_review=300.0, strategy=strategy)
    stopped = run_to_disk(World(scenario), plan, tmp_path, checkpoint_periods=4).books
    for other in (agents, stopped):
        assert (other.lever_spend == whole.lever_spend).all()
        assert (other.lever_uses == whole.lever_uses).all()
