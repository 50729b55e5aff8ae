"""The oracle sees the latent state of customers and aims where an offer gains most."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.true_view import true_state
from hooper.engine.world import World
from hooper.mechanisms.life_stages import GONE
from hooper.strategies.actions import OFFER
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.oracle_offer import OracleOffer
from hooper.strategies.random_offer import RandomOffer
from hooper.study.outcome import equity_of
from tests.small_worlds import retail

PRICES = Prices(contact=0.5, gift=0.5, enrolment=1.0, agent_per_period=5.0, reward_rate=0.0)


def decided(gains, money, **settings):
    truth = SimpleNamespace(gain_of_offer=np.array(gains))
    view = SimpleNamespace(
        truth=truth, summary=SimpleNamespace(customer_id=np.arange(len(gains), dtype="u8"))
    )
    budget = Budget(PRICES, 13)
    budget.grant(money)
    return OracleOffer(**settings).decide(view, budget, Draws((1, 0), 26))  # pyright: ignore[reportArgumentType]


def test_offers_go_where_they_gain_most_and_at_least_their_cost():
    actions = decided([0.5, 3.0, -2.0, 1.0, 7.0], 10.0)
    assert actions.rows.tolist() == [4, 1, 3]
    assert (actions.levers == OFFER).all()
    assert decided([0.5, 3.0, -2.0, 1.0, 7.0], 2.0).rows.tolist() == [4, 1]
    assert decided([0.5, 3.0, -2.0, 0.0], 10.0, least_gain_per_cost=0.0).rows.tolist() == [1, 0]


def test_the_truth_is_that_of_the_laws():
    world = World(retail(2_000))
    simulated = run(world, RunPlan((3, 0), 40))
    population = simulated.population
    truth = true_state(population, world.scenario, 1.0)
    gone = truth.stage == GONE
    assert gone.any()
    assert not truth.hazard_per_period[gone].any()
    assert not truth.gain_of_offer[gone].any()
    assert truth.persuadability.tolist() == population.values("persuadability").tolist()
    without = true_state(population, world.scenario, 0.0)
    assert not without.gain_of_offer.any(), "an offer of no strength gains nothing"


def test_the_expected_hazard_foretells_how_many_leave():
    """Exits of 20 weeks against the sum of hazards at their beginning; false alarm about 1 in 1,000.

    Stages move on meanwhile, so that the band is a quarter either way.
    """
    world = World(retail(4_000))
    start = run(world, RunPlan((3, 0), 40))
    truth = true_state(start.population, world.scenario, 1.0)
    later = run(world, RunPlan((3, 0), 48))
    before = set(start.population.customer_id[: start.population.size].tolist())
    exits = later.history.truth.exits
    left = sum(
        period >= 40 and customer in before
        for customer, period in zip(
            exits["customer_id"].to_pylist(), exits["period"].to_pylist(), strict=True
        )
    )
    expected = (1.0 - np.exp(-8.0 * truth.hazard_per_period)).sum()
    assert 0.75 < left / expected < 1.25


def test_the_oracle_gains_more_than_lots_with_the_same_money():
    """Paired on the same words in one world of 4,000; the margin is several standard errors."""
    world = World(retail(4_000))
    plan = RunPlan((3, 0), 78, branch_period=26, grant_per_review=400.0)
    arms = (NoIntervention(), RandomOffer(), OracleOffer())
    runs = run_branches(world, [replace(plan, strategy=arm) for arm in arms])
    none, lots, oracle = (equity_of(each.books, world.scenario, 26).within_horizon for each in runs)
    assert oracle > none
    assert oracle - none > 1.5 * max(lots - none, 0.0)
