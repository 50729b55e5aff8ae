from math import isclose
from typing import Any

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from hooper.comparison.paired_differences import paired_differences, reference_row
from hooper.foundation.errors import InputError

BASELINE = "no_intervention"
lawful = settings(deadline=None, derandomize=True)
whole_money = st.integers(-1_000_000, 1_000_000).map(float)
two_arms = st.integers(2, 12).flatmap(lambda n: arrays(np.float64, (2, n), elements=whole_money))


def outcome(*rows, names=(BASELINE, "loyalty", "discount")):
    return xr.DataArray(
        np.array(rows, dtype=float), {"strategy": list(names[: len(rows)])}, ("strategy", "replication")
    )


def single(*rows, level=0.95) -> Any:
    (row,) = paired_differences(outcome(*rows), BASELINE, level)
    return row


def test_the_interval_is_the_paired_t_interval():
    rng = np.random.default_rng(11)
    base = rng.normal(100.0, 30.0, 20)
    own = base + rng.normal(5.0, 4.0, 20)
    expected = stats.ttest_rel(own, base)
    interval = expected.confidence_interval(0.9)
    row = single(base, own, level=0.9)
    np.testing.assert_allclose((row.low, row.high), interval, rtol=1e-12)
    assert isclose(row.p_value, expected.pvalue, rel_tol=1e-9)
    assert isclose(row.standard_error, stats.sem(own - base), rel_tol=1e-12)


def test_students_sleep_data():
    # "Student" (1908): extra hours of sleep under two drugs, ten patients; t = 4.06, mean 1.58
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    row = single(first, second)
    assert isclose(row.difference, 1.58, rel_tol=1e-12)
    assert isclose(row.difference / row.standard_error, 4.0621, abs_tol=5e-5)
    assert (round(row.low, 4), round(row.high, 4)) == (0.7001, 2.4599)
    assert round(row.p_value, 6) == 0.002833


def test_variance_reduction_is_independent_over_paired_variance():
    row = single([0.0, 10.0, 20.0], [1.0, 12.0, 21.0])
    independent = np.var([0.0, 10.0, 20.0], ddof=1) + np.var([1.0, 12.0, 21.0], ddof=1)
    assert isclose(row.variance_reduction, independent / np.var([1.0, 2.0, 1.0], ddof=1))


def test_share_better_counts_replications_won():
    assert single([1.0, 1.0, 1.0, 1.0], [2.0, 2.0, 2.0, 1.0]).share_better == 0.75


def test_replications_needed_is_the_smallest_number_that_decides():
    row = single([0.0, 0.0, 0.0, 0.0], [3.0, -1.0, 2.0, 0.0])
    spread = np.std([3.0, -1.0, 2.0, 0.0], ddof=1)
    decided = [n for n in range(2, 200) if stats.t.ppf(0.975, n - 1) * spread / np.sqrt(n) < 1.0]
    assert row.replications_needed == decided[0]


def test_p_values_are_corrected_for_the_number_of_strategies():
    base, first, second = [0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.1]
    alone = single(base, first)
    both = paired_differences(outcome(base, first, second), BASELINE)
    assert both[0].p_value == pytest.approx(2 * alone.p_value)
    assert both[1].p_value == both[0].p_value


def test_one_replication_gives_a_difference_and_no_interval():
    row = single([10.0], [12.0])
    assert (row.status, row.difference) == ("one_replication", 2.0)
    assert (row.low, row.high, row.standard_error, row.p_value, row.variance_reduction) == (None,) * 5
    assert "two replications" in row.reason


def test_a_strategy_that_changed_nothing_is_called_identical():
    row = single([10.0, 20.0], [10.0, 20.0])
    assert (row.status, row.difference, row.low, row.high) == ("identical", 0.0, 0.0, 0.0)
    assert row.p_value is None


def test_the_same_gain_in_every_replication_has_an_interval_of_no_width():
    row = single([10.0, 20.0], [13.0, 23.0])
    assert (row.status, row.low, row.high, row.p_value) == ("ok", 3.0, 3.0, 0.0)
    assert row.variance_reduction is None


def test_missing_replications_are_named_and_nothing_is_computed():
    row = single([1.0, 2.0, 3.0], [1.0, np.nan, np.inf])
    assert (row.status, row.difference, row.low) == ("incomplete", None, None)
    assert row.reason == "2 of 3 replications are missing or not finite: 1, 2"


def test_a_broken_strategy_leaves_the_others_as_they_were():
    base, good = [1.0, 2.0, 3.0], [2.0, 2.5, 4.0]
    alone = single(base, good)
    beside = paired_differences(outcome(base, good, [np.nan] * 3), BASELINE)
    assert beside[0] == alone


def test_an_incomplete_baseline_is_no_reference():
    assert reference_row(outcome([1.0, np.nan]), BASELINE).status == "incomplete"


def test_an_unknown_baseline_offers_the_nearest_name():
    with pytest.raises(InputError, match="no_intervention"):
        paired_differences(outcome([1.0], [2.0]), "no_interventoin")


def test_dimensions_may_come_in_any_order():
    cube = outcome([1.0, 2.0, 4.0], [2.0, 2.5, 4.0])
    assert paired_differences(cube.transpose(), BASELINE) == paired_differences(cube, BASELINE)


@lawful
@given(two_arms, st.randoms(use_true_random=False))
def test_the_order_of_replications_does_not_matter(arms, random):
    order = list(range(arms.shape[1]))
    random.shuffle(order)
    first, second = single(*arms), single(*arms[:, order])
    assert first.share_better == second.share_better
    assert_same_interval(first, second)


@lawful
@given(two_arms, st.integers(-1000, 1000))
def test_adding_a_constant_to_all_changes_nothing(arms, constant):
    # whole numbers, so that the sums are exact
    assert_same_interval(single(*arms), single(*(arms + float(constant))))


@lawful
@given(two_arms)
def test_swapping_the_arms_turns_the_difference_round(arms):
    first, second = single(*arms), single(*arms[::-1])
    assert first.difference == -second.difference
    assert (first.low, first.high) == (-second.high, -second.low)
    assert first.variance_reduction == pytest.approx(second.variance_reduction)


@lawful
@given(two_arms, st.sampled_from([0.5, 2.0, 8.0]))
def test_doubling_money_doubles_money_and_nothing_else(arms, factor):
    first, second = single(*arms), single(*(arms * factor))
    assert second.difference == factor * first.difference
    assert (second.p_value, second.share_better) == (first.p_value, first.share_better)


def assert_same_interval(first, second):
    assert first.status == second.status
    numbers = [(row.difference, row.low, row.high, row.standard_error) for row in (first, second)]
    np.testing.assert_allclose(*numbers, rtol=1e-9, atol=1e-6)
