"""What it costs to serve customers, in the books of a world in which each has a cost of her own."""

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from hooper.scenario.law_constants import law_constants
from tests.small_worlds import changed, retail, tables_but_for

PERIODS = 12
ALONE = {"acquisition": {"newcomers_per_month_per_1000": 0.0}, "switched_off": ("renewal", "referral")}


def flows_of(scenario):
    simulated = simulate(scenario, PERIODS, seed=1)
    return simulated, simulated.books.ledger.flows()


@pytest.fixture(scope="module")
def plain():
    return retail(500, **ALONE)


def costs_of(scenario):
    _, costs = law_constants(scenario)["cost_to_serve"]
    return costs


def with_costs(scenario, **settings):
    return changed(scenario, switched_on=("cost_to_serve",), cost_to_serve=settings)


def lives_of(simulated):
    """Return all tables but what customers cost."""
    told = tables_but_for(simulated, "traits", "serving_factor")
    return {name: table for name, table in told.items() if name != "accounts"}


def test_stages_cost_what_the_economics_say_or_all_the_flat_mean_without_a_saving(plain):
    weeks = 12 / 365.25 * 7
    assert costs_of(with_costs(plain)) == pytest.approx(np.multiply(plain.economics.serving_costs(), weeks))
    assert costs_of(with_costs(plain, saving_with_stage=False)) == pytest.approx(
        [plain.economics.flat_serving_cost_per_month * weeks] * 4
    )


def test_where_nobody_differs_the_books_of_each_are_those_by_stage_from_the_first_period_on(plain):
    """By stage they are counted before newcomers come, so that the founders' first period costs nothing."""
    one, by_stage = flows_of(plain)
    other, of_each = flows_of(with_costs(plain))
    assert lives_of(one) == lives_of(other)
    for account in ("base_profit", "cost_saving"):
        np.testing.assert_allclose(of_each[account][1:], by_stage[account][1:], rtol=1e-6, atol=1e-9)
    newcomer = plain.economics.serving_cost_in_exploration_per_month * 500 * 12 / 365.25 * 7
    assert of_each["profit"][0] == pytest.approx(by_stage["profit"][0] - newcomer)


def test_without_a_saving_the_account_of_savings_is_empty(plain):
    _, flows = flows_of(with_costs(plain, saving_with_stage=False))
    np.testing.assert_allclose(flows["cost_saving"], 0.0, atol=1e-4)
    assert np.all(flows["base_profit"] != 0.0)


def test_customers_who_differ_cost_something_else_and_live_the_same_lives(plain):
    one, alike = flows_of(with_costs(plain))
    other, unlike = flows_of(with_costs(plain, own_log_sd=0.5))
    assert lives_of(one) == lives_of(other)
    assert np.all(alike["cost_saving"] != unlike["cost_saving"])
    np.testing.assert_array_equal(alike["base_profit"], unlike["base_profit"])
