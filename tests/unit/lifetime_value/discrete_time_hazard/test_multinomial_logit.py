import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value.discrete_time_hazard.multinomial_logit import log_likelihood, outcome_probabilities

GENERATOR = np.random.default_rng(3)
OUTCOME = GENERATOR.integers(0, 3, 40)
TERMS = np.column_stack((np.ones(40), GENERATOR.normal(size=(40, 2))))
COUNTS = GENERATOR.integers(1, 5, 40)
HERE = np.array([-1.0, 0.4, 0.2, -2.0, -0.7, 1.1])


def plain_log_likelihood(parameters, outcome, terms, counts):
    total = 0.0
    for happened, row, n in zip(outcome, terms, counts, strict=True):
        weights = [
            1.0,
            *(np.exp(row @ coefficients) for coefficients in parameters.reshape(-1, terms.shape[1])),
        ]
        total += n * np.log(weights[happened] / sum(weights))
    return total


def test_the_likelihood_is_that_of_the_definition():
    value = log_likelihood(HERE, OUTCOME, TERMS, COUNTS)[0]
    assert value == pytest.approx(plain_log_likelihood(HERE, OUTCOME, TERMS, COUNTS), rel=1e-12)


def test_slopes_and_curvatures_are_those_of_differences():
    _, gradient, upper = log_likelihood(HERE, OUTCOME, TERMS, COUNTS)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(1e-5 * np.eye(HERE.size)):
        above, below = (
            log_likelihood(HERE + sign * step, OUTCOME, TERMS, COUNTS)[:2] for sign in (1.0, -1.0)
        )
        assert gradient[k] == pytest.approx((above[0] - below[0]) / 2e-5, rel=1e-7, abs=1e-7)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / 2e-5, rel=1e-7, abs=1e-7)


def test_the_surface_is_concave():
    for parameters in GENERATOR.normal(scale=3.0, size=(50, 6)):
        upper = log_likelihood(parameters, OUTCOME, TERMS, COUNTS)[2]
        assert np.linalg.eigvalsh(np.triu(upper) + np.triu(upper, 1).T).max() < 1e-9


@pytest.mark.parametrize("size", [1.0, 40.0, 700.0, 1e5])
def test_it_is_finite_far_out(size):
    value, gradient, hessian = log_likelihood(size * HERE, OUTCOME, TERMS, COUNTS)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()
    assert np.isfinite(outcome_probabilities(size * HERE.reshape(2, 3), TERMS)).all()


@given(st.lists(st.floats(-50.0, 50.0), min_size=6, max_size=6))
def test_the_outcomes_add_up_to_one(parameters):
    shares = outcome_probabilities(np.array(parameters).reshape(2, 3), TERMS)
    assert shares.shape == (40, 3)
    assert (shares >= 0.0).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones(40), abs=1e-12)
