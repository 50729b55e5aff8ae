"""A premium: what it brings, what it costs in orders and customers, and who bears it."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation.jit import kernel
from hooper.market.market import Market
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.price_premium import PricePremiumSettings, price_premium
from tests.refused import require_refusal_by_name
from tests.small_worlds import changed, default_world, digests_however_lived, retail, tables

CUSTOMERS, PREMIUM = 20_000, 0.2
FELT_ALIKE = {"premium": PREMIUM, "softened_by_bond": 0.0}
NEEDS = ("stated", "ancillary", "real", "related", "latent")
PRODUCTS = (
    {"name": "lean", **dict.fromkeys(NEEDS, 0.0), "margin": 0.1},
    {"name": "rich", **dict.fromkeys(NEEDS, 1.0), "margin": 0.5},
)
LAW = kernel(price_premium.function)
shares = st.floats(0.0, 1.0, width=32)


def felt(discount=0.0, sensitivity=1.0, bond=0.0, asked_by_strategy=0.0, **settings):
    given: Any = PricePremiumSettings(**settings).constants()
    fields = (np.float32(each) for each in (discount, sensitivity, bond, asked_by_strategy))
    return LAW(*fields, type(given)(*map(np.float32, given)))


def unminded(customers, **sections):
    """Return a world without a premium, and one where it is asked and neither buyers nor rivals notice."""
    blind = {"defection": {"pull_of_price_gap": 0.0}, "stages": {"exploration_rival_offers": 0.0}}
    plain = default_world(customers, **blind, **sections)
    off = (*plain.switched_off, "price_premium")
    return plain, changed(plain, price_premium={"premium": PREMIUM}, switched_off=off)


def test_a_premium_is_felt_by_sensitivity_and_less_by_those_with_a_bond():
    assert felt(0.1, 2.0, 0.5, premium=0.2, softened_by_bond=0.6) == pytest.approx(0.1 - 0.2 * 2.0 * 0.7)
    assert felt(0.0, 1.0, 1.0, premium=0.2, softened_by_bond=1.0) == 0.0


@given(st.floats(0.0, 0.5), shares, st.floats(0.0, 4.0, width=32), shares, shares)
def test_the_stronger_the_bond_the_higher_the_premium_that_loses_as_many_orders(
    premium, softened, sensitivity, one, other
):
    weak, strong = (
        felt(0.0, sensitivity, bond, premium=premium, softened_by_bond=softened)
        for bond in sorted((one, other))
    )
    assert weak <= strong + 1e-6 <= 1e-6


@given(st.floats(-1.0, 1.0, width=32), st.floats(0.0, 4.0, width=32), shares)
def test_no_premium_is_felt_as_nothing_to_the_bit(discount, sensitivity, bond):
    assert felt(discount, sensitivity, bond, premium=0.0) == np.float32(discount)


def test_a_world_with_a_premium_of_nothing_is_as_it_was():
    plain, none = (simulate(default_world(200, **given), 12) for given in ({}, {"price_premium": {}}))
    assert none.digest == plain.digest
    assert np.array_equal(none.books.ledger.accounts, plain.books.ledger.accounts)


def test_without_a_bond_orders_fall_by_the_elasticity():
    """Orders of 20,000 in the same period and with the same luck, 5 standard errors; false alarm 6e-7."""
    orders = []
    for world in (retail(), changed(retail(), price_premium=FELT_ALIKE)):
        lone = LoneCustomers(World(world).physics, (1, 0), CUSTOMERS)
        lone.enter(CUSTOMERS)
        orders.append(sum(lone.live()[0].events["orders"].columns["orders"].sum() for _ in range(8)))
        lone.close()
    expected = math.exp(-retail().purchase.discount_elasticity * PREMIUM)
    assert orders[1] / orders[0] == pytest.approx(expected, abs=5 * math.sqrt(expected / orders[0]))


@pytest.mark.parametrize(
    "sections", [{}, {"assortment": {"products": PRODUCTS}}], ids=["one", "two products"]
)
def test_where_nobody_minds_everything_is_sold_at_the_premium_and_all_of_it_is_profit(sections):
    plain, dear = (simulate(world, 12, seed=1) for world in unminded(300, **sections))
    sales = [tables(each)["transactions"] for each in (plain, dear)]
    assert sales[0].drop_columns(["amount"]) == sales[1].drop_columns(["amount"])
    amounts = [each["amount"].to_numpy() for each in sales]
    assert amounts[1] == pytest.approx((1.0 + PREMIUM) * amounts[0])
    revenue, gain = (
        each - other
        for each, other in (
            (dear.books.revenue, plain.books.revenue),
            (dear.books.ledger.profit, plain.books.ledger.profit),
        )
    )
    assert gain == pytest.approx(revenue)
    assert revenue == pytest.approx(PREMIUM * plain.books.revenue)


def test_a_premium_sells_less_and_drives_customers_through_the_hole_of_value_and_to_rivals():
    plain, dear = (
        simulate(default_world(2_000, price_premium=given), 24) for given in (None, {"premium": PREMIUM})
    )
    assert dear.history.observed.transactions.num_rows < 0.95 * plain.history.observed.transactions.num_rows
    for cause in ("value", "rival"):
        left = [each.books.leaks[:, CAUSES.index(cause)].sum() for each in (dear, plain)]
        assert left[0] > 1.05 * left[1]


def test_rivals_are_cheaper_by_the_premium_and_the_more_the_firm_discounts_the_less():
    rival = {"name": "rival", "share": 0.2}
    for rivals in ((), (rival,)):
        world = changed(retail(), market={"rivals": rivals}, price_premium={"premium": 0.25})
        assert Market.of(world).signals(0, 0.0)["price_gap"] == pytest.approx(1 - 1 / 1.25)
    world = changed(retail(), market={"rivals": (rival,), "price_gap": 0.0}, price_premium={"premium": 0.0})
    assert Market.of(world).signals(0, 0.5)["price_gap"] == 0.0
    cheaper = changed(retail(), market={"price_gap": 0.2}, price_premium={"premium": 0.6})
    assert Market.of(cheaper).signals(0, 0.0)["price_gap"] == pytest.approx(1 - 0.8 / 1.6)


def test_both_engines_and_a_checkpoint_give_the_same_bits(tmp_path):
    scenario = changed(default_world(200), price_premium={"premium": PREMIUM})
    assert len(digests_however_lived(scenario, 12, tmp_path)) == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("price_premium.premium=-0.1", "-0.1 is below 0"),
        ("price_premium.softened_by_bond=1.5", "1.5 is above 1"),
        ("price_premium.lever=1", "there is no such key"),
    ],
)
def test_a_premium_that_cannot_be_is_refused_by_name(given, problem):
    require_refusal_by_name(given, problem)
