"""What a discount does while it is new, when it is usual, and when it ends; and what a cheaper rival does."""

from typing import Any

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation.jit import kernel
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.cross_buying import cross_buying
from hooper.mechanisms.reference_price import ReferencePriceSettings, reference_price
from tests.small_worlds import changed, default_world, retail, tables, tables_but_for

CUSTOMERS, MONTHS, DISCOUNT = 20_000, 24, 0.2


def orders_with(discounts):
    """Return the orders of each month when these discounts are given; everybody stays."""
    scenario = changed(default_world(), switched_off=("renewal", "defection", "stages", "failure"))
    lone = LoneCustomers(World(scenario).physics, (1, 0), CUSTOMERS)
    lone.enter(CUSTOMERS)
    outcomes = [lone.live(signals={"discount": discount})[0] for discount in discounts]
    usual = lone.population.values("usual_discount")
    lone.close()
    return np.array([each.events["orders"].columns["orders"].sum() for each in outcomes]), usual


@pytest.fixture(scope="module")
def lifted():
    """Orders with a long discount that ends, over those without any."""
    discounts = [DISCOUNT] * MONTHS + [0.0] * 6
    return orders_with(discounts)[0] / orders_with([0.0] * len(discounts))[0]


def test_the_usual_discount_approaches_the_one_that_is_given_geometrically():
    constants: Any = ReferencePriceSettings(adaptation_per_month=0.2).constants(DAYS_PER_MONTH)
    s = type(constants)(*map(np.float32, constants))
    law, usual = kernel(reference_price.function), np.float32(0.0)
    for month in range(12):
        felt, usual = law(np.float32(DISCOUNT), usual, np.float32(1.5), s)
        assert felt == pytest.approx(1.5 * DISCOUNT * 0.8**month, rel=1e-5)
        assert usual == pytest.approx(DISCOUNT * (1 - 0.8 ** (month + 1)), rel=1e-5)


def test_everybody_comes_to_expect_the_discount_alike():
    _, usual = orders_with([DISCOUNT] * 3)
    np.testing.assert_allclose(usual, DISCOUNT * (1 - 0.8**3), rtol=1e-5)


def test_a_discount_lifts_orders_while_it_is_new_and_wears_off(lifted):
    assert lifted[0] > 1.2
    assert lifted[0] > lifted[3] > lifted[6]
    assert lifted[12:MONTHS] == pytest.approx(1.0, abs=0.05)


def test_the_end_of_a_long_discount_costs_orders_until_it_is_forgotten(lifted):
    assert lifted[MONTHS] < 0.85
    assert lifted[MONTHS] < lifted[-1] < 1.0


def test_laws_that_are_off_leave_what_others_read_as_it_is_to_the_bit():
    discount, usual, categories = np.float32(0.1), np.float32(0.7), np.float32(3.0)
    assert when_off(reference_price)(discount, usual) == (discount, usual)
    assert when_off(cross_buying)(categories) == (1.0, categories)


def when_off(law):
    return kernel(law.when_off)


def test_price_sensitivity_moves_nobody_without_a_discount_or_a_cheaper_rival():
    """And a pull towards cheaper rivals moves nobody while none is cheaper."""
    plain = simulate(retail(200), 20, seed=1)
    other = simulate(
        retail(200, price_sensitivity={"log_sd": 0.5}, defection={"pull_of_price_gap": 1.5}), 20, seed=1
    )
    lives = [tables_but_for(each, "traits", "price_sensitivity") for each in (plain, other)]
    assert lives[0] == lives[1]


def test_rivals_who_are_cheaper_all_the_time_take_more_customers():
    gone = [
        tables(simulate(default_world(1_000, market={"price_gap": gap}), 12, seed=1))["exits"].num_rows
        for gap in (0.0, 0.5)
    ]
    assert gone[1] > 1.1 * gone[0]


def test_traits_of_price_have_mean_one_and_do_not_hang_together():
    lone = LoneCustomers(World(default_world()).physics, (1, 0), CUSTOMERS)
    lone.enter(CUSTOMERS)
    logs = np.log([lone.population.values(row) for row in ("price_sensitivity", "serving_factor")])
    lone.close()
    assert np.exp(logs).mean(axis=1) == pytest.approx([1.0, 1.0], abs=0.02)
    assert logs.std(axis=1) == pytest.approx([0.5, 0.5], abs=0.02)
    assert abs(np.corrcoef(logs)[0, 1]) < 0.03


def test_everybody_has_the_same_traits_of_price_where_they_do_not_differ():
    lone = LoneCustomers(World(retail()).physics, (1, 0), 100)
    lone.enter(100)
    values = [lone.population.values(row) for row in ("price_sensitivity", "serving_factor")]
    lone.close()
    assert np.all(np.array(values) == 1.0)
