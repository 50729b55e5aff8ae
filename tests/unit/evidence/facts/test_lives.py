import numpy as np
import pytest

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import (
    with_satisfaction_unheard,
    with_setting,
    without_laws,
    without_moderation,
)
from hooper.evidence.facts.default_world import default_world
from hooper.evidence.facts.gaps_by_sign import WRITTEN_DOWN
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Step, first_periods, live_cohort
from hooper.foundation.errors import InputError
from hooper.mechanisms.life_stages import GONE
from tests.unit.evidence.facts.hand_made import lives_of

CUSTOMERS, MONTHS, KEY = 300, 8, (1, 0)


@pytest.fixture(scope="module")
def lives():
    return live_cohort(World(default_world()), MONTHS, CUSTOMERS, KEY)


def test_survival_counts_who_is_there_when_a_month_begins():
    lives = lives_of("EEF", "EE.", "E..", "E..")
    assert lives.counts.tolist() == [4, 2, 1]
    assert lives.survival.tolist() == [1.0, 0.5, 0.25]
    assert lives.months_lived.tolist() == [2, 2, 1, 1]


def test_retention_is_that_of_those_chosen_who_are_there():
    lives = lives_of("EEE", "EE.", "E..", "EE.")
    chosen = np.array([True, True, True, False])
    assert lives.retention(chosen, month=1, months=1) == 0.5
    assert np.isnan(lives.retention(np.zeros(4, np.bool_), month=1, months=1))


def test_a_cohort_begins_whole_and_nobody_comes_back(lives):
    assert lives.stage.shape == (MONTHS + 1, CUSTOMERS)
    assert lives.orders.shape == (MONTHS, CUSTOMERS)
    assert lives.survival[0] == 1.0
    assert 0.0 < lives.survival[-1] < 1.0
    assert (lives.stage[-1][~lives.there[3]] == GONE).all()


def test_whoever_is_gone_buys_nothing(lives):
    assert lives.orders.sum() > 0
    assert lives.orders[~lives.there[:-1]].sum() == 0


def test_a_cohort_is_what_the_engine_lives_in_one_go(lives):
    lone = LoneCustomers(World(default_world()).physics, KEY, CUSTOMERS)
    lone.enter(CUSTOMERS)
    lone.live(MONTHS)
    np.testing.assert_array_equal(lone.population.values("satisfaction"), lives.satisfaction[-1])


def test_months_of_weeks_begin_with_the_nearest_week_and_hold_all_their_orders():
    world, months = World(default_world("week")), 4
    weeks = [0, 4, 9, 13, 17]
    assert first_periods(months, 7.0) == weeks
    lives = live_cohort(world, months, CUSTOMERS, KEY)
    lone = LoneCustomers(world.physics, KEY, CUSTOMERS)
    lone.enter(CUSTOMERS)
    for month, length in enumerate(np.diff(weeks)):
        bought = [outcome.events["orders"].columns["orders"].sum() for outcome in lone.live(int(length))]
        assert lives.orders[month].sum() == sum(bought)
        np.testing.assert_array_equal(lone.population.values("stage"), lives.stage[month + 1])


def test_a_step_of_quality_changes_nothing_before_its_month_and_lifts_satisfaction_after(lives):
    stepped = live_cohort(World(default_world()), MONTHS, CUSTOMERS, KEY, step=Step("quality_change", 5, 0.6))
    np.testing.assert_array_equal(stepped.satisfaction[:6], lives.satisfaction[:6])
    there = lives.there[5]
    assert (stepped.satisfaction[6][there] > lives.satisfaction[6][there]).all()


@pytest.mark.slow  # the laboratory is machine code of its own
def test_a_bond_that_is_unheard_grows_and_moves_nobody():
    worlds = (default_world(), with_setting(default_world(), "emotional_loyalty.inclination", 0.2))
    unheard = (laboratory(each, "hide_bond", "show_bond") for each in worlds)
    one, two = (live_cohort(each, MONTHS, CUSTOMERS, KEY, ("emotional_loyalty",)) for each in unheard)
    np.testing.assert_array_equal(one.stage, two.stage)
    np.testing.assert_array_equal(one.orders, two.orders)
    assert one.recorded["emotional_loyalty"][-1].std() > 2 * two.recorded["emotional_loyalty"][-1].std()


def test_a_signal_that_no_law_hears_is_refused():
    lone = LoneCustomers(World(default_world()).physics, KEY, 1)
    lone.enter(1)
    with pytest.raises(InputError, match=r"signal 'qualty'(.|\n)*quality_change"):
        lone.live(signals={"qualty": 1.0})


def test_a_setting_that_is_none_is_refused():
    with pytest.raises(AttributeError):
        with_setting(default_world(), "loyalty.competitoin", 0.5)


def test_without_moderation_competition_moves_nobody():
    worlds = [with_setting(without_moderation(default_world()), "loyalty.competition", c) for c in (0.0, 1.0)]
    one, two = (live_cohort(World(world), MONTHS, CUSTOMERS, KEY) for world in worlds)
    np.testing.assert_array_equal(one.stage, two.stage)


def test_unheard_satisfaction_moves_nobody():
    world = with_satisfaction_unheard(without_laws(default_world(), "failure"))
    averse = with_setting(world, "satisfaction.loss_aversion", 2.5)
    one, two = (live_cohort(World(each), MONTHS, CUSTOMERS, KEY) for each in (world, averse))
    np.testing.assert_array_equal(one.stage, two.stage)
    assert (one.satisfaction[-1] != two.satisfaction[-1]).any()


@pytest.mark.slow  # the laboratory is machine code of its own
def test_the_law_that_looks_on_changes_nothing_and_its_gaps_add_up(lives):
    world = laboratory(default_world(), "gaps_by_sign")
    rows = world.law_set.rows_of("expectation")
    observed = live_cohort(world, MONTHS, CUSTOMERS, KEY, ("satisfaction", *rows, *WRITTEN_DOWN))
    np.testing.assert_array_equal(observed.stage, lives.stage)
    np.testing.assert_array_equal(observed.satisfaction, lives.satisfaction)
    there = lives.there[:-1]
    above, below, expected, satisfied = (observed.recorded[row][1:][there] for row in WRITTEN_DOWN)
    assert above.min() == 0.0 < above.max()
    assert below.min() < 0.0 == below.max()
    np.testing.assert_array_equal(satisfied, lives.satisfaction[:-1][there])
    weights = world.scenario.dimension_weights.values()
    before = sum(
        weight * observed.recorded[row][:-1][there] for weight, row in zip(weights, rows, strict=True)
    )
    np.testing.assert_allclose(expected, before, rtol=1e-4, atol=1e-6)
