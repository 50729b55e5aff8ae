"""Beta-discrete-Weibull (BdW): contracts whose renewal hangs on tenure as well as on the customer.

Source: Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the
role of duration dependence, Journal of Interactive Marketing 43. A customer is still there after t
renewals with probability (1 - theta)^(t^c), theta ~ Beta(a, b). Of those who began there are left

    S(t) = B(a, b + t^c) / B(a, b)

For c above 1 a customer becomes more likely to leave with every renewal, for c below 1 less; c = 1 is the
shifted-beta-geometric model. The data are as there.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import zeta

from hooper.history.survivors import Survivors
from hooper.lifetime_value.beta_ratio import digamma_rise, log_beta_fall, trigamma_fall
from hooper.lifetime_value.contract_fates import renewal_outcomes, tied_fates
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.residual_lifetime import LARGEST_LOG, discounted_renewals, log_survival
from hooper.lifetime_value.simulated_summary import drawn_survivors

Floats = NDArray[np.float64]

NAME = "beta_discrete_weibull"
PARAMETERS = ("a", "b", "c")
_STARTS = np.array([[0.7, 1.3, 0.9], [0.3, 5.0, 1.4], [4.0, 30.0, 0.6]])


def log_likelihood(
    parameters: Floats,
    renewals: NDArray[np.int64],
    has_left: NDArray[np.bool_],
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(3,)`, and the upper triangle of its Hessian, `(3, 3)`.

    The columns have shape `(n_rows,)`: renewals made, and whether the customer left at the next one;
    `counts` says how many customers have each row.
    """
    a, b, c = parameters
    renewed, left = renewal_outcomes(renewals, has_left, counts)
    fall, slopes, bends = _fall_of_survival(a, b, c, renewed.size)
    leaves = -np.expm1(-fall)  # the probability of leaving at this renewal, and its odds
    odds = np.exp(-fall) / leaves
    per_fall = left * odds - renewed
    value = left @ np.log(leaves) - renewed @ fall
    hessian = bends @ per_fall - np.einsum("it,jt,t->ij", slopes, slopes, left * odds * (1.0 + odds))
    return float(value), slopes @ per_fall, hessian


def _fall_of_survival(a: float, b: float, c: float, n_renewals: int) -> tuple[Floats, Floats, Floats]:
    """Return log S(t - 1) - log S(t) for t = 1 .. n, with its slopes and curvatures in a, b and c.

    Their shapes are `(n,)`, `(3, n)` and `(3, 3, n)`.
    """
    powers = _powers_of_tenure(c, n_renewals)
    at = b + powers.value  # from tenure 0 on
    before, total = at[:-1], at[:-1] + a
    everywhere = np.full(at.size, a)
    rise, bend = digamma_rise(at, everywhere), trigamma_fall(at, everywhere)
    fall = log_beta_fall(a, before, powers.step) + a * powers.log_step_beyond
    slopes = np.array(
        [
            digamma_rise(total, powers.step) + powers.log_step_beyond,
            np.diff(rise),
            np.diff(rise * powers.slope),
        ]
    )
    a_a = -trigamma_fall(total, powers.step)  # and the same for a and b
    a_c = np.diff(zeta(2.0, at + a) * powers.slope)
    b_b, b_c = -np.diff(bend), -np.diff(bend * powers.slope)
    c_c = np.diff(rise * powers.bend - bend * powers.slope**2)
    return fall, slopes, np.array([[a_a, a_a, a_c], [a_a, b_b, b_c], [a_c, b_c, c_c]])


class _Powers(NamedTuple):
    """t^c for t = 0 .. n with its slope and curvature in c, and its n steps.

    A power stops at exp(LARGEST_LOG). From there on b is nothing to it, and only the steps of its
    logarithm count, `log_step_beyond`; slope and curvature are those of the power that stopped, as though
    it went on.
    """

    value: Floats
    slope: Floats
    bend: Floats
    step: Floats
    log_step_beyond: Floats


def _powers_of_tenure(c: float, n_renewals: int) -> _Powers:
    tenure = np.arange(1.0, n_renewals + 1.0)
    log_tenure = np.log(tenure)
    log_power = np.minimum(c * log_tenure, LARGEST_LOG)
    beyond = c * log_tenure - log_power
    value = np.append(0.0, np.exp(log_power))
    growth = np.minimum(c * np.log1p(1.0 / tenure[:-1]), LARGEST_LOG - log_power[:-1])
    log_tenure = np.append(0.0, log_tenure)
    return _Powers(
        value=value,
        slope=value * log_tenure,
        bend=value * log_tenure**2,
        step=np.append(1.0, value[1:-1] * np.expm1(growth)),
        log_step_beyond=np.append(0.0, np.diff(beyond)),
    )


def fit(survivors: Survivors) -> Fit:
    """Fit a, b and c by maximum likelihood to all cohorts together."""
    return fit_problem(problem(survivors))


def problem(survivors: Survivors) -> AnyProblem:
    """Return the likelihood problem that the cohorts pose together."""
    if not survivors.n_customers:
        return NoProblem(NAME, PARAMETERS, "there is no customer", 0)
    coordinates = Coordinates(PARAMETERS, np.ones(3))
    return LikelihoodProblem(NAME, log_likelihood, tied_fates(survivors), _STARTS, coordinates)


def simulate(parameters: Mapping[str, float], survivors: Survivors, key: tuple[int, int]) -> Survivors:
    """Return cohorts of the same sizes and tenures, drawn from the model with these parameters.

    `key` is (seed, replication).
    """
    return drawn_survivors(survivors, survival(parameters, np.arange(survivors.n_renewals + 1)), key)


def survival(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the share of customers still there after so many `renewals`, shape `(n,)`.

    >>> survival({"a": 1.0, "b": 1.0, "c": 2.0}, [0, 1, 3]).round(6).tolist()  # 1 / (1 + t^2)
    [1.0, 0.5, 0.1]
    """
    a, b, c = (parameters[name] for name in PARAMETERS)
    return np.exp(log_survival(a, b, c, renewals))


def retention_rates(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the share of customers up for renewal number 1, 2, ... who make it, shape `(n,)`."""
    a, b, c = (parameters[name] for name in PARAMETERS)
    made = np.atleast_1d(np.asarray(renewals, dtype=np.float64))
    return np.exp(log_survival(a, b, c, made) - log_survival(a, b, c, made - 1.0))


def expected_residual_lifetime(parameters: Mapping[str, float], renewals: ArrayLike) -> Floats:
    """Return the mean number of renewals to come, shape `(n,)`, of who has made so many `renewals`.

    Infinite for `a * c` of 1 or less: then some hardly ever leave.
    """
    return discounted_expected_residual_lifetime(parameters, renewals, 0.0)


def discounted_expected_residual_lifetime(
    parameters: Mapping[str, float], renewals: ArrayLike, discount_rate_per_period: float
) -> Floats:
    """Return the discounted number of renewals to come, shape `(n,)`, of who has made so many `renewals`.

    Seen from just before the next renewal, which is not discounted itself; times the margin of a period
    it is the customer's residual value. Raises InputError for a rate below zero.
    """
    a, b, c = (parameters[name] for name in PARAMETERS)
    return discounted_renewals(a, b, c, renewals, discount_rate_per_period)
