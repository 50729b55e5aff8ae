"""BG/NBD: customers buy at random while they are there, and may leave after any repeat purchase, unseen.

Source: Fader, Hardie and Lee (2005), "Counting your customers" the easy way: an alternative to the
Pareto/NBD model, Marketing Science 24(2). While a customer is active, purchases come as a Poisson
process with rate lambda ~ Gamma(r, alpha); after each repeat purchase the customer drops out with
probability p ~ Beta(a, b). Data of one customer: x repeat purchases, the last at t_x, seen until T.

    L = Gamma(r + x) / Gamma(r) * alpha^r / (alpha + T)^(r + x) * B(a, b + x) / B(a, b) * (1 + D)
    D = a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x)   if x > 0, else 0

D is the odds of having dropped out, so that P(alive) = 1 / (1 + D).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import beta_geometric, beta_geometric_alive, beta_geometric_covariates
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem
from hooper.lifetime_value.simulated_summary import with_purchases
from hooper.reduced_form.counted_purchases import beta_geometric_counts

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

    It is 1 for a customer without repeat purchase: nobody drops out before the first of them.
    """
    return beta_geometric.probability_alive(parameters, summary, _FIRST_EXIT)


def expected_transactions(parameters: CustomerParameters, times: ArrayLike) -> Floats:
    """Return the mean number of repeat purchases of a new customer within each of `times`.

    `times` has shape `(n_times,)` and is in the unit of alpha; the result has that shape too, or
    `(n, n_times)` if parameters have shape `(n,)`.

    >>> published = {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667}
    >>> expected_transactions(published, [52.0]).round(3).tolist()
    [1.444]
    """
    return beta_geometric.expected_transactions(parameters, times)


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
