"""Cross-buying, satiation and life events on lives whose outcome is known."""

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


def drifts_after(months, **sections):
    lone = LoneCustomers(
        World(changed(default_world(), **NOBODY_MOVES, **sections)).physics, (1, 0), CUSTOMERS
    )
    lone.enter(CUSTOMERS)
    _ = list(lone.live(months))
    drift = lone.population.values("rate_drift").copy()
    lone.close()
    return drift


def test_life_events_come_as_often_as_said_and_jump_as_far():
    """Alone, without drift: in two years e^-(.3 2) of the customers have had none."""
    laws = [each for each in default_world().switched_on if each != "rate_drift"]
    events = {"events_per_year": 0.3, "jump_sd": 0.5}
    drift = drifts_after(24, switched_on=tuple({*laws, "life_events"}), life_events=events)
    untouched = (drift == 0.0).mean()
    assert untouched == pytest.approx(np.exp(-0.6), abs=4 * np.sqrt(0.25 / CUSTOMERS))
    jumps = 24 * -np.expm1(-0.3 / 12)
    assert drift.var() == pytest.approx(0.25 * jumps, rel=0.08)
    assert abs(drift.mean()) < 4 * drift.std() / np.sqrt(CUSTOMERS)


def test_jumps_fade_where_rates_drift():
    """In the long run, here ten half-lives, the variance is that of a month's jumps over 1 - kept^2."""
    on = tuple({*default_world().switched_on, "rate_drift", "life_events"})
    events, drifting = {"events_per_year": 6.0, "jump_sd": 0.2}, {"sd": 0.0, "half_life_months": 3.0}
    drift = drifts_after(30, switched_on=on, life_events=events, rate_drift=drifting)
    kept = 0.5 ** (1 / 3)
    assert drift.var() == pytest.approx(-np.expm1(-0.5) * 0.04 / (1 - kept**2), rel=0.06)
