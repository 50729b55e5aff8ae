"""Lognormal spend: the logs of amounts vary around a customer's own mean, and these means between customers.

Sources: Searle, Casella and McCulloch (1992), Variance Components, chapter 3, for the random intercept;
Borle, Singh and Jain (2008), Customer lifetime value measurement, Management Science 54(1), for amounts
of customers. The log of an amount is Normal(mu, sigma^2) and mu ~ Normal(log M, tau^2), whatever the
customer's rate of purchase; M is the median amount. For n amounts whose logs have mean z and a sum of
squares S around it, with v = sigma^2 + n tau^2:

    L = (2 pi)^(-n/2) sigma^(1-n) v^(-1/2) exp(-S / (2 sigma^2) - n (z - log M)^2 / (2 v) - n z)

    E[mean amount | n, z] = exp(m + sigma^2 tau^2 / (2 v) + sigma^2 / 2)
    m = log M + n tau^2 / v * (z - log M)

Fitted to repeat purchases above zero, as the Gamma-Gamma is; the first purchase is left out.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.history.log_spend_summary import LogSpendSummary
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.ties import tie
from hooper.reduced_form.averaged_spend import lognormal_means

Floats = NDArray[np.float64]

NAME = "lognormal_spend"
PARAMETERS = ("median_amount", "sigma", "tau")
_STARTS = np.array([[1.0, 0.5, 0.5], [1.0, 1.0, 0.1], [1.0, 0.1, 1.0]])


def log_likelihood(
    parameters: Floats,
    spend_count: NDArray[np.int64],
    mean_log_spend: Floats,
    log_spend_squares: Floats,
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood of the amounts, its gradient and the upper triangle of its Hessian.

    The columns have shape `(n_rows,)` and every `spend_count` is at least 1; `counts` says how many
    customers have each row. The gradient has shape `(3,)`, the Hessian `(3, 3)`.
    """
    median_amount, sigma, tau = parameters
    value, gradient, hessian = _terms(
        np.log(median_amount), sigma, tau, spend_count, mean_log_spend, log_spend_squares, counts
    )
    # From the log of the median to the median itself.
    hessian[0, 0] = (hessian[0, 0] - gradient[0]) / median_amount**2
    hessian[0, 1:] /= median_amount
    gradient[0] /= median_amount
    return value, gradient, hessian


@compiled
def _terms(
    log_median: float,
    sigma: float,
    tau: float,
    spend_count: NDArray[np.int64],
    mean_log_spend: Floats,
    log_spend_squares: Floats,
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Sum the log-likelihoods of the customers, with slopes and curvatures in log M, sigma and tau."""
    value, gradient, hessian = 0.0, np.zeros(3), np.zeros((3, 3))
    log_sigma, log_root = np.log(sigma), np.log(2.0 * np.pi) / 2.0
    for i in range(spend_count.size):
        n, customers = spend_count[i], counts[i]
        variance = sigma**2 + n * tau**2  # n times that of the mean log
        away = mean_log_spend[i] - log_median
        scatter = log_spend_squares[i] / sigma**2
        surprise = n * away**2 / variance
        value -= customers * (n * (log_root + mean_log_spend[i]) + (n - 1) * log_sigma)
        value -= customers * (np.log(variance) + scatter + surprise) / 2.0
        slope = (surprise - 1.0) / (2.0 * variance)  # in the variance, and the curvature
        bend = (0.5 - surprise) / variance**2
        gradient[0] += customers * n * away / variance
        gradient[1] += customers * ((scatter - (n - 1)) / sigma + 2.0 * sigma * slope)
        gradient[2] += customers * 2.0 * n * tau * slope
        hessian[0, 0] -= customers * n / variance
        hessian[0, 1] -= customers * 2.0 * sigma * n * away / variance**2
        hessian[0, 2] -= customers * 2.0 * n * tau * n * away / variance**2
        hessian[1, 1] += customers * (
            (n - 1 - 3.0 * scatter) / sigma**2 + 2.0 * slope + 4.0 * sigma**2 * bend
        )
        hessian[1, 2] += customers * 4.0 * n * sigma * tau * bend
        hessian[2, 2] += customers * (2.0 * n * slope + 4.0 * (n * tau) ** 2 * bend)
    return value, gradient, hessian


def fit(summary: LogSpendSummary) -> Fit:
    """Fit the median amount (in currency units), sigma and tau by maximum likelihood."""
    return fit_problem(problem(summary))


def problem(summary: LogSpendSummary) -> AnyProblem:
    """Return the likelihood problem that the repeat spend of the summary poses."""
    spent = summary.spend_count > 0
    if not spent.any():
        return NoProblem(NAME, PARAMETERS, "nobody made a repeat purchase above zero", 0)
    columns = summary.spend_count, summary.mean_log_spend, summary.log_spend_squares
    rows = tie(*(column[spent] for column in columns))
    scale = np.array([np.exp(rows.columns[1].mean()), 1.0, 1.0])
    return LikelihoodProblem(NAME, log_likelihood, rows, _STARTS, Coordinates(PARAMETERS, scale))


def simulate(
    parameters: Mapping[str, float], summary: LogSpendSummary, key: tuple[int, int]
) -> LogSpendSummary:
    """Return a summary of the same purchases with amounts drawn from the model with these parameters.

    `key` is (seed, replication).
    """
    median_amount, sigma, tau = (parameters[name] for name in PARAMETERS)
    mean_log_spend, squares = lognormal_means(median_amount, sigma, tau, summary.spend_count, key)
    return replace(summary, mean_log_spend=mean_log_spend, log_spend_squares=squares)


def expected_spend(parameters: Mapping[str, float], summary: LogSpendSummary) -> Floats:
    """Return each customer's expected mean amount of a future purchase, shape `(n,)`.

    Customers without repeat spend get the population mean M exp((sigma^2 + tau^2) / 2). A mean beyond
    the largest float is infinite.
    """
    median_amount, sigma, tau = (parameters[name] for name in PARAMETERS)
    n = summary.spend_count
    variance = sigma**2 + n * tau**2
    away = np.where(n > 0, summary.mean_log_spend - np.log(median_amount), 0.0)
    exponent = n * tau**2 / variance * away + sigma**2 * (tau**2 / variance + 1.0) / 2.0
    with np.errstate(over="ignore"):
        return median_amount * np.exp(exponent)
