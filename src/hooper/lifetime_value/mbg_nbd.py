"""MBG/NBD: the BG/NBD in which customers may leave after their first purchase, too.

Sources: Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for
customer base analysis, International Journal of Research in Marketing 24(3); Hoppe and Wagner (2007),
Marketing: Journal of Research and Management 3(2), who call it CBG/NBD. Each of the x + 1 purchases is a
chance to drop out, the entry too, so that somebody who never came back may have left. With rates ~
Gamma(r, alpha) and dropout ~ Beta(a, b), of x repeat purchases, the last at t_x, seen until T:

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * B(a, b + x + 1) / B(a, b) * (1 + D)
    D = a / (b + x) * ((alpha + T) / (alpha + t_x))^(r + x)

D is the odds of having dropped out, so that P(alive) = 1 / (1 + D).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import beta_geometric, beta_geometric_alive, beta_geometric_covariates
from hooper.lifetime_value.customer_columns import CustomerParameters, beside_times
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem
from hooper.lifetime_value.simulated_summary import with_purchases
from hooper.reduced_form.counted_purchases import beta_geometric_counts

Floats = NDArray[np.float64]

NAME = "mbg_nbd"
PARAMETERS = beta_geometric.PARAMETERS
_FIRST_EXIT = 0  # the entry


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


def problem(summary: CustomerSummary) -> AnyProblem:
    """Return the likelihood problem that the summary poses."""
    return beta_geometric.problem(NAME, summary, _FIRST_EXIT)


def simulate(
    parameters: Mapping[str, float], summary: CustomerSummary, key: tuple[int, int]
) -> CustomerSummary:
    """Return a summary of as many customers of the same ages, drawn from the model with these parameters.

    `key` is (seed, replication). Amounts are not drawn: the summary holds no spend.
    """
    r, alpha, a, b = (parameters[name] for name in PARAMETERS)
    counted = beta_geometric_counts(r, alpha, a, b, _FIRST_EXIT, summary.age, key)
    return with_purchases(summary, *counted)


def fit_with_covariates(
    summary: CustomerSummary,
    covariates: CustomerCovariates,
    *,
    purchase: Sequence[str] = (),
    dropout: Sequence[str] = (),
    staying: Sequence[str] = (),
) -> Fit:
    """Fit coefficients, and r, alpha, a and b of customers whose covariates are zero, by likelihood.

    The covariates named in `purchase` divide alpha, those in `dropout` multiply a and those in `staying` b
    by the exponential of coefficient times covariate (`covariate_effects`, which has the source). The
    coefficients are called `purchase:income`. Raises InputError if there is no such column, or if
    `covariates` has not the rows of `summary`.
    """
    chosen = {"purchase": purchase, "dropout": dropout, "staying": staying}
    return beta_geometric_covariates.fit(NAME, summary, covariates, chosen, _FIRST_EXIT)


def probability_alive(parameters: CustomerParameters, summary: CustomerSummary) -> Floats:
    """Return each customer's probability of not having dropped out by the cut, shape `(n,)`.

    It is below 1 for a customer without repeat purchase, and falls with the time since the entry.
    """
    return beta_geometric.probability_alive(parameters, summary, _FIRST_EXIT)


def expected_transactions(parameters: CustomerParameters, times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of a new customer within each of `times`.

    `times` has shape `(n_times,)` and is in the unit of alpha; the result has that shape too, or
    `(n, n_times)` if parameters have shape `(n,)`. In closed form it is
    b / (a - 1) * (1 - (1 - z)^r * 2F1(r, b + 1; a + b; z)) with z = t / (alpha + t).

    >>> published = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
    >>> expected_transactions(published, [39.0]).round(3).tolist()
    [1.183]
    """
    a, b = beside_times(parameters, ("a", "b"))
    # Who stays after the entry, b / (a + b) of all, is a new BG/NBD customer who stayed once before.
    after_entry = beta_geometric.expected_transactions({**parameters, "b": parameters["b"] + 1.0}, times)
    return b / (a + b) * after_entry


def conditional_expected_transactions(
    parameters: CustomerParameters, summary: CustomerSummary, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`.

    The horizon is in units of the summary's time.
    """
    return beta_geometric.conditional_expected_transactions(parameters, summary, horizon, _FIRST_EXIT)


def weighted_transactions_while_alive(
    parameters: CustomerParameters,
    frequency: NDArray[np.int64],
    age: Floats,
    horizons: Floats,
    weights: Floats,
) -> Floats:
    """Return `sum_k weights[k] * E[purchases within horizons[k]]` of customers alive at the cut.

    `frequency` and `age` have shape `(n,)`; neighbours that agree in both, and in their parameters, are
    computed once. With the steps of a discount factor as weights this is the number of discounted purchases.
    """
    return beta_geometric_alive.weighted_transactions_while_alive(
        parameters, frequency, age, horizons, weights, _FIRST_EXIT
    )


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
    return beta_geometric_alive.count_probabilities_while_alive(
        parameters, frequency, age, horizon, largest_count, _FIRST_EXIT
    )


def survival_while_alive(
    parameters: CustomerParameters, frequency: NDArray[np.int64], age: Floats, times: ArrayLike
) -> Floats:
    """Return the probability that customers alive at the cut are there `times` later, shape `(n,)`.

    `times` is one time for all or one each. It is E[((alpha + T) / (alpha + T + p t))^(r + x)].
    """
    return beta_geometric_alive.survival_while_alive(parameters, frequency, age, times, _FIRST_EXIT)


def time_while_alive(
    parameters: CustomerParameters, frequency: NDArray[np.int64], age: Floats, horizon: float
) -> Floats:
    """Return how long customers alive at the cut are there within `horizon` in the mean, shape `(n,)`."""
    return beta_geometric_alive.time_while_alive(parameters, frequency, age, horizon, _FIRST_EXIT)
