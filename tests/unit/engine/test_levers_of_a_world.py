"""All levers at once in a world: they are paid, booked and remembered, and do what they say."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run, run_to_disk
from hooper.engine.world import World
from hooper.firm.customer_ids import PAID, channel_of, is_bought
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.strategies.actions import CUSTOMER_LEVERS, FIRM_LEVERS, Actions, FirmLevers
from tests.refused import require_refusal_by_name
from tests.small_worlds import default_world, retail, run_with, tables

EVERY_LEVER = FirmLevers(
    discount=0.05,
    extra_agents=1,
    price_premium=0.1,
    referral_reward=1.0,
    training=0.5,
    quality=1.0,
    assortment=1.0,
    recovery=0.5,
    acquisition=40.0,
)
MONTHS, BRANCH = 14, 2


class Pulls:
    """Pulls levers of the firm, and all levers on every seventh customer if that is asked for."""

    name: ClassVar[str] = "pulls"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, firm, on_customers=False):
        self.firm, self.on_customers = firm, on_customers

    def decide(self, view, budget, draws):
        del budget, draws
        rows = np.arange(0, view.summary.n_customers if self.on_customers else 0, 7)
        levers = np.tile(np.arange(len(CUSTOMER_LEVERS)), rows.size)
        rows = np.repeat(rows, len(CUSTOMER_LEVERS))
        return Actions(rows, levers, np.ones(rows.size), np.zeros(rows.size), self.firm)


ALL = Pulls(EVERY_LEVER, on_customers=True)


def imitated(**sections):
    """Return a world in which all laws behind the levers act, and rivals imitate what they see."""
    world = default_world(400, market={"imitation": {}}, campaigns={"rules_are_for": "everybody"}, **sections)
    on = (*world.switched_on, "switching_cost", "contact_fatigue")
    return world.model_copy(update={"switched_on": on})


def plan_of(grant, strategy=ALL):
    return RunPlan((7, 0), MONTHS, BRANCH, review_periods=3, grant_per_review=grant, strategy=strategy)


def booked(world):
    flows = world.books.ledger.flows()
    return -flows["strategy_cost"].sum() - flows["price_concession"].sum()


def bought_in(world):
    """Return how many customers came for what a strategy spent; everybody has ordered once."""
    ids = np.unique(tables(world)["transactions"]["customer_id"].to_numpy())
    acquired = ids[ids >> np.uint64(62) == 1]
    return int(is_bought(acquired, channel_of(acquired)).sum())


@pytest.mark.parametrize("grant", [1e5, 500.0, 3.0])
def test_either_engine_any_threads_and_a_checkpoint_give_the_same_bits_while_money_lasts_or_not(
    grant, tmp_path
):
    whole = run(World(imitated()), plan_of(grant))
    others = [run(World(imitated()), plan_of(grant), engine="agents")]
    others.append(run(World(imitated()), plan_of(grant), threads=2))
    others.append(run_to_disk(World(imitated()), plan_of(grant), tmp_path / "cut", checkpoint_periods=4))
    assert {each.digest for each in others} == {whole.digest}
    assert {repr(vars(each.budget)) for each in others} == {repr(vars(whole.budget))}
    assert whole.budget.spent == pytest.approx(booked(whole), rel=1e-9)
    assert (whole.budget.refused > 0.0) == (grant < 1e5)
    assert whole.budget.left >= 0.0


def test_a_life_under_all_levers_can_be_lived_again():
    told = replay(World(imitated()), plan_of(1e5), 7).to_pylist()
    rows = {row["field"] for row in told if row["role"] == "set"}
    assert {"emotional_loyalty", "switching_cost", "knowledge", "frailty", "recent_contacts"} <= rows


@pytest.mark.parametrize("lever", FIRM_LEVERS)
def test_a_lever_at_strength_zero_is_no_lever(lever):
    none, zero = (
        run_with(Pulls(each), retail(300), 8, branch=2, grant=1e4)
        for each in (FirmLevers(), FirmLevers(**{lever: 0.0}))
    )
    assert zero.history.digest == none.history.digest
    assert zero.budget.spent == none.budget.spent == 0.0


def test_spend_brings_newcomers_as_the_curve_says_and_they_cost_nothing_beside():
    """At twice the plan's spend, with 40 % reached by it: n (1 - .4) / .4 (1 - (1 - .4)^2)."""
    months, thousand = 24, 1_000
    shop = retail(thousand, period="month", acquisition={"turned_away_per_ill_talk": 0.0})
    cost = shop.acquisition.newcomers_per_month_per_1000 * shop.acquisition.cost_per_newcomer
    plain, more = (
        run_with(Pulls(FirmLevers(acquisition=spent)), shop, months, grant=1e6) for spent in (0.0, 2.0 * cost)
    )
    counts = [bought_in(each) for each in (plain, more)]
    assert counts == [0, int(months * 12.0 * 1.5 * (1.0 - 0.6**2) + 1e-6)]
    flows = [each.books.ledger.flows() for each in (plain, more)]
    assert flows[1]["strategy_cost"].sum() == pytest.approx(-months * 2.0 * cost)
    brought = [each.books.arrivals[:, PAID].sum() for each in (plain, more)]
    assert brought[1] - brought[0] == counts[1]


def test_a_premium_that_nobody_minds_is_earned_to_the_last_bit_of_it():
    deaf = {"purchase": {"discount_elasticity": 0.0}, "defection": {"value_relief_of_discount": 0.0}}
    plain, dear = (
        run_with(Pulls(FirmLevers(price_premium=asked)), retail(300, **deaf), 26, branch=0, grant=0.0)
        for asked in (0.0, 0.25)
    )
    assert dear.books.revenue.sum() == pytest.approx(1.25 * plain.books.revenue.sum(), rel=1e-12)
    gain = dear.books.ledger.profit.sum() - plain.books.ledger.profit.sum()
    assert gain == pytest.approx(0.25 * plain.books.revenue.sum(), rel=1e-9)


def test_a_premium_loses_orders_and_leaves_rivals_cheaper():
    world = default_world(1_000)
    plain, dear = (
        run_with(Pulls(FirmLevers(price_premium=asked)), world, 12, grant=0.0) for asked in (0.0, 0.3)
    )
    sold = [len(tables(each)["transactions"]) for each in (plain, dear)]
    assert sold[1] < 0.9 * sold[0]


def test_recovery_excellence_makes_good_a_share_of_what_would_not_be_and_takes_less_time():
    """Of 1,700 cases the share is within 5 standard errors: that fails by chance once in a million."""
    shop = retail(2_000, desk={"agents_per_1000": 50.0}, failure={"failure_per_order": 0.5})
    half = Pulls(FirmLevers(recovery=0.5))
    cases = tables(run_with(half, shop, 40, grant=1e6))["service_cases"]
    share = 0.6 + 0.4 * 0.5 * 0.5
    error = np.sqrt(share * (1.0 - share) / len(cases))
    assert len(cases) > 1_500
    assert cases["resolved"].to_numpy(zero_copy_only=False).mean() == pytest.approx(share, abs=5 * error)


def test_each_referral_has_its_reward_until_the_money_is_gone():
    shop = retail(1_000, referral={"talk_per_month": 0.3}, levers={"referral_reward_value": 4.0})
    rich = run_with(Pulls(FirmLevers(referral_reward=1.0)), shop, 26, grant=1e6)
    referred = len(tables(rich)["referrals"])
    assert rich.budget.spent == 4.0 * referred > 0.0
    poor = run_with(Pulls(FirmLevers(referral_reward=1.0)), shop, 26, grant=17.0)
    assert poor.budget.spent == 2 * 16.0, "two reviews, four rewards each"
    none = run_with(Pulls(FirmLevers()), shop, 26)
    assert referred > len(tables(none)["referrals"])


def test_bonds_are_lost_again_and_ties_are_paid_once():
    bonds = default_world(400, emotional_loyalty={"change_per_month": 0.3})
    plan = RunPlan((7, 0), 7, 0, review_periods=3, grant_per_review=1e6, strategy=ALL)
    contacts = tables(run(World(bonds), plan))["contacts"].to_pylist()
    ties = [row["customer_id"] for row in contacts if CUSTOMER_LEVERS[row["lever"]] == "structural_tie"]
    assert len(ties) == len(set(ties)) > 0
    again = [row["customer_id"] for row in contacts if CUSTOMER_LEVERS[row["lever"]] == "personal_bond"]
    assert len(again) > len(set(again))


def test_money_for_a_month_is_what_programmes_cost_a_thousand_founders_a_month():
    world = retail(500, period="week")
    week = run_with(Pulls(FirmLevers(training=1.0)), world, 1, grant=1e6)
    assert week.budget.spent == pytest.approx(60.0 * 0.5 * 7.0 / DAYS_PER_MONTH)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("lever_effects.reached_by_plan=0.0", "0.0 is not above 0"),
        ("lever_effects.bond_of_manager=1.5", "1.5"),
        ("levers.attention_cost=-1.0", "-1.0"),
        ("contact_fatigue.half_life_months=0.0", "0.0 is not above 0"),
        ("lever_effects.charm=1.0", "there is no such key"),
    ],
)
def test_levers_that_cannot_be_are_refused_by_name(given, problem):
    require_refusal_by_name(given, problem)
