"""The copula: scores are normal and go together as set, and a score is a person's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from hooper.mechanisms.gaussian_copula import cholesky_factor, exponentials_of, normal_cdf, normal_scores

IDS = np.arange(20_000, dtype=np.uint64)
THREE = [[1.0, 0.6, -0.3], [0.6, 1.0, 0.2], [-0.3, 0.2, 1.0]]


def scores(correlations, ids=IDS):
    return normal_scores((5, 0), ids, 0, 65, cholesky_factor(correlations))


@given(st.lists(st.floats(-1.0, 1.0), min_size=9, max_size=9))
def test_the_factor_is_that_of_linear_algebra(values):
    matrix = np.array(values).reshape(3, 3)
    covariances = matrix @ matrix.T + 0.1 * np.eye(3)
    sd = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(sd, sd)
    np.testing.assert_allclose(
        cholesky_factor(correlations.tolist()), np.linalg.cholesky(correlations), atol=1e-6
    )


def test_the_distribution_function_is_right_to_seven_digits():
    z = np.linspace(-6.0, 6.0, 2_001).astype(np.float32)
    np.testing.assert_allclose(normal_cdf(z), norm.cdf(z), atol=3e-7)
    assert (np.diff(normal_cdf(z)) >= -3e-7).all()
    np.testing.assert_allclose(exponentials_of(z), np.exp(z.astype(float)), rtol=1e-6)


def test_scores_have_the_correlations_that_are_set():
    """False alarm: 4.5 standard errors of three correlations, 2e-5."""
    found = np.corrcoef(scores(THREE))
    standard_errors = (1.0 - np.array(THREE) ** 2) / np.sqrt(IDS.size)
    assert (np.abs(found - np.array(THREE)) <= 4.5 * standard_errors + 1e-12).all()


def test_a_further_trait_moves_no_other_one():
    two = scores([[1.0, 0.6], [0.6, 1.0]])
    np.testing.assert_array_equal(scores(THREE)[:2], two)
    six = np.eye(6)
    six[:3, :3] = THREE
    np.testing.assert_array_equal(scores(six.tolist())[:3], scores(THREE))


def test_scores_beyond_the_fourth_have_words_of_their_own():
    """False alarm: 4.5 standard errors of 120 correlations, 8e-4."""
    found = np.corrcoef(scores(np.eye(16).tolist()))
    assert np.abs(found - np.eye(16)).max() < 4.5 / np.sqrt(IDS.size)


def test_a_score_does_not_depend_on_who_else_is_there():
    np.testing.assert_array_equal(scores(THREE, IDS[[7, 3]]), scores(THREE)[:, [7, 3]])


def test_nobody_has_no_scores():
    assert scores(THREE, IDS[:0]).shape == (3, 0)


@pytest.mark.parametrize("traits", [1, 4, 5, 16])
def test_scores_are_standard_normal(traits):
    """False alarm: 4.5 standard errors of mean and variance, 1.4e-5 for each of 52 figures."""
    drawn = scores(np.eye(traits).tolist())
    assert np.abs(drawn.mean(axis=1)).max() < 4.5 / np.sqrt(IDS.size)
    assert np.abs(drawn.var(axis=1) - 1.0).max() < 4.5 * np.sqrt(2.0 / IDS.size)
