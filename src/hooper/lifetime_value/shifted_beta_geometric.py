"""Shifted-beta-geometric (sBG): customers under contract, who renew it or not each time it ends.

Source: Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).
A customer leaves at each renewal with probability theta ~ Beta(alpha, beta). Of those who began, after t
renewals there are left

    S(t) = B(alpha, beta + t) / B(alpha, beta)
    r(t) = S(t) / S(t - 1) = (beta + t - 1) / (alpha + beta + t - 1)

Retention r rises with tenure though nobody changes: those who leave easily have left. The data are the
customers of one or several cohorts by tenure; who leaves at renewal t counts log(S(t - 1) - S(t)), who is
still there at the end log S.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.survivors import Survivors
from hooper.lifetime_value.contract_fates import renewal_outcomes, tied_fates
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.residual_lifetime import discounted_renewals, log_survival
from hooper.lifetime_value.simulated_summary import drawn_survivors

Floats = NDArray[np.float64]

NAME = "shifted_beta_geometric"
PARAMETERS = ("alpha", "beta")
_STARTS = np.array([[0.7, 1.3], [0.3, 5.0], [4.0, 30.0]])
_NO_DURATION_DEPENDENCE = 1.0  # the exponent of tenure: each renewal is like the one before


def log_likelihood(
    parameters: Floats,
    renewals: NDArray[np.int64],
    has_left: NDArray[np.bool_],
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(2,)`, and the upper triangle of its Hessian, `(2, 2)`.

    The columns have shape `(n_rows,)`: renewals made, and whether the customer left at the next one;
    `counts` says how many customers have each row.
    """
    alpha, beta = parameters
    renewed, left = renewal_outcomes(renewals, has_left, counts)
    rest = beta + np.arange(renewed.size)
    both = alpha + rest
    value = -(renewed @ np.log1p(alpha / rest) + left @ np.log1p(rest / alpha))
    slopes = ((left * rest / alpha - renewed) / both).sum(), ((renewed * alpha / rest - left) / both).sum()
    shared = ((renewed + left) / both**2).sum()
    bends = shared - left.sum() / alpha**2, shared - (renewed / rest**2).sum()
    return float(value), np.array(slopes), np.array([[bends[0], shared], [0.0, bends[1]]])


def fit(survivors: Survivors) -> Fit:
    """Fit alpha and beta by maximum likelihood to all cohorts together."""
    return fit_problem(problem(survivors))


def problem(survivors: Survivors) -> AnyProblem:
    """Return the likelihood problem that the cohorts pose together."""
    if not survivors.n_customers:
        return NoProblem(NAME, PARAMETERS, "there is no customer", 0)
    coordinates = Coordinates(PARAMETERS, np.ones(2))
    return LikelihoodProblem(NAME, log_likelihood, tied_fates(survivors), _STARTS, coordinates)


def simulate(parameters: Mapping[str, float], survivors: Survivors, key: tuple[int, int]) -> Survivors:
    """Return cohorts of the same sizes and tenures, drawn from the model with these parameters.

    `key` is (seed, replication).
    """
    return drawn_survivors(survivors, survival(parameters, np.arange(survivors.n_renewals + 1)), key)


def survival(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the share of customers still there after so many `renewals`, shape `(n,)`.

    >>> high_end = {"alpha": 0.668, "beta": 3.806}
    >>> survival(high_end, [0, 1, 8, 12]).round(3).tolist()
    [1.0, 0.851, 0.46, 0.378]
    """
    alpha, beta = (parameters[name] for name in PARAMETERS)
    return np.exp(log_survival(alpha, beta, _NO_DURATION_DEPENDENCE, renewals))


def retention_rates(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the share of customers up for renewal number 1, 2, ... who make it, shape `(n,)`."""
    alpha, beta = (parameters[name] for name in PARAMETERS)
    rest = beta + np.atleast_1d(np.asarray(renewals, dtype=np.float64)) - 1.0
    return rest / (alpha + rest)


def expected_residual_lifetime(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the mean number of renewals to come, shape `(n,)`, of who has made so many `renewals`.

    Infinite for alpha of 1 or less: then some hardly ever leave.
    """
    alpha, beta = (parameters[name] for name in PARAMETERS)
    made = np.atleast_1d(np.asarray(renewals, dtype=np.float64))
    return (beta + made) / (alpha - 1.0) if alpha > 1.0 else np.full(made.size, np.inf)


def discounted_expected_residual_lifetime(
    parameters: Mapping[str, float], renewals: ArrayLike, discount_rate_per_period: float
) -> Floats:
    """Return the discounted number of renewals to come, shape `(n,)`, of who has made so many `renewals`.

    Seen from just before the next renewal, which is not discounted itself; times the margin of a period
    it is the customer's residual value. Source: Fader and Hardie (2010), Customer-base valuation in a
    contractual setting: the perils of ignoring heterogeneity, Marketing Science 29(1), where n counts the
    periods paid for, renewals + 1. Raises InputError for a rate below zero.

    >>> high_end = {"alpha": 0.668, "beta": 3.806}
    >>> discounted_expected_residual_lifetime(high_end, [0, 7], 0.1).round(2).tolist()
    [5.41, 7.53]
    """
    alpha, beta = (parameters[name] for name in PARAMETERS)
    return discounted_renewals(alpha, beta, _NO_DURATION_DEPENDENCE, renewals, discount_rate_per_period)
