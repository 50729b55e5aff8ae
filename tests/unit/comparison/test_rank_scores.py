import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.comparison.rank_scores import score_ranks

lawful = settings(deadline=None, derandomize=True)
pairs = st.integers(1, 30).flatmap(
    lambda n: arrays(np.float64, (2, n), elements=st.integers(0, 9).map(float))
)


def test_scores_of_hand():
    """Sorted by prediction the purchases are 3, 0, 1, 0; by themselves 3, 1, 0, 0."""
    scores = score_ranks(np.array([0.9, 0.5, 0.7, 0.1]), np.array([3.0, 1.0, 0.0, 0.0]), top=0.5)
    # Areas under 0, .75, .75, 1, 1 and under 0, .75, 1, 1, 1, in steps of a quarter, twice, less 1.
    assert scores.gini == pytest.approx(2 * (0.375 + 0.75 + 0.875 + 1.0) / 4 - 1)
    assert scores.best_gini == pytest.approx(2 * (0.375 + 0.875 + 1.0 + 1.0) / 4 - 1)
    assert scores.normalised_gini == pytest.approx(0.5 / 0.625)
    assert (scores.share_in_top, scores.best_share_in_top) == (0.75, 1.0)
    # Ranks 4, 2, 3, 1 against 4, 3, 1.5, 1.5.
    assert scores.rank_correlation == pytest.approx(3.0 / np.sqrt(5.0 * 4.5))


def test_the_normalised_gini_is_that_of_the_gain_chart():
    """As Wang, Liu and Miao have it: the gains above the diagonal, over those of the best order."""
    rng = np.random.default_rng(4)
    predicted, actual = rng.permutation(50).astype(float), rng.poisson(2.0, 50).astype(float)

    def above_diagonal(score):
        gains = np.cumsum(actual[np.argsort(-score, kind="stable")]) / actual.sum()
        return (gains - np.arange(1, 51) / 50).sum()

    expected = above_diagonal(predicted) / above_diagonal(actual)
    assert score_ranks(predicted, actual).normalised_gini == pytest.approx(expected, rel=1e-12)


def test_the_wrong_order_is_as_far_below_zero_as_the_right_one_above():
    actual = np.array([0.0, 1.0, 2.0, 5.0])
    assert score_ranks(actual, actual).normalised_gini == 1.0
    assert score_ranks(-actual, actual).normalised_gini == pytest.approx(-1.0)


def test_equal_predictions_know_nothing():
    scores = score_ranks(np.ones(10), np.arange(10.0))
    assert scores.normalised_gini == pytest.approx(0.0)
    assert scores.share_in_top == pytest.approx(0.2)
    assert scores.rank_correlation is None


def test_where_nobody_bought_there_is_nothing_to_share():
    scores = score_ranks(np.array([1.0, 2.0]), np.zeros(2))
    assert set(scores.as_dict().values()) == {None}


def test_one_customer_has_no_order():
    scores = score_ranks(np.array([1.0]), np.array([3.0]))
    assert (scores.rank_correlation, scores.normalised_gini) == (None, None)


@given(pairs)
@lawful
def test_only_the_order_of_the_predictions_counts(values):
    predicted, actual = values
    assert score_ranks(predicted, actual) == score_ranks(np.exp(predicted) / 7.0, actual)


@given(pairs)
@lawful
def test_no_order_is_better_than_the_right_one(values):
    scores = score_ranks(*values)
    if scores.normalised_gini is not None:
        assert -1.0 - 1e-9 <= scores.normalised_gini <= 1.0 + 1e-9
