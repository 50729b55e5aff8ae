"""When replications are enough: known answers, and intervals that hold as often as the rules promise."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from hooper.comparison.stopping import (
    HalfWidth,
    IndifferenceZone,
    RelativeHalfWidth,
    replications_wanted,
)
from hooper.foundation.errors import InputError
from tests.unit.comparison.studies import LARGEST_Z, misses_z, outcome_of, paired_worlds

BASELINE = "no_intervention"


def two_arms(differences):
    return outcome_of([np.zeros(len(differences)), differences])


def test_two_stages_ask_for_the_number_of_stein():
    differences = np.array([1.0, 3.0, 2.0, 5.0, 4.0])
    wanted = replications_wanted(two_arms(differences), BASELINE, HalfWidth(0.5, 0.9, pilot=5))
    assert wanted == ceil((t.ppf(0.95, 4) * np.sqrt(2.5) / 0.5) ** 2)


def test_what_comes_after_the_pilot_does_not_move_the_number():
    pilot = [1.0, 3.0, 2.0, 5.0, 4.0]
    rule = HalfWidth(0.5, pilot=5)
    assert replications_wanted(two_arms(pilot), BASELINE, rule) == replications_wanted(
        two_arms([*pilot, 900.0, -900.0]), BASELINE, rule
    )


def test_a_narrow_interval_needs_no_more_than_the_pilot():
    assert replications_wanted(two_arms([1.0, 1.001, 0.999]), BASELINE, HalfWidth(1.0, pilot=3)) == 3


def test_every_rule_begins_with_its_pilot():
    for rule in (HalfWidth(1.0), RelativeHalfWidth(0.1), IndifferenceZone(1.0)):
        assert replications_wanted(two_arms([1.0, 2.0]), BASELINE, rule) == 20


def test_the_widest_of_the_intervals_decides():
    rng = np.random.default_rng(3)
    narrow, wide = rng.normal(0, 1, 20), rng.normal(0, 5, 20)
    rule = HalfWidth(1.0)
    both = replications_wanted(outcome_of([np.zeros(20), narrow, wide]), BASELINE, rule)
    assert both == replications_wanted(two_arms(wide), BASELINE, rule)


def test_a_relative_width_at_most_doubles_what_is_there():
    nearly_nothing = [1.0, -1.0] * 5 + [1e-9]
    assert replications_wanted(two_arms(nearly_nothing), BASELINE, RelativeHalfWidth(0.1, pilot=10)) == 22


def test_a_relative_width_that_is_reached_wants_no_more():
    differences = np.random.default_rng(5).normal(10.0, 1.0, 40)
    assert replications_wanted(two_arms(differences), BASELINE, RelativeHalfWidth(0.1)) <= 40


def test_the_zone_ends_when_the_best_is_selected():
    values = paired_worlds(np.random.default_rng(8), [0.0, 5.0], 40)
    wanted = replications_wanted(outcome_of(values), BASELINE, IndifferenceZone(1.0))
    assert wanted <= 40
    assert replications_wanted(outcome_of(values[:, : wanted - 1]), BASELINE, IndifferenceZone(1.0)) >= wanted


def test_arms_that_are_the_same_are_looked_at_no_longer_than_the_pilot():
    for rule in (HalfWidth(1.0), RelativeHalfWidth(0.1)):
        assert replications_wanted(two_arms(np.zeros(20)), BASELINE, rule) == 20


def test_a_strategy_that_lacks_a_replication_has_no_say_and_a_baseline_that_does_ends_it():
    rng = np.random.default_rng(4)
    values = np.array([np.zeros(22), rng.normal(0, 9, 22), rng.normal(0, 1, 22)])
    values[1, 3] = np.nan
    rule = HalfWidth(0.5)
    assert replications_wanted(outcome_of(values), BASELINE, rule) == replications_wanted(
        outcome_of(values[[0, 2]]), BASELINE, rule
    )
    values[0, 7] = np.nan
    assert replications_wanted(outcome_of(values), BASELINE, rule) == 22


@given(st.integers(0, 10_000), st.sampled_from([0.01, 1.0, 1024.0]))
def test_another_currency_wants_as_many(seed, rate):
    values = paired_worlds(np.random.default_rng(seed), [0.0, 4.0], 22)
    for one, other in (
        (HalfWidth(0.7), HalfWidth(0.7 * rate)),
        (RelativeHalfWidth(0.2), RelativeHalfWidth(0.2)),
        (IndifferenceZone(0.7), IndifferenceZone(0.7 * rate)),
    ):
        wanted = replications_wanted(outcome_of(values), BASELINE, one)
        assert abs(replications_wanted(outcome_of(values * rate), BASELINE, other) - wanted) <= 1


@pytest.mark.parametrize(
    "rule",
    [
        HalfWidth(0.0),
        HalfWidth(1.0, level=1.0),
        RelativeHalfWidth(float("nan")),
        IndifferenceZone(1.0, pilot=1),
    ],
)
def test_a_rule_that_can_never_hold_is_refused(rule):
    with pytest.raises(InputError, match=r"stopping\."):
        replications_wanted(two_arms([1.0, 2.0]), BASELINE, rule)


def misses_of(rule, draw, truth, studies, seed):
    """Let a rule stop so many studies; count whose interval of the wanted width misses the truth."""
    rng, misses = np.random.default_rng(seed), 0
    for _ in range(studies):
        differences = draw(rng, rule.pilot)
        while (wanted := replications_wanted(two_arms(differences), BASELINE, rule)) > differences.size:
            differences = np.append(differences, draw(rng, wanted - differences.size))
        mean = differences.mean()
        width = rule.half_width if isinstance(rule, HalfWidth) else rule.share * abs(mean)
        misses += abs(mean - truth) > width
    return misses


def normal(rng, size):
    return rng.normal(3.0, 4.0, size)


def skewed(rng, size):
    return rng.exponential(3.0, size)


@pytest.mark.slow
def test_two_stages_hold_the_difference_as_often_as_promised():
    """An excess of misses over 5 % of 400 by 4.57 standard errors has a chance of 3e-6."""
    assert misses_z(misses_of(HalfWidth(1.0), normal, 3.0, 400, 1_945), 400, 0.05) < LARGEST_Z


@pytest.mark.slow
def test_skewed_differences_cost_two_stages_two_points():
    """Exponential ones: no more than 7 % of 400 miss; an excess by 4.57 standard errors: chance 3e-6."""
    assert misses_z(misses_of(HalfWidth(1.0), skewed, 3.0, 400, 1_946), 400, 0.07) < LARGEST_Z


@pytest.mark.slow
def test_looking_again_and_again_costs_a_point_at_most():
    """The level holds in the limit: no more than 6 % of 250 miss; an excess by 4.57 errors: chance 3e-6."""
    assert misses_z(misses_of(RelativeHalfWidth(0.2), normal, 3.0, 250, 1_969), 250, 0.06) < LARGEST_Z
