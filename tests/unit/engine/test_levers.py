"""What pulling a lever does to the customers it is pulled on, and what it costs."""

import numpy as np
import pytest

from hooper.engine.levers import carry_out, signals_of
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.foundation.workers import Workers
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.customer_period import MARKET_SIGNALS, SIGNALS
from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers
from hooper.strategies.budget import Prices
from tests.small_worlds import retail

SETTINGS = LeverSettings(offer_contact_cost=0.15, offer_value=0.6, offer_strength=2.0, enrolment_cost=0.2)
PRICES = Prices.of(SETTINGS, 60.0, 0.03)


@pytest.fixture
def customers():
    population = Population(World(retail(10)).law_set, 10, Workers())
    population.admit(np.arange(6, dtype=np.uint64), np.zeros(6), np.zeros(6, np.uint8))
    return population, RunningSummary(population.capacity)


def test_offers_and_enrolments_reach_their_customers_and_are_remembered(customers):
    population, summary = customers
    actions = Actions(
        np.array([4, 1, 2]), np.array([OFFER, ENROLMENT, OFFER]), np.array([1.0, 1.0, 0.5]), np.zeros(3)
    )
    carried = carry_out(actions, np.array([0.5, 1.0, 1.0]), population, summary, SETTINGS, PRICES)
    assert population.values("offer").tolist() == [0.0, 0.0, 1.0, 0.0, 1.0, 0.0]
    assert population.values("member").tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert summary.contacts[:6].tolist() == [0, 1, 1, 0, 1, 0]
    assert summary.enrolled[:6].tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert carried.cost == pytest.approx(2 * 0.15 + 0.2)
    assert carried.gifts == pytest.approx((1.0 + 0.5) * 1.2)


def test_who_is_enrolled_again_stays_in_her_tier(customers):
    population, summary = customers
    again = Actions(np.array([1]), np.array([ENROLMENT]), np.ones(1), np.zeros(1))
    carry_out(again, np.ones(1), population, summary, SETTINGS, PRICES)
    population.write("member", np.array([1]), np.float32(2.0))
    carry_out(again, np.ones(1), population, summary, SETTINGS, PRICES)
    assert population.values("member")[1] == 2.0


def test_no_actions_cost_nothing(customers):
    population, summary = customers
    carried = carry_out(Actions(), np.ones(0), population, summary, SETTINGS, PRICES)
    assert (carried.cost, carried.gifts) == (0.0, 0.0)


def test_signals_stand_in_the_order_in_which_laws_read_them():
    market = dict(zip(MARKET_SIGNALS, (0.25, *range(1, len(MARKET_SIGNALS))), strict=True))
    signals = signals_of(
        FirmLevers(discount=0.25),
        {"discount": 0.5, "programme": 0.25},
        programme=True,
        market=market,
        noticed={"staff_change": -0.5},
    )
    assert dict(zip(SIGNALS, signals.tolist(), strict=True)) == {
        "discount": 0.125,
        "programme": 0.25,
        "quality_change": 0.0,
        "staff_change": -0.5,
        "mistakes": 0.0,
        **market,
    }
