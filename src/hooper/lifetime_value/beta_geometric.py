"""What the BG/NBD and the MBG/NBD share: customers buy at random, and may leave after a purchase, unseen.

While a customer is there, purchases come as a Poisson process with rate lambda ~ Gamma(r, alpha); after
a purchase the customer drops out with probability p ~ Beta(a, b). The models differ in one number only,
`first_exit`: after which repeat purchase dropout may come for the first time. It is 1 in the BG/NBD and
0, the entry, in the MBG/NBD. Data of one customer: x repeat purchases, the last at t_x, seen until T;
c = x + 1 - first_exit is how many chances to drop out there were.

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * B(a, b + c) / B(a, b) * (1 + D)
    D = a / (b + c - 1) * ((alpha + T) / (alpha + t_x))^(r + x)   if c > 0, else 0

D is the odds of having dropped out, so that P(alive) = 1 / (1 + D). It has the form of Fader, Hardie and
Lee (2005), Marketing Science 24(2), for the BG/NBD; the MBG/NBD moves x up by one where it counts chances.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from hooper.foundation.jit import compiled
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.special_functions import (
    expected_survived_events,
    log_rising_factorial_sums,
)
from hooper.lifetime_value.ties import tie

Floats = NDArray[np.float64]

PARAMETERS = ("r", "alpha", "a", "b")
_STARTS = np.array([[0.5, 0.2, 1.0, 2.0], [1.0, 1.0, 1.0, 1.0], [3.0, 3.0, 0.3, 3.0]])


def log_likelihood(
    parameters: Floats,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
    counts: NDArray[np.int64],
    first_exit: int,
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(4,)`, and the upper triangle of its Hessian, `(4, 4)`.

    The columns have shape `(n_rows,)`; `counts` says how many customers have each row.
    """
    r, alpha, a, b = parameters
    by_frequency = np.bincount(frequency, weights=counts).astype(np.float64)
    by_chances = np.concatenate((np.zeros(1 - first_exit), by_frequency))
    purchases = float(by_frequency @ np.arange(by_frequency.size))
    value_r, slope_r, bend_r = log_rising_factorial_sums(r, by_frequency)
    value_b, slope_b, bend_b = log_rising_factorial_sums(b, by_chances)
    value_ab, slope_ab, bend_ab = log_rising_factorial_sums(a + b, by_chances)
    value, gradient, hessian = _terms_in_time(r, alpha, a, b, frequency, recency, age, counts, first_exit)
    value += value_r + value_b - value_ab - purchases * np.log(alpha)
    gradient += (slope_r, -purchases / alpha, -slope_ab, slope_b - slope_ab)
    hessian += np.diag((bend_r, purchases / alpha**2, -bend_ab, bend_b - bend_ab))
    hessian[2, 3] -= bend_ab
    return value, gradient, hessian


@compiled
def _terms_in_time(
    r: float,
    alpha: float,
    a: float,
    b: float,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
    counts: NDArray[np.int64],
    first_exit: int,
) -> tuple[float, Floats, Floats]:
    """Sum -(r + x) * log(1 + T / alpha) + log(1 + D) over the customers, with slopes and curvatures."""
    value, gradient, hessian, slope = 0.0, np.zeros(4), np.zeros((4, 4)), np.empty(4)
    for i in range(frequency.size):
        x, n = frequency[i], counts[i]
        log_age, per_age = np.log(1.0 + age[i] / alpha), 1.0 / (alpha + age[i])
        value -= n * (r + x) * log_age
        gradient[0] -= n * log_age
        gradient[1] += n * (r + x) * (1.0 / alpha - per_age)
        hessian[0, 1] += n * (1.0 / alpha - per_age)
        hessian[1, 1] += n * (r + x) * (per_age**2 - 1.0 / alpha**2)
        if x < first_exit:
            continue
        per_recency, per_chance = 1.0 / (alpha + recency[i]), 1.0 / (b + x - first_exit)
        slope[0] = log_age - np.log(1.0 + recency[i] / alpha)
        slope[1] = (r + x) * (per_age - per_recency)
        slope[2] = 1.0 / a
        slope[3] = -per_chance
        log_odds = np.log(a * per_chance) + (r + x) * slope[0]
        small = np.exp(-abs(log_odds))
        dropped = (1.0 if log_odds > 0.0 else small) / (1.0 + small)
        value += n * (max(log_odds, 0.0) + np.log(1.0 + small))
        for j in range(4):
            gradient[j] += n * dropped * slope[j]
            for k in range(j, 4):
                hessian[j, k] += n * small / (1.0 + small) ** 2 * slope[j] * slope[k]
        hessian[0, 1] += n * dropped * (per_age - per_recency)
        hessian[1, 1] += n * dropped * (r + x) * (per_recency**2 - per_age**2)
        hessian[2, 2] -= n * dropped / a**2
        hessian[3, 3] += n * dropped * per_chance**2
    return value, gradient, hessian


def fit(name: str, summary: CustomerSummary, first_exit: int) -> Fit:
    """Fit r, alpha (in units of the summary's time), a and b of the model `name` by maximum likelihood."""
    if not (summary.age > 0.0).any():
        reason = "nobody was seen for any time after a first purchase"
        return no_fit(name, PARAMETERS, reason, summary.n_customers)
    rows = tie(summary.frequency, summary.recency, summary.age)
    scale = np.array([1.0, summary.age.mean(), 1.0, 1.0])
    surface = partial(log_likelihood, first_exit=first_exit)
    optimum = maximise(surface, rows, _STARTS, Coordinates(PARAMETERS, scale))
    return fit_at(name, PARAMETERS, optimum, summary.n_customers)


def probability_alive(parameters: Mapping[str, float], summary: CustomerSummary, first_exit: int) -> Floats:
    """Return each customer's probability of not having dropped out by the cut, shape `(n,)`."""
    r, alpha, a, b = (parameters[name] for name in PARAMETERS)
    x = summary.frequency
    stayed = np.maximum(b + x - first_exit, b)  # who had no chance has no odds; keep their logarithm finite
    log_odds = np.log(a / stayed) + (r + x) * np.log((alpha + summary.age) / (alpha + summary.recency))
    return np.where(x >= first_exit, expit(-log_odds), 1.0)


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: CustomerSummary, horizon: float, first_exit: int
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`."""
    horizons, weights = np.array([horizon], dtype=np.float64), np.ones(1)
    while_alive = of_those_alive(
        lambda of, frequency, age: weighted_transactions_while_alive(
            of, frequency, age, horizons, weights, first_exit
        ),
        parameters,
        summary,
    )
    return probability_alive(parameters, summary, first_exit) * while_alive


def weighted_transactions_while_alive(
    parameters: Mapping[str, float],
    frequency: NDArray[np.int64],
    age: Floats,
    horizons: Floats,
    weights: Floats,
    first_exit: int,
) -> Floats:
    """Return `sum_k weights[k] * E[purchases within horizons[k]]` of customers alive at the cut.

    `frequency` and `age` have shape `(n,)`; neighbours that agree in both are computed once.
    """
    r, alpha, a, b = (parameters[name] for name in PARAMETERS)
    out = np.empty(age.size)
    # Copies, since the kernel would be compiled once more for read-only arrays.
    columns = frequency.copy(), age.copy()
    _weighted_transactions(r, alpha, a, b, *columns, horizons, weights, first_exit, out)
    return out


@compiled
def _weighted_transactions(
    r: float,
    alpha: float,
    a: float,
    b: float,
    frequency: NDArray[np.int64],
    age: Floats,
    horizons: Floats,
    weights: Floats,
    first_exit: int,
    out: Floats,
) -> None:
    expected = np.empty(horizons.size)
    for i in range(frequency.size):
        x = frequency[i]
        if i > 0 and x == frequency[i - 1] and age[i] == age[i - 1]:
            out[i] = out[i - 1]
            continue
        # A customer alive at the cut is a new one whose rate and dropout are known better.
        expected_survived_events(r + x, a, b + (x + 1 - first_exit), horizons / (alpha + age[i]), expected)
        out[i] = np.sum(weights * expected)
