"""BG/NBD: customers buy at random while they are there, and may leave after any repeat purchase, unseen.

Source: Fader, Hardie and Lee (2005), "Counting your customers" the easy way: an alternative to the
Pareto/NBD model, Marketing Science 24(2). While a customer is active, purchases come as a Poisson
process with rate lambda ~ Gamma(r, alpha); after each repeat purchase the customer drops out with
probability p ~ Beta(a, b). Data of one customer: x repeat purchases, the last at t_x, seen until T.

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * B(a, b + x) / B(a, b) * (1 + D)
    D = a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x)   if x > 0, else 0

D is the odds of having dropped out, so that P(alive) = 1 / (1 + D).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import beta_geometric, beta_geometric_alive
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.special_functions import expected_survived_events

Floats = NDArray[np.float64]

NAME = "bg_nbd"
PARAMETERS = beta_geometric.PARAMETERS
_FIRST_EXIT = 1  # nobody drops out before the first repeat purchase


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
    return beta_geometric.log_likelihood(parameters, frequency, recency, age, counts, _FIRST_EXIT)


def fit(summary: CustomerSummary) -> Fit:
    """Fit r, alpha (in units of the summary's time), a and b by maximum likelihood."""
    return beta_geometric.fit(NAME, summary, _FIRST_EXIT)


def probability_alive(parameters: Mapping[str, float], summary: CustomerSummary) -> Floats:
    """Return each customer's probability of not having dropped out by the cut, shape `(n,)`.

    It is 1 for a customer without repeat purchase: nobody drops out before the first of them.
    """
    return beta_geometric.probability_alive(parameters, summary, _FIRST_EXIT)


def expected_transactions(parameters: Mapping[str, float], times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of a new customer within each of `times`.

    `times` and the result have shape `(n_times,)`; times are in the unit of alpha.

    >>> published = {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667}
    >>> expected_transactions(published, [52.0]).round(3).tolist()
    [1.444]
    """
    r, alpha, a, b = (parameters[name] for name in PARAMETERS)
    elapsed = np.atleast_1d(np.asarray(times, dtype=np.float64)) / alpha
    transactions = np.empty_like(elapsed)
    expected_survived_events(r, a, b, elapsed, transactions)
    return transactions


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: CustomerSummary, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`.

    The horizon is in units of the summary's time.
    """
    return beta_geometric.conditional_expected_transactions(parameters, summary, horizon, _FIRST_EXIT)


def weighted_transactions_while_alive(
    parameters: Mapping[str, float],
    frequency: NDArray[np.int64],
    age: Floats,
    horizons: Floats,
    weights: Floats,
) -> Floats:
    """Return `sum_k weights[k] * E[purchases within horizons[k]]` of customers alive at the cut.

    `frequency` and `age` have shape `(n,)`; neighbours that agree in both are computed once. With the
    steps of a discount factor as weights this is the number of discounted purchases.
    """
    return beta_geometric.weighted_transactions_while_alive(
        parameters, frequency, age, horizons, weights, _FIRST_EXIT
    )


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
    return beta_geometric_alive.count_probabilities_while_alive(
        parameters, frequency, age, horizon, largest_count, _FIRST_EXIT
    )


def survival_while_alive(
    parameters: Mapping[str, float], frequency: NDArray[np.int64], age: Floats, times: ArrayLike
) -> Floats:
    """Return the probability that customers alive at the cut are there `times` later, shape `(n,)`.

    `times` is one time for all or one each. It is E[((alpha + T) / (alpha + T + p t))^(r + x)].
    """
    return beta_geometric_alive.survival_while_alive(parameters, frequency, age, times, _FIRST_EXIT)


def time_while_alive(
    parameters: Mapping[str, float], frequency: NDArray[np.int64], age: Floats, horizon: float
) -> Floats:
    """Return how long customers alive at the cut are there within `horizon` in the mean, shape `(n,)`."""
    return beta_geometric_alive.time_while_alive(parameters, frequency, age, horizon, _FIRST_EXIT)
