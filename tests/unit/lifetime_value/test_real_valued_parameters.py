"""Parameters that may be below zero keep their own scale in errors and draws."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.lifetime_value.fit import fit_at
from hooper.lifetime_value.parameter_draws import draw_parameters, standard_normals
from hooper.lifetime_value.verdict import Optimum

OPTIMUM = Optimum(
    parameters=np.array([2.0, -3.0]),
    log_likelihood=-1.0,
    log_covariance=np.diag([0.04, 0.25]),
    gradient_norm=0.0,
    hessian_condition=1.0,
    n_starts=1,
    spread_of_optima=0.0,
    status="ok",
    reason="",
)
FIT = fit_at("any", ("rate", "coefficient"), OPTIMUM, 10, real_valued=frozenset({"coefficient"}))


def test_the_error_of_a_logarithm_is_relative_and_that_of_a_real_number_is_not():
    assert FIT.standard_errors == pytest.approx({"rate": 0.4, "coefficient": 0.5})


def test_rates_are_drawn_above_zero_and_coefficients_around_themselves():
    drawn = draw_parameters(FIT, standard_normals(1, 20_000, 2))
    rates, coefficients = (np.array([each[name] for each in drawn]) for name in ("rate", "coefficient"))
    assert np.log(rates).std() == pytest.approx(0.2, rel=0.02)
    assert coefficients.mean() == pytest.approx(-3.0, abs=0.02)
    assert coefficients.std() == pytest.approx(0.5, rel=0.02)


def test_positive_is_the_default():
    assert fit_at("any", ("rate", "scale"), OPTIMUM, 10).real_valued == frozenset()


def test_a_variance_below_zero_leaves_its_parameter_without_an_error_and_without_a_warning():
    flat = replace(OPTIMUM, log_covariance=np.diag([-1e-9, 4.0]))
    errors = fit_at("any", ("rate", "scale"), flat, 10).standard_errors
    assert np.isnan(errors["rate"])
    assert np.isfinite(errors["scale"])
