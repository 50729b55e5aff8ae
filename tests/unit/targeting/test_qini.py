"""Curves, areas and intervals that can be worked out by hand, and laws that hold for any scores."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.targeting.average_effect import average_effect
from hooper.targeting.qini import qini_curve
from hooper.targeting.qini_interval import qini_interval, times_drawn
from hooper.targeting.uplift_at_top import effects_by_group, uplift_at_top
from hooper.targeting.uplift_curve import uplift_curve

# Two customers of each arm on every level of the score; the offer wins those on the first level only.
SCORE = np.repeat([3.0, 2.0, 1.0, 0.0], 4)
TREATED = np.tile([True, True, False, False], 4)
OUTCOME = np.where((SCORE == 3.0) & TREATED, 1.0, np.where(SCORE == 2.0, 1.0, 0.0))


def some_experiment(seed, customers=200):
    rng = np.random.default_rng(seed)
    score, treated = rng.integers(0, 40, customers).astype(np.float64), rng.random(customers) < 0.5
    treated[:2] = True, False
    return score, treated, rng.gamma(2.0, 3.0, customers)


any_experiment = st.integers(0, 2**16 - 1).map(some_experiment)


def test_the_qini_curve_of_a_score_that_finds_who_is_won_rises_at_once():
    curve = qini_curve(SCORE, TREATED, OUTCOME)
    assert curve.share.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert curve.gain.tolist() == [0.0, 0.25, 0.25, 0.25, 0.25]
    assert curve.coefficient == 0.25 * (7.0 / 8.0) - 0.125
    assert curve.at(0.125) == 0.125


def test_the_worst_order_loses_what_the_best_one_gains():
    best, worst = (qini_curve(score, TREATED, OUTCOME) for score in (SCORE, -SCORE))
    assert worst.gain.tolist() == [0.0, 0.0, 0.0, 0.0, 0.25]
    assert worst.coefficient == -best.coefficient


def test_with_arms_alike_on_every_level_the_uplift_curve_is_the_qini_curve():
    assert uplift_curve(SCORE, TREATED, OUTCOME).gain.tolist() == [0.0, 0.25, 0.25, 0.25, 0.25]


def test_a_score_that_is_the_same_for_all_has_the_straight_line_and_no_area():
    curve = qini_curve(np.zeros(SCORE.size), TREATED, OUTCOME)
    assert curve.gain.tolist() == [0.0, 0.25]
    assert curve.coefficient == 0.0


@given(any_experiment)
@settings(max_examples=50)
def test_both_curves_end_at_the_average_effect(case):
    _, treated, outcome = case
    effect = average_effect(treated, outcome).effect
    assert qini_curve(*case).gain[-1] == pytest.approx(effect, abs=1e-9)
    assert uplift_curve(*case).gain[-1] == pytest.approx(effect, abs=1e-9)


@given(any_experiment, st.integers(0, 2**16 - 1))
@settings(max_examples=50)
def test_the_order_of_customers_and_the_scale_of_the_score_do_not_matter(case, seed):
    score, treated, outcome = case
    places = np.random.default_rng(seed).permutation(score.size)
    one = qini_curve(score, treated, outcome)
    other = qini_curve(np.exp(score[places] / 10.0), treated[places], outcome[places])
    assert other.share.tolist() == one.share.tolist()
    assert np.allclose(other.gain, one.gain, rtol=0.0, atol=1e-9)


@given(any_experiment)
@settings(max_examples=25)
def test_money_in_another_unit_is_gained_in_that_unit(case):
    score, treated, outcome = case
    one, other = qini_curve(score, treated, outcome), qini_curve(score, treated, 4.0 * outcome)
    assert other.coefficient == 4.0 * one.coefficient


def test_the_average_effect_has_the_error_of_neyman():
    treated = np.array([True] * 3 + [False] * 2)
    found = average_effect(treated, np.array([1.0, 2.0, 6.0, 1.0, 3.0]))
    assert found.effect == 1.0
    assert found.standard_error == pytest.approx(np.sqrt(7.0 / 3.0 + 2.0 / 2.0))
    assert found.low == pytest.approx(1.0 - 1.959964 * found.standard_error, abs=1e-6)
    assert np.isnan(average_effect(np.array([True, False]), np.array([1.0, 2.0])).effect)


def test_uplift_at_the_top_is_that_of_those_who_stand_there_equals_included():
    top = uplift_at_top(SCORE, TREATED, OUTCOME, 0.25)
    assert (top.customers, top.observed.effect, top.mean_score) == (4, 1.0, 3.0)
    assert uplift_at_top(SCORE, TREATED, OUTCOME, 0.01).customers == 4
    assert uplift_at_top(SCORE, TREATED, OUTCOME, 1.0).observed.effect == 0.25


@given(any_experiment)
@settings(max_examples=25)
def test_groups_hold_everybody_once_and_their_effects_add_up_where_arms_are_alike(case):
    groups = effects_by_group(*case)
    assert sum(group.customers for group in groups) == case[0].size
    assert [group.mean_score for group in groups] == sorted((g.mean_score for g in groups), reverse=True)
    by_level = effects_by_group(SCORE, TREATED, OUTCOME, groups=4)
    assert [group.observed.effect for group in by_level] == [1.0, 0.0, 0.0, 0.0]


def test_customers_are_drawn_again_a_poisson_number_of_times_each_for_herself():
    """A mean and a variance of 1 within 4 standard errors: a false alarm in 10,000, the seed is fixed."""
    ids = np.arange(100_000, dtype=np.uint64)
    times = times_drawn(ids, 1, 0)
    assert abs(times.mean() - 1.0) < 4.0 / np.sqrt(ids.size)
    assert abs(times.var() - 1.0) < 4.0 * np.sqrt(3.0 / ids.size)
    assert abs((times == 0.0).mean() - np.exp(-1.0)) < 4.0 * 0.4822 / np.sqrt(ids.size)
    assert times_drawn(ids[::-3], 1, 0).tolist() == times[::-3].tolist()
    assert abs(np.corrcoef(times, times_drawn(ids, 1, 1))[0, 1]) < 4.0 / np.sqrt(ids.size)


def test_an_interval_holds_its_coefficient_and_does_not_depend_on_the_order():
    score, treated, outcome = some_experiment(3, 2_000)
    ids = np.arange(score.size, dtype=np.uint64)
    found = qini_interval(score, treated, outcome, ids, seed=1, samples=100)
    assert found.low < qini_curve(score, treated, outcome).coefficient < found.high
    back = slice(None, None, -1)
    again = qini_interval(score[back], treated[back], outcome[back], ids[back], seed=1, samples=100)
    assert (again.low, again.high) == pytest.approx((found.low, found.high), abs=1e-9)
    assert qini_interval(score, treated, outcome, ids, seed=2, samples=100) != found
