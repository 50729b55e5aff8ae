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

from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from hooper.foundation.jit import compiled
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.beta_geometric_alive import weighted_transactions_while_alive
from hooper.lifetime_value.beta_geometric_customer import add_terms_in_time
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.customer_columns import CustomerParameters, beside_times
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.special_functions import (
    expected_survived_events,
    log_rising_factorial_sums,
)
from hooper.lifetime_value.ties import tie

Floats = NDArray[np.float64]

PARAMETERS = ("r", "alpha", "a", "b")
STARTS = np.array([[0.5, 0.2, 1.0, 2.0], [1.0, 1.0, 1.0, 1.0], [3.0, 3.0, 0.3, 3.0]])


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
    value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
    for i in range(frequency.size):
        customer = (frequency[i], recency[i], age[i], first_exit)
        value = add_terms_in_time(value, counts[i], r, alpha, a, b, *customer, gradient, hessian)
    return value, gradient, hessian


def fit(name: str, summary: CustomerSummary, first_exit: int) -> Fit:
    """Fit r, alpha (in units of the summary's time), a and b of the model `name` by maximum likelihood."""
    return fit_problem(problem(name, summary, first_exit))


def problem(name: str, summary: CustomerSummary, first_exit: int) -> AnyProblem:
    """Return the likelihood problem of the model `name`."""
    if not (summary.age > 0.0).any():
        reason = "nobody was seen for any time after a first purchase"
        return NoProblem(name, PARAMETERS, reason, summary.n_customers)
    rows = tie(summary.frequency, summary.recency, summary.age)
    scale = np.array([1.0, summary.age.mean(), 1.0, 1.0])
    surface = partial(log_likelihood, first_exit=first_exit)
    return LikelihoodProblem(name, surface, rows, STARTS, Coordinates(PARAMETERS, scale))


def probability_alive(parameters: CustomerParameters, summary: CustomerSummary, first_exit: int) -> Floats:
    """Return each customer's probability of not having dropped out by the cut, shape `(n,)`."""
    had_chances = summary.frequency >= first_exit
    r, alpha, a, b = (_of_some(parameters[name], had_chances) for name in PARAMETERS)
    x, recency, age = (column[had_chances] for column in (summary.frequency, summary.recency, summary.age))
    log_odds = np.log(a / (b + x - first_exit)) + (r + x) * np.log((alpha + age) / (alpha + recency))
    alive = np.ones(had_chances.size)
    alive[had_chances] = expit(-log_odds)
    return alive


def _of_some(parameter: float | Floats, customers: NDArray[np.bool_]) -> float | Floats:
    """Return the parameter of some customers: the one that all share, or the entries of a column."""
    return parameter if np.ndim(parameter) == 0 else np.asarray(parameter)[customers]


def conditional_expected_transactions(
    parameters: CustomerParameters, summary: CustomerSummary, horizon: float, first_exit: int
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


def expected_transactions(parameters: CustomerParameters, times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of new customers who do not leave before the first.

    `times` has shape `(n_times,)` and so has the result, or `(n, n_times)` if the parameters are columns.
    """
    elapsed = np.atleast_1d(np.asarray(times, dtype=np.float64))
    *own, until = np.broadcast_arrays(*beside_times(parameters, PARAMETERS), elapsed)
    out = np.empty(until.shape)
    first_of_each = [np.atleast_2d(column)[:, 0].copy() for column in own]
    _expected_transactions(*first_of_each, np.atleast_2d(until).copy(), np.atleast_2d(out))
    return out


@compiled
def _expected_transactions(
    r: Floats, alpha: Floats, a: Floats, b: Floats, times: Floats, out: Floats
) -> None:
    for i in range(r.size):
        expected_survived_events(r[i], a[i], b[i], times[i] / alpha[i], out[i])
