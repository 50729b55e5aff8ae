"""Intervals beside the t interval: known answers, and they hold as often as they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap, t

from hooper.comparison.bootstrap_interval import bootstrap_interval
from hooper.comparison.gain_certainty import gain_certainty
from hooper.comparison.simultaneous_intervals import simultaneous_quantile
from tests.unit.comparison.studies import LARGEST_Z, misses_z, outcome_of, paired_worlds

BASELINE = "no_intervention"


def test_the_bootstrap_of_a_large_sample_is_where_that_of_scipy_is():
    sample = np.random.default_rng(2).gamma(2.0, 3.0, 200)
    low, high = bootstrap_interval(sample, 0.95) or (np.nan, np.nan)
    theirs = bootstrap((sample,), np.mean, rng=np.random.default_rng(3)).confidence_interval
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=0.15)


def test_skewed_differences_have_an_interval_that_reaches_further_to_their_tail():
    sample = np.random.default_rng(4).exponential(1.0, 25)
    low, high = bootstrap_interval(sample, 0.95) or (np.nan, np.nan)
    assert high - sample.mean() > 1.2 * (sample.mean() - low)


@pytest.mark.parametrize("sample", [[1.0, 2.0, 3.0], [2.0, 2.0, 2.0, 2.0, 2.0, 2.0]])
def test_too_few_replications_or_none_that_differ_give_no_bootstrap_interval(sample):
    assert bootstrap_interval(np.array(sample), 0.95) is None


@given(st.integers(0, 10_000), st.sampled_from([0.25, 1.0, 1024.0]))
def test_an_interval_in_another_currency_is_the_same_interval(seed, rate):
    sample = np.random.default_rng(seed).normal(1.0, 2.0, 12)
    low, high = bootstrap_interval(sample, 0.9) or (np.nan, np.nan)
    other = bootstrap_interval(sample * rate, 0.9)
    assert other == pytest.approx((low * rate, high * rate), rel=1e-9)


def test_strategies_that_all_do_the_same_need_no_wider_intervals_than_one():
    one = np.random.default_rng(5).normal(0.0, 1.0, 12)
    alone = float(t.ppf(0.975, 11))
    assert simultaneous_quantile(np.stack([one, 2.0 * one, -one]), 0.95) == pytest.approx(alone, abs=0.08)


def test_with_many_replications_the_quantile_is_that_of_dunnetts_table():
    """Three strategies that share half of their variance with each other: 2.349 in the limit."""
    rng = np.random.default_rng(6)
    drawn = rng.normal(0.0, 1.0, (3, 4_000)) + rng.normal(0.0, 1.0, 4_000)
    assert simultaneous_quantile(drawn, 0.95) == pytest.approx(2.349, abs=0.06)


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(3, 20))
def test_simultaneous_intervals_are_wider_than_one_alone_and_narrower_than_bonferronis(seed, k, n):
    drawn = np.random.default_rng(seed).normal(0.0, 1.0, (k, n))
    quantile = simultaneous_quantile(drawn, 0.95)
    assert t.ppf(0.975, n - 1) <= quantile * (1 + 1e-12)
    assert quantile <= t.ppf(1 - 0.025 / k, n - 1) * (1 + 1e-12)


def test_the_order_of_the_strategies_changes_nothing():
    study = outcome_of(paired_worlds(np.random.default_rng(7), [0.0, 1.0, 2.0, 3.0], 9))
    found = gain_certainty(study, BASELINE, 0.95)
    assert gain_certainty(study.isel(strategy=[3, 1, 0, 2]), BASELINE, 0.95) == found


def test_a_strategy_that_changes_nothing_is_sure_of_a_gain_of_nothing():
    study = outcome_of([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
    found = gain_certainty(study, BASELINE, 0.95)["a"]
    assert (found.simultaneous_low, found.simultaneous_high, found.bootstrap_low) == (0.0, 0.0, None)


def test_one_replication_has_no_intervals():
    found = gain_certainty(outcome_of([[1.0], [2.0]]), BASELINE, 0.95)["a"]
    assert found.simultaneous_low is None


@pytest.mark.slow
def test_the_bootstrap_interval_holds_the_mean_as_often_as_it_says():
    """An excess of misses over 5 % of 600 (normal) or 8 % (exponential) by 4.57 errors: chance 3e-6."""
    rng = np.random.default_rng(8)
    for samples, rate in ((rng.normal(3.0, 4.0, (600, 20)), 0.05), (rng.exponential(3.0, (600, 20)), 0.08)):
        found = [bootstrap_interval(sample, 0.95) or (-np.inf, np.inf) for sample in samples]
        misses = sum(not low < 3.0 < high for low, high in found)
        assert misses_z(misses, 600, rate) < LARGEST_Z


@pytest.mark.slow
def test_simultaneous_intervals_all_hold_as_often_as_they_say():
    """Five strategies with spreads of their own, five replications: an excess over 5 % of 250: 3e-6."""
    rng, misses = np.random.default_rng(9), 0
    spreads = np.array([[0.0], [1.0], [3.0], [9.0], [0.5]])
    for _ in range(250):
        gains = (
            rng.normal(0.0, 2.0, 5) + rng.normal(0.0, 2.0, (5, 5)) + rng.normal(0.0, 1.0, (5, 5)) * spreads
        )
        largest = np.abs(gains.mean(axis=1) / gains.std(axis=1, ddof=1) * np.sqrt(5)).max()
        misses += largest > simultaneous_quantile(gains, 0.95)
    assert misses_z(misses, 250, 0.05) < LARGEST_Z
