"""Pareto/NBD: customers buy at random while they live, and die at random, unseen.

Source: Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will
they do next?, Management Science 33(1); Fader and Hardie (2005), brucehardie.com/notes/009. While a
customer lives, purchases come as a Poisson process with rate lambda ~ Gamma(r, alpha); the lifetime is
exponential with rate mu ~ Gamma(s, beta). Data of one customer: x repeat purchases, the last at t_x,
seen until T.

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * (beta / (beta + T))^s * (1 + D)

D is the odds of having died, one integral (`unseen_death`), so that P(alive) = 1 / (1 + D).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from hooper.foundation.jit import compiled
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.pareto_nbd_counts import fill_count_probabilities
from hooper.lifetime_value.special_functions import log_rising_factorial_sums
from hooper.lifetime_value.ties import tie
from hooper.lifetime_value.unseen_death import N_MOMENTS, log_odds_of_death, moments_of_death

Floats = NDArray[np.float64]

NAME = "pareto_nbd"
PARAMETERS = ("r", "alpha", "s", "beta")
_STARTS = np.array([[0.5, 0.3, 0.5, 0.3], [1.0, 1.0, 1.0, 1.0], [2.0, 3.0, 0.3, 0.1]])


def log_likelihood(
    parameters: Floats,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(4,)`, and the upper triangle of its Hessian, `(4, 4)`.

    The columns have shape `(n_rows,)`; `counts` says how many customers have each row.
    """
    r, alpha, s, beta = parameters
    by_frequency = np.bincount(frequency, weights=counts).astype(np.float64)
    purchases = float(by_frequency @ np.arange(by_frequency.size))
    value_r, slope_r, bend_r = log_rising_factorial_sums(r, by_frequency)
    value, gradient, hessian = _terms_in_time(r, alpha, s, beta, frequency, recency, age, counts)
    value += value_r - purchases * np.log(alpha)
    gradient += (slope_r, -purchases / alpha, 0.0, 0.0)
    hessian += np.diag((bend_r, purchases / alpha**2, 0.0, 0.0))
    return value, gradient, hessian


@compiled
def _terms_in_time(
    r: float,
    alpha: float,
    s: float,
    beta: float,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Sum -(r + x) log(1 + T / alpha) - s log(1 + T / beta) + log(1 + D), with slopes and curvatures."""
    value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
    moments, slope, bend = np.empty(N_MOMENTS), np.empty(4), np.empty((4, 4))
    for i in range(frequency.size):
        n, purchases = counts[i], r + frequency[i]
        log_a, log_b = np.log(1.0 + age[i] / alpha), np.log(1.0 + age[i] / beta)
        per_a, per_b = 1.0 / (alpha + age[i]), 1.0 / (beta + age[i])
        value -= n * (purchases * log_a + s * log_b)
        gradient[0] -= n * log_a
        gradient[1] += n * purchases * (1.0 / alpha - per_a)
        gradient[2] -= n * log_b
        gradient[3] += n * s * (1.0 / beta - per_b)
        hessian[0, 1] += n * (1.0 / alpha - per_a)
        hessian[1, 1] += n * purchases * (per_a**2 - 1.0 / alpha**2)
        hessian[2, 3] += n * (1.0 / beta - per_b)
        hessian[3, 3] += n * s * (per_b**2 - 1.0 / beta**2)
        if age[i] <= recency[i]:
            continue
        log_odds = _log_odds(purchases, alpha, s, beta, recency[i], age[i], moments, slope, bend)
        small = np.exp(-abs(log_odds))
        dead = (1.0 if log_odds > 0.0 else small) / (1.0 + small)
        value += n * (max(log_odds, 0.0) + np.log(1.0 + small))
        for j in range(4):
            gradient[j] += n * dead * slope[j]
            for k in range(j, 4):
                hessian[j, k] += n * (dead * bend[j, k] + small / (1.0 + small) ** 2 * slope[j] * slope[k])
    return value, gradient, hessian


@compiled
def _log_odds(
    purchases: float,
    alpha: float,
    s: float,
    beta: float,
    recency: float,
    age: float,
    moments: Floats,
    slope: Floats,
    bend: Floats,
) -> float:
    """Return log D, and fill its slope, `(4,)`, and the upper triangle of its curvature, `(4, 4)`."""
    log_integral = moments_of_death(purchases, s, alpha, beta, recency, age, moments)
    _, mean_u, mean_w, mean_a, mean_b = moments[:5]
    uu, uw, ua, ub, ww, wa, wb, aa, ab, bb = moments[5:]
    silence = age - recency
    fall_a, fall_b = np.log1p(silence / (alpha + recency)), np.log1p(silence / (beta + recency))
    first_a, first_b = 1.0 / (alpha + recency), 1.0 / (beta + recency)
    last_a, last_b = 1.0 / (alpha + age), 1.0 / (beta + age)
    slope[0] = fall_a - mean_u
    slope[1] = purchases * (last_a - first_a - mean_a)
    slope[2] = 1.0 / s + fall_b - mean_w
    slope[3] = s * last_b - (s + 1.0) * (first_b + mean_b)
    square_a = first_a**2 + 2.0 * first_a * mean_a + aa
    square_b = first_b**2 + 2.0 * first_b * mean_b + bb
    bend[0, 0] = uu - mean_u**2
    bend[0, 1] = last_a - first_a - mean_a + purchases * (ua - mean_u * mean_a)
    bend[0, 2] = uw - mean_u * mean_w
    bend[0, 3] = (s + 1.0) * (ub - mean_u * mean_b)
    bend[1, 1] = purchases * (square_a - last_a**2 + purchases * (aa - mean_a**2))
    bend[1, 2] = purchases * (wa - mean_w * mean_a)
    bend[1, 3] = purchases * (s + 1.0) * (ab - mean_a * mean_b)
    bend[2, 2] = ww - mean_w**2 - 1.0 / s**2
    bend[2, 3] = last_b - first_b - mean_b + (s + 1.0) * (wb - mean_w * mean_b)
    bend[3, 3] = (s + 1.0) * (square_b + (s + 1.0) * (bb - mean_b**2)) - s * last_b**2
    return np.log(s * first_b) + purchases * fall_a + s * fall_b + log_integral


def fit(summary: CustomerSummary) -> Fit:
    """Fit r, s, alpha and beta (both in units of the summary's time) by maximum likelihood."""
    if not (summary.age > 0.0).any():
        reason = "nobody was seen for any time after a first purchase"
        return no_fit(NAME, PARAMETERS, reason, summary.n_customers)
    rows = tie(summary.frequency, summary.recency, summary.age)
    scale = np.array([1.0, summary.age.mean(), 1.0, summary.age.mean()])
    optimum = maximise(log_likelihood, rows, _STARTS, Coordinates(PARAMETERS, scale))
    return fit_at(NAME, PARAMETERS, optimum, summary.n_customers)


def probability_alive(parameters: Mapping[str, float], summary: CustomerSummary) -> Floats:
    """Return each customer's probability of being alive at the cut, shape `(n,)`."""
    columns = (summary.frequency.copy(), summary.recency.copy(), summary.age.copy())
    return expit(-log_odds_of_death(*(parameters[name] for name in PARAMETERS), *columns))


def expected_transactions(parameters: Mapping[str, float], times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of a new customer within each of `times`.

    `times` and the result have shape `(n_times,)`; times are in the unit of alpha and beta.

    >>> published = {"r": 0.553, "alpha": 10.580, "s": 0.606, "beta": 11.656}
    >>> expected_transactions(published, [52.0]).round(2).tolist()
    [1.47]
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    elapsed = np.atleast_1d(np.asarray(times, dtype=np.float64))
    return r / alpha * _expected_time_alive(s, beta, elapsed)


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: CustomerSummary, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`.

    The horizon is in units of the summary's time.
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    rate = (r + summary.frequency) / (alpha + summary.age)
    time_alive = _expected_time_alive(s, beta + summary.age, horizon)
    return probability_alive(parameters, summary) * rate * time_alive


def weighted_transactions_while_alive(
    parameters: Mapping[str, float],
    frequency: NDArray[np.int64],
    age: Floats,
    horizons: Floats,
    weights: Floats,
) -> Floats:
    """Return `sum_k weights[k] * E[purchases within horizons[k]]` of customers alive at the cut.

    `frequency` and `age` have shape `(n,)`. With the steps of a discount factor as weights this is the
    number of discounted purchases.
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    lived = np.zeros(age.size)
    for horizon, weight in zip(horizons.tolist(), weights.tolist(), strict=True):
        lived += weight * _expected_time_alive(s, beta + age, horizon)
    return (r + frequency) / (alpha + age) * lived


def count_probabilities_while_alive(
    parameters: Mapping[str, float],
    frequency: NDArray[np.int64],
    age: Floats,
    horizon: float,
    largest_count: int,
) -> Floats:
    """Return the probabilities of 0, 1, ... purchases within `horizon`, shape `(n, largest_count + 1)`.

    Of customers alive at the cut; `frequency` and `age` have shape `(n,)`.
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    each = np.broadcast_arrays(r + frequency, alpha + age, s, beta + age)
    out = np.empty((age.size, largest_count + 1))
    fill_count_probabilities(*(np.array(values, dtype=np.float64) for values in each), float(horizon), out)
    return out


def survival_while_alive(
    parameters: Mapping[str, float], frequency: NDArray[np.int64], age: Floats, times: ArrayLike
) -> Floats:
    """Return the probability that customers alive at the cut are there `times` later, shape `(n,)`.

    `times` is one time for all or one each. How many purchases there were does not matter to it.
    """
    scale = parameters["beta"] + age
    survival = np.exp(-parameters["s"] * np.log1p(np.asarray(times, dtype=np.float64) / scale))
    return np.broadcast_to(survival, frequency.shape)


def time_while_alive(
    parameters: Mapping[str, float], frequency: NDArray[np.int64], age: Floats, horizon: float
) -> Floats:
    """Return how long customers alive at the cut are there within `horizon` in the mean, shape `(n,)`."""
    lived = _expected_time_alive(parameters["s"], parameters["beta"] + age, horizon)
    return np.broadcast_to(lived, frequency.shape)


def _expected_time_alive(s: float, beta: ArrayLike, horizon: ArrayLike) -> Floats:
    """Return the mean time within `horizon` that somebody lives: integral of (beta / (beta + t))^s."""
    log_ratio = np.log1p(np.asarray(horizon) / beta)
    power = (1.0 - s) * log_ratio
    relative = np.expm1(power) / np.where(power == 0.0, 1.0, power)
    return np.asarray(beta * log_ratio * np.where(power == 0.0, 1.0, relative))
