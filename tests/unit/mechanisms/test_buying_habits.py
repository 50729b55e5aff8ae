"""Cross-buying and satiation on lives whose outcome is known."""

import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.mechanisms.cross_buying import MOST_CATEGORIES, CrossBuyingSettings
from hooper.mechanisms.life_stages import STABILITY
from hooper.scenario.scenario import Scenario
from tests.small_worlds import changed, default_world

CUSTOMERS = 20_000
NOBODY_MOVES = {"switched_off": ("renewal", "defection", "stages", "failure", "emotional_loyalty")}


def stable_lives(months, stage=STABILITY, **sections):
    """Return customers after so many months in one stage, each with a lukewarm bond, and the last orders."""
    lone = LoneCustomers(
        World(changed(default_world(), **NOBODY_MOVES, **sections)).physics, (1, 0), CUSTOMERS
    )
    lone.enter(CUSTOMERS)
    lone.population.write("stage", np.arange(CUSTOMERS), np.float32(stage))
    *_, last = lone.live(months)
    categories, appetite = (lone.population.values(row).copy() for row in ("categories", "appetite"))
    lone.close()
    return categories, appetite, last.events["orders"].columns["orders"].sum()


def test_categories_are_taken_up_at_a_constant_chance_a_month():
    """With a bond of .3 that is .05 * .8 = .04 a month: binomial, far from the sixth."""
    categories, _, _ = stable_lives(10, cross_buying={"chance_per_month": 0.05})
    assert categories.mean() == pytest.approx(1 + 10 * 0.04, abs=4 * np.sqrt(10 * 0.04 * 0.96 / CUSTOMERS))
    assert (categories == 1).mean() == pytest.approx(0.96**10, abs=0.015)


def test_it_takes_as_long_by_weeks_as_by_months():
    month, week = (CrossBuyingSettings().constants(days) for days in (28.0, 7.0))
    assert (1 - 0.03) ** month.months == pytest.approx(((1 - 0.03) ** week.months) ** 4)


def test_there_are_six_categories_at_most():
    categories, _, _ = stable_lives(12, cross_buying={"chance_per_month": 0.66})
    assert categories.max() == MOST_CATEGORIES
    assert (categories == MOST_CATEGORIES).mean() > 0.5


@pytest.mark.parametrize("stage", [0, 3])
def test_nobody_takes_up_a_category_before_formation_or_in_decline(stage):
    categories, _, _ = stable_lives(6, stage, cross_buying={"chance_per_month": 0.6})
    assert np.all(categories == 1.0)


def test_further_categories_bring_orders_in_proportion_to_the_gain():
    """After a year at .04 a month categories are 1 + 11 * .04 at the beginning of the last month."""
    (_, _, plain), (_, _, more) = (
        stable_lives(12, cross_buying={"chance_per_month": 0.05, "gain_per_category": gain})
        for gain in (0.0, 0.5)
    )
    assert more / plain == pytest.approx(1 + 0.5 * 11 * 0.04, abs=0.04)


def test_the_sated_order_less_and_their_appetite_is_that_of_the_stock_of_orders():
    on = changed(default_world(), switched_on=(*default_world().switched_on, "satiation")).switched_on
    (_, full, plain), (_, appetite, less) = (
        stable_lives(12, switched_on=laws, satiation={"satiation_per_order": 0.2, "fading_per_month": 0.5})
        for laws in (default_world().switched_on, on)
    )
    assert np.all(full == 1.0)
    assert 0.0 < appetite.min() < appetite.max() <= 1.0
    assert less < 0.85 * plain


@pytest.mark.parametrize("setting", ["cross_buying.chance_per_month", "satiation.satiation_per_order"])
def test_chances_beyond_what_makes_sense_are_refused(setting):
    section, name = setting.split(".")
    with pytest.raises(ValueError, match=name):
        changed(Scenario(), **{section: {name: 1.01}})
