"""BG/BB: at every opportunity customers who are still there buy or do not; they leave unseen.

Source: Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
Marketing Science 29(6). At an opportunity a customer buys with probability p ~ Beta(alpha, beta); before
each one the customer leaves for good with probability theta ~ Beta(gamma, delta). Data of one customer:
x of n opportunities taken, the last of them number t_x.

    L = B(alpha + x, beta + t_x - x) / B(alpha, beta) * B(gamma, delta + t_x) / B(gamma, delta) * W(t_x)

W is the chance of silence after the last purchase: `bg_bb_silence`. The first purchase, with which a
customer comes, is no opportunity.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.opportunity_summary import OpportunitySummary
from hooper.lifetime_value.beta_geometric_stay import discounted_opportunities, expected_opportunities
from hooper.lifetime_value.bg_bb_counts import count_probabilities
from hooper.lifetime_value.bg_bb_silence import log_silence, there_in_spite_of_silence
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.special_functions import log_rising_factorial_sums
from hooper.lifetime_value.ties import tie
from hooper.lifetime_value.whole_numbers import whole_numbers
from hooper.reduced_form.counted_opportunities import beta_binomial_counts

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

NAME = "bg_bb"
PARAMETERS = ("alpha", "beta", "gamma", "delta")
_STARTS = np.array([[1.0, 1.0, 0.5, 3.0], [0.3, 1.0, 1.0, 1.0], [3.0, 3.0, 1.0, 20.0]])


def log_likelihood(
    parameters: Floats, recency: Numbers, frequency: Numbers, opportunities: Numbers, counts: Numbers
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(4,)`, and the upper triangle of its Hessian, `(4, 4)`.

    The columns have shape `(n_rows,)`; `counts` says how many customers have each row. It is fast on rows
    sorted by opportunities, frequency and recency, as `tie` returns them.
    """
    alpha, beta, gamma, delta = parameters
    columns = recency, frequency, opportunities, counts
    value, gradient, hessian = log_silence(alpha, beta, gamma, delta, *columns)
    by_frequency, by_misses, by_recency = (
        np.bincount(number, weights=counts).astype(np.float64)
        for number in (frequency, recency - frequency, recency)
    )
    terms = (
        (1.0, (0,), log_rising_factorial_sums(alpha, by_frequency)),
        (1.0, (1,), log_rising_factorial_sums(beta, by_misses)),
        (-1.0, (0, 1), log_rising_factorial_sums(alpha + beta, by_recency)),
        (1.0, (3,), log_rising_factorial_sums(delta, by_recency)),
        (-1.0, (2, 3), log_rising_factorial_sums(gamma + delta, by_recency)),
    )
    for sign, of, (height, slope, bend) in terms:
        value += sign * height
        gradient[list(of)] += sign * slope
        hessian[np.ix_(of, of)] += sign * bend
    return value, gradient, hessian


def fit(summary: OpportunitySummary) -> Fit:
    """Fit alpha, beta, gamma and delta by maximum likelihood."""
    return fit_problem(problem(summary))


def problem(summary: OpportunitySummary) -> AnyProblem:
    """Return the likelihood problem that the summary poses."""
    if not (summary.opportunities > 0).any():
        reason = "nobody was seen at an opportunity after a first purchase"
        return NoProblem(NAME, PARAMETERS, reason, summary.n_customers)
    rows = tie(summary.recency, summary.frequency, summary.opportunities)
    coordinates = Coordinates(PARAMETERS, np.ones(4))
    return LikelihoodProblem(NAME, log_likelihood, rows, _STARTS, coordinates)


def simulate(
    parameters: Mapping[str, float], summary: OpportunitySummary, key: tuple[int, int]
) -> OpportunitySummary:
    """Return a summary of as many customers with the same opportunities, drawn from the model.

    `key` is (seed, replication).
    """
    alpha, beta, gamma, delta = (parameters[name] for name in PARAMETERS)
    frequency, recency = beta_binomial_counts(alpha, beta, gamma, delta, summary.opportunities, key)
    return replace(summary, frequency=frequency, recency=recency)


def probability_alive(parameters: Mapping[str, float], summary: OpportunitySummary) -> Floats:
    """Return each customer's probability of having been there at the last opportunity seen, shape `(n,)`.

    At the opportunity after that it is this times (delta + n) / (gamma + delta + n).
    """
    alpha, beta, gamma, delta = (parameters[name] for name in PARAMETERS)
    order = np.lexsort((summary.recency, summary.frequency, summary.opportunities))
    columns = (column[order] for column in (summary.recency, summary.frequency, summary.opportunities))
    alive, out = np.empty((2, order.size))
    there_in_spite_of_silence(alpha, beta, gamma, delta, *columns, alive)
    out[order] = alive
    return out


def expected_transactions(parameters: Mapping[str, float], opportunities: ArrayLike) -> Floats:
    """Return the mean number of purchases of a new customer at the first n opportunities.

    `opportunities` holds the numbers n; it and the result have shape `(n_numbers,)`. Raises InputError if
    one is not whole or below zero, as all functions here do.

    >>> donations = {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7838}
    >>> expected_transactions(donations, [1, 10]).round(3).tolist()
    [0.499, 3.18]
    """
    alpha, beta, gamma, delta = (parameters[name] for name in PARAMETERS)
    numbers = whole_numbers("opportunities", opportunities)
    steps = np.arange(numbers.max(initial=0))
    there = np.cumprod((delta + steps) / (gamma + delta + steps))
    return alpha / (alpha + beta) * np.append(0.0, np.cumsum(there))[numbers]


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: OpportunitySummary, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases at the next `horizon` opportunities, shape `(n,)`."""
    (steps,) = whole_numbers("horizon", horizon).tolist()
    seen, which = np.unique(summary.opportunities, return_inverse=True)
    stays = expected_opportunities(parameters["gamma"], parameters["delta"] + seen.astype(np.float64), steps)
    return _purchases_per_stay(parameters, summary) * stays[which]


def discounted_expected_residual_transactions(
    parameters: Mapping[str, float], summary: OpportunitySummary, discount_rate: float
) -> Floats:
    """Return each customer's mean number of purchases still to come, discounted, shape `(n,)`.

    A purchase k opportunities after the last one seen counts (1 + discount_rate)^-k, with the rate per
    opportunity. This is the DERT of the paper. Raises InputError if the rate is below 1e-6.
    """
    seen, which = np.unique(summary.opportunities, return_inverse=True)
    stays = discounted_opportunities(
        parameters["gamma"], parameters["delta"] + seen.astype(np.float64), discount_rate
    )
    return _purchases_per_stay(parameters, summary) * stays[which]


def _purchases_per_stay(parameters: Mapping[str, float], summary: OpportunitySummary) -> Floats:
    """Return the mean number of purchases to come for each opportunity a customer still there will see."""
    alpha, beta = parameters["alpha"], parameters["beta"]
    buys = (alpha + summary.frequency) / (alpha + beta + summary.opportunities)
    return probability_alive(parameters, summary) * buys


def purchase_distribution(parameters: Mapping[str, float], opportunities: int) -> Floats:
    """Return the probabilities that a new customer takes 0, 1, ... of the first n opportunities.

    Shape `(n + 1,)`; they sum to 1.
    """
    (n,) = whole_numbers("opportunities", opportunities).tolist()
    alpha, beta, gamma, delta = (np.array([parameters[name]]) for name in PARAMETERS)
    return count_probabilities(alpha, beta, gamma, delta, n)[0]
