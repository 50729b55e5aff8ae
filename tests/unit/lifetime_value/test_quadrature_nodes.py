"""Integrals that have a closed form: those of gamma and beta densities, with the nodes made for them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln, gammaln, logsumexp

from hooper.lifetime_value.quadrature_nodes import logit_nodes, rate_nodes

SHAPES = st.floats(-7.0, 9.0).map(np.exp)


@given(SHAPES, st.floats(1.0, 300.0), st.floats(0.0, 1.0))
def test_one_set_of_rates_serves_gamma_densities_over_a_range_of_times(shape, spread, share):
    shortest, longest = 2.0, 2.0 * spread
    log_rate, log_weight = rate_nodes(shape, longest, shortest)
    time = shortest * spread**share
    integral = logsumexp(log_weight + shape * log_rate - time * np.exp(log_rate))
    assert integral == pytest.approx(gammaln(shape) - shape * np.log(time), abs=1e-8, rel=1e-12)


@given(SHAPES, SHAPES)
def test_beta_densities(left, right):
    logit, log_weight = logit_nodes(left, right, np.array([right]))
    log_drop, log_stay = -np.logaddexp(0.0, -logit), -np.logaddexp(0.0, logit)
    integral = logsumexp(log_weight + left * log_drop + right * log_stay)
    assert integral == pytest.approx(betaln(left, right), abs=1e-8, rel=1e-12)


@pytest.mark.parametrize("log_left", np.arange(-7.0, 9.1, 0.5))
def test_beta_densities_all_over_the_range(log_left):
    """Where the two shapes are far apart is the hardest, and random examples seldom are there."""
    left = np.exp(log_left)
    for right in np.exp(np.arange(-7.0, 9.1, 0.25)):
        logit, log_weight = logit_nodes(left, right, np.array([right]))
        integral = logsumexp(log_weight - left * np.logaddexp(0.0, -logit) - right * np.logaddexp(0.0, logit))
        assert integral == pytest.approx(betaln(left, right), abs=1e-8, rel=1e-12)


def test_a_beta_density_that_falls_faster_near_its_top_than_at_its_end():
    """p^a e^-(c p), up to p = 1: nearly a gamma density."""
    logit, log_weight = logit_nodes(0.5, 1.0, np.array([200.0]))
    p = 1.0 / (1.0 + np.exp(-logit))
    integral = np.log(np.sum(np.exp(log_weight + 0.5 * np.log(p) - 200.0 * p) * (1.0 - p)))
    assert integral == pytest.approx(gammaln(0.5) - 0.5 * np.log(200.0), abs=1e-8)


def test_rates_of_quite_unknown_size_are_not_told_by_more_nodes_than_memory_holds():
    log_rate, _ = rate_nodes(1e6, 1e4, 1e-6)
    logit, _ = logit_nodes(1e6, 1e-6, np.array([1e6]))
    assert log_rate.size < 4000
    assert logit.size < 1000
