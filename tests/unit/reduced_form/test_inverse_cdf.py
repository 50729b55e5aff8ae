import numpy as np
import pytest
from scipy import stats

from hooper.reduced_form.inverse_cdf import beta, exponential, gamma, trials, weibull_trials

UNIFORM = np.array([2.0**-33, 1e-6, 0.1, 0.5, 0.9, 1.0 - 1e-6, 1.0 - 2.0**-33])


@pytest.mark.parametrize("shape", [0.243, 1.0, 6.25, 400.0])
def test_gamma_is_the_inverse_of_its_distribution_function(shape):
    drawn = gamma(shape, 4.414, UNIFORM)
    assert stats.gamma.cdf(drawn, shape, scale=1.0 / 4.414) == pytest.approx(UNIFORM, rel=1e-9)


@pytest.mark.parametrize(("a", "b"), [(0.793, 2.426), (1.0, 1.0), (30.0, 0.5)])
def test_beta_is_the_inverse_of_its_distribution_function(a, b):
    assert stats.beta.cdf(beta(a, b, UNIFORM), a, b) == pytest.approx(UNIFORM, rel=1e-9)


def test_exponential_waits_outlast_with_the_chance_that_is_given():
    assert np.exp(-0.3 * exponential(0.3, UNIFORM)) == pytest.approx(UNIFORM, rel=1e-12)


@pytest.mark.parametrize("probability", [0.01, 0.3, 0.9])
def test_trials_are_the_inverse_of_the_geometric_distribution(probability):
    """The first k for which the chance of failing k times is no larger than the uniform."""
    drawn = trials(np.full(UNIFORM.size, probability), UNIFORM)
    failing = [
        next(k for k in range(1, 10_000) if (1.0 - probability) ** k <= u * (1.0 + 1e-12)) for u in UNIFORM
    ]
    assert drawn.tolist() == failing


@pytest.mark.parametrize("exponent", [0.7, 1.0, 2.2])
@pytest.mark.parametrize("probability", [0.05, 0.3, 0.9])
def test_weibull_trials_are_the_inverse_of_the_discrete_weibull_distribution(probability, exponent):
    """The first k by which the chance of staying, (1 - p)^(k^exponent), is no larger than the uniform."""
    drawn = weibull_trials(np.full(UNIFORM.size, probability), exponent, UNIFORM)
    staying = [
        next(k for k in range(1, 20_000) if (1.0 - probability) ** (k**exponent) <= u * (1.0 + 1e-12))
        for u in UNIFORM
    ]
    assert drawn.tolist() == staying


def test_limits_are_limits():
    half = np.array([0.5])
    assert exponential(np.zeros(1), half).tolist() == [np.inf]
    assert trials(np.zeros(1), half).tolist() == [np.inf]
    assert trials(np.ones(1), half).tolist() == [1.0]
    assert weibull_trials(np.zeros(1), 2.0, half).tolist() == [np.inf]
    assert weibull_trials(np.ones(1), 2.0, half).tolist() == [1.0]
    assert gamma(1e-4, 1.0, half).tolist() == [0.0], "below the smallest number"
