from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp

from hooper.lifetime_value.hidden_markov.forward_backward import panel_sums
from hooper.lifetime_value.hidden_markov.search_coordinates import REACH, SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import (
    as_it_is,
    centre_and_spread,
    poisson_likelihoods,
    standardised,
)
from hooper.lifetime_value.hidden_markov.state_model import parameter_names, real_valued_names, state_model
from hooper.lifetime_value.hidden_markov.tied_panel import tie_customers
from tests.unit.lifetime_value.hidden_markov.panels import (
    NAMES,
    THREE,
    TWO,
    panel_of,
    panel_of_rows,
    paths_of,
)


def log_likelihood(parameters, panel):
    model, plain = state_model(parameters, panel.covariate_names), as_it_is(panel)
    likelihoods, left_out = poisson_likelihoods(model.rates, plain)
    return panel_sums(model, likelihoods, plain).log_likelihood + plain.counts @ left_out


def space_of(panel, n_states):
    return SearchSpace(standardised(tie_customers(panel), *centre_and_spread(panel)), n_states)


@pytest.mark.parametrize(("parameters", "n_states"), [(TWO, 2), (THREE, 3)])
def test_the_likelihood_is_the_sum_over_all_paths(parameters, n_states):
    panel = panel_of([1, 5, 3, 6, 2])
    paths = [paths_of(parameters, n_states, panel, i) for i in range(panel.n_customers)]
    expected = np.array([logsumexp(list(each.values())) for each in paths]).sum()
    assert log_likelihood(parameters, panel) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("n_states", [2, 3])
@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_the_slope_is_that_of_differences(n_states, seed):
    space = space_of(panel_of([1, 8, 4, 12, 2, 7], seed), n_states)
    point = np.random.default_rng(seed).normal(size=space.n_parameters)
    _, slope = space.log_likelihood(point)
    for k, step in enumerate(1e-5 * np.eye(point.size)):
        above, below = (space.log_likelihood(point + sign * step)[0] for sign in (1, -1))
        assert slope[k] == pytest.approx((above - below) / 2e-5, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("n_states", [2, 3])
@settings(max_examples=40)
@given(data=st.data())
def test_value_and_slope_are_finite_at_every_corner_of_the_search(n_states, data):
    counts = st.sampled_from([0, 1, 10_000])
    panel = panel_of_rows([data.draw(st.lists(counts, min_size=9, max_size=9)), [1] * 9])
    space = space_of(panel, n_states)
    corner = data.draw(st.lists(st.booleans(), min_size=space.n_parameters, max_size=space.n_parameters))
    value, slope = space.log_likelihood(np.where(corner, space.upper, -REACH))
    assert np.isfinite(value)
    assert np.isfinite(slope).all()


def test_a_covariate_out_of_all_proportion_leaves_everything_finite():
    panel = panel_of([20, 20])
    panel = replace(panel, covariates=np.where(np.arange(40)[:, np.newaxis] == 7, 1e9, panel.covariates))
    value, slope = SearchSpace(as_it_is(panel), 3).log_likelihood(np.full(17, 0.5))
    assert np.isfinite(value)
    assert np.isfinite(slope).all()


def test_the_parameters_of_a_point_have_its_likelihood_for_covariates_as_they_are():
    panel = panel_of([9, 4, 7])
    space = space_of(panel, 3)
    point = np.random.default_rng(3).normal(size=17)
    values, _ = space.parameters(point)
    named = dict(zip(parameter_names(3, NAMES), values, strict=True))
    assert log_likelihood(named, panel) == pytest.approx(space.log_likelihood(point)[0], rel=1e-12)


def test_the_parameters_move_with_the_point_as_is_said():
    space = space_of(panel_of([9, 4, 7]), 3)
    point = np.random.default_rng(4).normal(size=17)
    _, jacobian = space.parameters(point)
    is_log = np.array([name not in real_valued_names(3, NAMES) for name in parameter_names(3, NAMES)])
    assert is_log.sum() == 6

    def on_its_scale(at):
        values, _ = space.parameters(at)
        return np.log(values, out=values.copy(), where=is_log)

    for k, step in enumerate(1e-6 * np.eye(17)):
        difference = (on_its_scale(point + step) - on_its_scale(point - step)) / 2e-6
        assert jacobian[:, k] == pytest.approx(difference, abs=1e-8)


def test_one_more_customer_adds_to_the_likelihood_and_nothing_else():
    panel = panel_of([5, 3, 6])
    apart = sum(log_likelihood(THREE, panel.take(np.array([i]))) for i in range(3))
    assert log_likelihood(THREE, panel) == pytest.approx(apart, rel=1e-12)
    assert log_likelihood(THREE, panel.take(np.array([2, 0, 1]))) == pytest.approx(apart, rel=1e-12)


def test_the_covariates_of_first_periods_have_no_effect():
    panel = panel_of([5, 3, 6])
    changed = replace(panel, covariates=np.where(panel.is_move[:, np.newaxis], panel.covariates, 99.0))
    assert log_likelihood(THREE, changed) == log_likelihood(THREE, panel)
