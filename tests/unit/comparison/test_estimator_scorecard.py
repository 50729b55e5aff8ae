import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from hooper.comparison.decile_calibration import calibrate_by_decile
from hooper.comparison.estimator_scorecard import cover_intervals, score_estimates
from hooper.comparison.rank_correlation import rank_correlation
from hooper.foundation.errors import InputError

lawful = settings(deadline=None, derandomize=True)
whole = st.integers(0, 50).map(float)
pairs = st.integers(1, 40).flatmap(lambda n: arrays(np.float64, (2, n), elements=whole))


def test_errors_of_a_small_example():
    card = score_estimates(np.array([3.0, 1.0, 5.0, 1.0]), np.array([2.0, 2.0, 2.0, 2.0]))
    assert card.bias == 0.5
    assert card.relative_bias_of_total == 0.25
    assert card.mean_absolute_error == 1.5
    assert card.root_mean_squared_error == pytest.approx(np.sqrt(12 / 4))
    assert card.rank_correlation is None


def test_a_perfect_estimate_scores_perfectly():
    truth = np.random.default_rng(3).gamma(0.5, 40.0, 500)
    card = score_estimates(truth, truth)
    assert (card.bias, card.mean_absolute_error, card.root_mean_squared_error) == (0.0, 0.0, 0.0)
    assert card.rank_correlation == pytest.approx(1.0)
    assert card.gini == card.best_gini
    assert card.true_value_in_top == card.best_value_in_top


def test_spearman_agrees_with_scipy_ties_included():
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 20, 300).astype(float), rng.integers(0, 20, 300).astype(float)
    expected, _ = stats.spearmanr(first, second)
    assert rank_correlation(first, second) == pytest.approx(expected, rel=1e-12)


def test_an_estimate_that_knows_nothing_finds_a_fifth_of_the_value():
    card = score_estimates(np.ones(100), np.arange(100.0))
    assert card.gini == pytest.approx(0.0)
    assert card.true_value_in_top == pytest.approx(0.2)


def test_without_positive_total_value_shares_are_not_computable():
    card = score_estimates(np.array([1.0, 2.0]), np.array([1.0, -1.0]))
    assert (card.relative_bias_of_total, card.gini, card.true_value_in_top) == (None, None, None)


def test_coverage_counts_both_edges_as_inside():
    cover = cover_intervals(np.zeros(5), np.full(5, 2.0), np.array([-1.0, 0.0, 1.0, 2.0, 3.0]))
    assert (cover.coverage, cover.below, cover.above, cover.mean_width) == (0.6, 0.2, 0.2, 2.0)


def test_deciles_of_a_known_table():
    calibration = calibrate_by_decile(np.arange(100.0), 2 * np.arange(100.0))
    np.testing.assert_allclose(calibration.estimated_mean, np.arange(10) * 10 + 4.5)
    np.testing.assert_allclose(calibration.true_mean, 2 * calibration.estimated_mean)
    assert calibration.customers.tolist() == [10] * 10


def test_all_faults_of_the_input_are_named_at_once():
    with pytest.raises(InputError) as caught:
        score_estimates(np.array([1.0, np.nan]), np.array([1.0]))
    assert [fault.where for fault in caught.value.faults] == ["estimated", "estimated, expected"]
    with pytest.raises(InputError, match="at least one customer"):
        score_estimates(np.empty(0), np.empty(0))


@lawful
@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_matter_even_with_ties(pair, random):
    order = list(range(pair.shape[1]))
    random.shuffle(order)
    first, second = score_estimates(*pair), score_estimates(*pair[:, order])
    for name in ("bias", "rank_correlation", "gini", "best_gini", "true_value_in_top"):
        assert_alike(getattr(first, name), getattr(second, name))
    tables = calibrate_by_decile(*pair), calibrate_by_decile(*pair[:, order])
    np.testing.assert_allclose(tables[0].true_mean, tables[1].true_mean, rtol=1e-12, atol=1e-12)


@lawful
@given(pairs)
def test_tenths_hold_every_customer_and_all_value(pair):
    calibration = calibrate_by_decile(*pair)
    assert calibration.customers.sum() == pair.shape[1]
    assert (calibration.customers * calibration.true_mean).sum() == pytest.approx(pair[1].sum())
    assert (calibration.customers * calibration.estimated_mean).sum() == pytest.approx(pair[0].sum())


@lawful
@given(pairs)
def test_nobody_beats_the_truth_at_finding_value(pair):
    card = score_estimates(*pair)
    assert (card.gini or 0.0) <= (card.best_gini or 0.0) + 1e-9
    assert (card.true_value_in_top or 0.0) <= (card.best_value_in_top or 0.0) + 1e-9


@lawful
@given(pairs, st.integers(-100, 100))
def test_a_constant_added_to_the_estimate_moves_bias_and_nothing_of_the_order(pair, constant):
    first, second = score_estimates(*pair), score_estimates(pair[0] + constant, pair[1])
    assert second.bias == pytest.approx(first.bias + constant)
    assert (second.rank_correlation, second.gini) == (first.rank_correlation, first.gini)


def assert_alike(first, second):
    assert (first is None) == (second is None)
    assert first is None or first == pytest.approx(second, rel=1e-9, abs=1e-9)
