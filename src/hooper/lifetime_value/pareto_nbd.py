"""Pareto/NBD: customers buy at random while they live, and die at random, unseen.

Source: Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will
they do next?, Management Science 33(1); Fader and Hardie (2005), brucehardie.com/notes/009. While a
customer lives, purchases come as a Poisson process with rate lambda ~ Gamma(r, alpha); the lifetime is
exponential with rate mu ~ Gamma(s, beta). Data of one customer: x repeat purchases, the last at t_x,
seen until T.

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * (beta / (beta + T))^s * (1 + D)

D is the odds of having died, one integral (`unseen_death`), so that P(alive) = 1 / (1 + D).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from hooper.foundation.jit import compiled
from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import pareto_nbd_covariates
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.covariate_fit import covariate_design, fit_design, tied_with_covariates
from hooper.lifetime_value.customer_columns import CustomerParameters, beside_times
from hooper.lifetime_value.fit import Fit, no_fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.pareto_nbd_counts import fill_count_probabilities
from hooper.lifetime_value.pareto_nbd_customer import add_terms_in_time, scratch_of_one_customer
from hooper.lifetime_value.simulated_summary import with_purchases
from hooper.lifetime_value.special_functions import log_rising_factorial_sums
from hooper.lifetime_value.ties import tie
from hooper.lifetime_value.unseen_death import log_odds_of_death
from hooper.reduced_form.counted_purchases import pareto_counts

Floats = NDArray[np.float64]

NAME = "pareto_nbd"
_NEVER_SEEN = "nobody was seen for any time after a first purchase"
PARAMETERS = ("r", "alpha", "s", "beta")
STARTS = np.array([[0.5, 0.3, 0.5, 0.3], [1.0, 1.0, 1.0, 1.0], [2.0, 3.0, 0.3, 0.1]])


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
    value, gradient, hessian, scratch = 0.0, np.zeros(4), np.zeros((4, 4)), scratch_of_one_customer()
    for i in range(frequency.size):
        customer = (frequency[i], recency[i], age[i])
        value = add_terms_in_time(value, counts[i], r, alpha, s, beta, *customer, scratch, gradient, hessian)
    return value, gradient, hessian


def fit(summary: CustomerSummary) -> Fit:
    """Fit r, s, alpha and beta (both in units of the summary's time) by maximum likelihood."""
    return fit_problem(problem(summary))


def problem(summary: CustomerSummary) -> AnyProblem:
    """Return the likelihood problem that the summary poses."""
    if not (summary.age > 0.0).any():
        return NoProblem(NAME, PARAMETERS, _NEVER_SEEN, summary.n_customers)
    rows = tie(summary.frequency, summary.recency, summary.age)
    scale = np.array([1.0, summary.age.mean(), 1.0, summary.age.mean()])
    return LikelihoodProblem(NAME, log_likelihood, rows, STARTS, Coordinates(PARAMETERS, scale))


def simulate(
    parameters: Mapping[str, float], summary: CustomerSummary, key: tuple[int, int]
) -> CustomerSummary:
    """Return a summary of as many customers of the same ages, drawn from the model with these parameters.

    `key` is (seed, replication). Amounts are not drawn: the summary holds no spend.
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    return with_purchases(summary, *pareto_counts(r, alpha, s, beta, summary.age, key))


def fit_with_covariates(
    summary: CustomerSummary,
    covariates: CustomerCovariates,
    *,
    purchase: Sequence[str] = (),
    dropout: Sequence[str] = (),
) -> Fit:
    """Fit coefficients, and r, alpha, s and beta of customers whose covariates are zero, by likelihood.

    The covariates named in `purchase` divide alpha and those in `dropout` beta by the exponential of
    coefficient times covariate (`covariate_effects`, which has the source). The coefficients are called
    `purchase:income`. Raises InputError if there is no such column, or if `covariates` has not the rows of
    `summary`.
    """
    chosen = {"purchase": purchase, "dropout": dropout}
    design = covariate_design(NAME, PARAMETERS, covariates, summary.n_customers, chosen)
    if not (summary.age > 0.0).any():
        return no_fit(NAME, design.names, _NEVER_SEEN, summary.n_customers)
    rows = tied_with_covariates((summary.frequency, summary.recency, summary.age), design)
    scale = np.array([1.0, summary.age.mean(), 1.0, summary.age.mean()])
    surface = pareto_nbd_covariates.log_likelihood
    return fit_design(NAME, design, surface, rows, STARTS, scale, summary.n_customers)


def probability_alive(parameters: CustomerParameters, summary: CustomerSummary) -> Floats:
    """Return each customer's probability of being alive at the cut, shape `(n,)`."""
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    columns = summary.frequency, summary.recency, summary.age
    return expit(-log_odds_of_death(r, alpha, s, beta, *columns))


def expected_transactions(parameters: CustomerParameters, times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of a new customer within each of `times`.

    `times` has shape `(n_times,)` and is in the unit of alpha and beta; the result has that shape too, or
    `(n, n_times)` if parameters have shape `(n,)`.

    >>> published = {"r": 0.553, "alpha": 10.580, "s": 0.606, "beta": 11.656}
    >>> expected_transactions(published, [52.0]).round(2).tolist()
    [1.47]
    """
    r, alpha, s, beta = beside_times(parameters, PARAMETERS)
    elapsed = np.atleast_1d(np.asarray(times, dtype=np.float64))
    return r / alpha * _expected_time_alive(s, beta, elapsed)


def conditional_expected_transactions(
    parameters: CustomerParameters, summary: CustomerSummary, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`.

    The horizon is in units of the summary's time.
    """
    r, alpha, s, beta = (parameters[name] for name in PARAMETERS)
    rate = (r + summary.frequency) / (alpha + summary.age)
    time_alive = _expected_time_alive(s, beta + summary.age, horizon)
    return probability_alive(parameters, summary) * rate * time_alive


def weighted_transactions_while_alive(
    parameters: CustomerParameters,
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
    parameters: CustomerParameters,
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
    parameters: CustomerParameters, frequency: NDArray[np.int64], age: Floats, times: ArrayLike
) -> Floats:
    """Return the probability that customers alive at the cut are there `times` later, shape `(n,)`.

    `times` is one time for all or one each. How many purchases there were does not matter to it.
    """
    scale = parameters["beta"] + age
    survival = np.exp(-parameters["s"] * np.log1p(np.asarray(times, dtype=np.float64) / scale))
    return np.broadcast_to(survival, frequency.shape)


def time_while_alive(
    parameters: CustomerParameters, frequency: NDArray[np.int64], age: Floats, horizon: float
) -> Floats:
    """Return how long customers alive at the cut are there within `horizon` in the mean, shape `(n,)`."""
    lived = _expected_time_alive(parameters["s"], parameters["beta"] + age, horizon)
    return np.broadcast_to(lived, frequency.shape)


def _expected_time_alive(s: float | Floats, beta: ArrayLike, horizon: ArrayLike) -> Floats:
    """Return the mean time within `horizon` that somebody lives: integral of (beta / (beta + t))^s."""
    log_ratio = np.log1p(np.asarray(horizon) / beta)
    power = (1.0 - s) * log_ratio
    relative = np.expm1(power) / np.where(power == 0.0, 1.0, power)
    return np.asarray(beta * log_ratio * np.where(power == 0.0, 1.0, relative))
