from dataclasses import replace

import numpy as np
import pytest

from hooper.lifetime_value.fit import no_fit
from hooper.lifetime_value.parameter_draws import draw_parameters, standard_normals


def test_the_same_seed_gives_the_same_normals_and_another_seed_others():
    assert np.array_equal(standard_normals(1, 50, 7), standard_normals(1, 50, 7))
    assert not np.array_equal(standard_normals(1, 50, 7), standard_normals(2, 50, 7))


def test_more_draws_begin_with_the_fewer():
    assert np.array_equal(standard_normals(1, 500, 7)[:50], standard_normals(1, 50, 7))


def test_normals_are_standard():
    """Fixed seed; the bounds are 5 standard errors of mean and variance."""
    normals = standard_normals(1, 20_000, 4)
    assert np.abs(normals.mean(axis=0)).max() < 5 / np.sqrt(20_000)
    assert np.abs(np.cov(normals.T) - np.eye(4)).max() < 5 * np.sqrt(2 / 20_000)


def test_draws_have_the_covariance_of_the_log_parameters(purchase_fit):
    draws = draw_parameters(purchase_fit, standard_normals(1, 20_000, 4))
    logs = np.log([list(draw.values()) for draw in draws])
    assert logs.mean(axis=0) == pytest.approx(np.log(list(purchase_fit.parameters.values())), abs=0.01)
    assert np.cov(logs.T) == pytest.approx(purchase_fit.log_covariance, abs=0.003)


def test_a_zero_draw_is_the_fit_itself(purchase_fit):
    assert draw_parameters(purchase_fit, np.zeros((1, 4)))[0] == pytest.approx(purchase_fit.parameters)


def test_a_covariance_that_rounding_has_spoilt_gives_no_draws(purchase_fit):
    spoilt = replace(purchase_fit, log_covariance=np.diag([1.0, 1.0, 1.0, -1e-18]))
    [draw] = draw_parameters(spoilt, np.ones((1, 4)))
    assert np.isnan(list(draw.values())).all()


def test_a_fit_without_covariance_has_no_draws():
    [draw] = draw_parameters(no_fit("bg_nbd", ("r", "alpha"), "no data", 0), np.ones((1, 2)))
    assert np.isnan(list(draw.values())).all()
