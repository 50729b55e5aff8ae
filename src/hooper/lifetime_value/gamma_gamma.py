"""Gamma-Gamma: amounts vary around a customer's own mean, and the means vary between customers.

Source: Fader and Hardie (2013), The Gamma-Gamma model of monetary value, brucehardie.com/notes/025;
Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4). An amount is
Gamma(p, nu) and nu ~ Gamma(q, v), whatever the customer's rate of purchase. For x amounts of mean m:

    L = Gamma(p x + q) / (Gamma(p x) Gamma(q)) * v^q m^(p x - 1) x^(p x) / (v + x m)^(p x + q)

    E[mean amount | x, m] = p (v + x m) / (p x + q - 1)

Fitted to repeat purchases above zero, as published; the first purchase is left out.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, digamma, zeta

from hooper.foundation.jit import compiled
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem, fit_problem
from hooper.lifetime_value.ties import tie
from hooper.reduced_form.averaged_spend import gamma_gamma_means

Floats = NDArray[np.float64]

NAME = "gamma_gamma"
PARAMETERS = ("p", "q", "v")
_STARTS = np.array([[1.0, 2.0, 1.0], [5.0, 4.0, 0.5], [0.5, 10.0, 10.0]])


def log_likelihood(
    parameters: Floats, spend_count: NDArray[np.int64], mean_spend: Floats, counts: NDArray[np.int64]
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(3,)`, and the upper triangle of its Hessian, `(3, 3)`.

    The columns have shape `(n_rows,)`, every `spend_count` is at least 1 and every `mean_spend` above
    zero; `counts` says how many customers have each row.
    """
    p, q, v = parameters
    by_count = np.bincount(spend_count, weights=counts)
    amounts = np.flatnonzero(by_count)
    customers, shape = by_count[amounts], p * amounts
    value, gradient, hessian = _terms_in_money(p, q, v, spend_count, mean_spend, counts)
    value -= float(customers @ betaln(shape, q))
    gradient[0] += (customers * amounts) @ (digamma(shape + q) - digamma(shape))
    gradient[1] += customers @ (digamma(shape + q) - digamma(q))
    bend = zeta(2.0, shape + q)  # the trigamma function
    hessian[0, 0] += (customers * amounts**2) @ (bend - zeta(2.0, shape))
    hessian[0, 1] += (customers * amounts) @ bend
    hessian[1, 1] += customers @ (bend - zeta(2.0, q))
    return value, gradient, hessian


@compiled
def _terms_in_money(
    p: float,
    q: float,
    v: float,
    spend_count: NDArray[np.int64],
    mean_spend: Floats,
    counts: NDArray[np.int64],
) -> tuple[float, Floats, Floats]:
    """Sum -log(m) - p x log(1 + v / (x m)) - q log(1 + x m / v), with slopes and curvatures."""
    value, gradient, hessian = 0.0, np.zeros(3), np.zeros((3, 3))
    for i in range(spend_count.size):
        x, n = spend_count[i], counts[i]
        total = x * mean_spend[i]
        per_total = 1.0 / (v + total)
        log_own, log_others = np.log(1.0 + v / total), np.log(1.0 + total / v)
        value -= n * (np.log(mean_spend[i]) + p * x * log_own + q * log_others)
        gradient[0] -= n * x * log_own
        gradient[1] -= n * log_others
        gradient[2] += n * (q * total / v - p * x) * per_total
        hessian[0, 2] -= n * x * per_total
        hessian[1, 2] += n * total / v * per_total
        hessian[2, 2] += n * (p * x * per_total**2 - q * (1.0 / v**2 - per_total**2))
    return value, gradient, hessian


def fit(summary: CustomerSummary) -> Fit:
    """Fit p, q and v (in currency units) by maximum likelihood to the customers with repeat spend."""
    return fit_problem(problem(summary))


def problem(summary: CustomerSummary) -> AnyProblem:
    """Return the likelihood problem that the repeat spend of the summary poses."""
    spent = (summary.spend_count > 0) & (summary.mean_spend > 0.0)
    if not spent.any():
        return NoProblem(NAME, PARAMETERS, "nobody made a repeat purchase above zero", 0)
    mean_spend = summary.mean_spend[spent]
    rows = tie(summary.spend_count[spent], mean_spend)
    coordinates = Coordinates(PARAMETERS, np.array([1.0, 1.0, mean_spend.mean()]))
    return LikelihoodProblem(NAME, log_likelihood, rows, _STARTS, coordinates)


def simulate(
    parameters: Mapping[str, float], summary: CustomerSummary, key: tuple[int, int]
) -> CustomerSummary:
    """Return a summary of the same purchases with mean amounts drawn from the model with these parameters.

    `key` is (seed, replication). The total spend, which the first purchase belongs to, is not drawn.
    """
    p, q, v = (parameters[name] for name in PARAMETERS)
    mean_spend = gamma_gamma_means(p, q, v, summary.spend_count, key)
    return replace(summary, mean_spend=mean_spend, total_spend=np.full(mean_spend.size, np.nan))


def expected_spend(parameters: Mapping[str, float], summary: CustomerSummary) -> Floats:
    """Return each customer's expected mean amount of a future purchase, shape `(n,)`.

    Customers without repeat spend get the population mean p v / (q - 1). Where the mean does not
    exist (q <= 1 without repeat spend) it is infinite, never negative.
    """
    p, q, v = (parameters[name] for name in PARAMETERS)
    spent = np.where(summary.spend_count > 0, summary.spend_count * np.nan_to_num(summary.mean_spend), 0.0)
    weight = p * summary.spend_count + q - 1.0
    return np.divide(p * (v + spent), weight, out=np.full(weight.size, np.inf), where=weight > 0.0)
