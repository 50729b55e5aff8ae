"""Pareto/NBD of purchases rounded to days or weeks, as if nothing had been rounded.

A customer buys at a rate u ~ Gamma(r, alpha) and dies at a rate theta ~ Gamma(s, beta). The next event
comes at the rate lambda = u + theta and is the death with probability p = theta / lambda, so that the
cells show what they show of customers who may exit with every purchase and at the entry
(`rounded_chances`). In lambda and p the density is

    lambda^(r + s - 1) p^(s - 1) (1 - p)^(r - 1) e^(-lambda (alpha (1 - p) + beta p)), up to a constant.

What a grid is, and what the age must count, tells `rounding_grid`. On a grid of 0 nothing was rounded,
and all is as in `pareto_nbd`.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, polygamma, psi

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import pareto_nbd, rounded_fit
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.rounded_chances import Rates, Spread
from hooper.lifetime_value.rounded_fit import RoundedModel

Floats = NDArray[np.float64]


def spread(parameters: Floats) -> Spread:
    """Return how rates of purchase ~ Gamma(r, alpha) and of death ~ Gamma(s, beta) are spread."""
    r, alpha, s, beta = parameters
    shapes, scales = np.array([r, s]), np.array([alpha, beta])
    covariance = np.zeros((4, 4))
    for i, (shape, scale) in enumerate(((r, alpha), (s, beta))):
        own = [[polygamma(1, shape), -1.0 / scale], [-1.0 / scale, shape / scale**2]]
        covariance[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = own
    return Spread(
        gammas=((r, alpha), (s, beta)),
        a=s,
        b=r,
        log_factor=float(np.sum(shapes * np.log(scales) - gammaln(shapes))),
        features=_features,
        mean=np.stack((psi(shapes) - np.log(scales), -shapes / scales), axis=1).ravel(),
        covariance=covariance,
    )


def _features(rates: Rates) -> tuple[Floats, ...]:
    return rates.log_keep, -np.exp(rates.log_keep), rates.log_exit, -np.exp(rates.log_exit)


MODEL: Final = RoundedModel(
    name=pareto_nbd.NAME,
    parameters=pareto_nbd.PARAMETERS,
    times=frozenset({"alpha", "beta"}),
    starts=np.array([[0.5, 0.3, 0.5, 0.3], [1.0, 1.0, 1.0, 1.0], [2.0, 3.0, 0.3, 0.1]]),
    spread=spread,
    first_exit=0,
    first_exit_alive=1,
)


def fit_rounded(summary: CustomerSummary, grid: float) -> Fit:
    """Fit r, s, alpha and beta (both in units of the summary's time) by maximum likelihood.

    `grid` is the width of a cell in units of the summary's time: 1 / 7 for days in weeks. The
    log-likelihood is to be compared with others of the same grid only. Raises InputError if the times
    of the summary are off the grid.
    """
    return pareto_nbd.fit(summary) if grid == 0.0 else rounded_fit.fit_rounded(MODEL, summary, grid)


def probability_alive(parameters: Mapping[str, float], summary: CustomerSummary, grid: float) -> Floats:
    """Return each customer's probability of being alive at the end of the cut's cell, shape `(n,)`."""
    if grid == 0.0:
        return pareto_nbd.probability_alive(parameters, summary)
    return rounded_fit.probability_alive(MODEL, parameters, summary, grid)


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: CustomerSummary, grid: float, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut's cell, shape `(n,)`.

    The horizon is in units of the summary's time. Purchases are counted as they are made, not merged.
    """
    if grid == 0.0:
        return pareto_nbd.conditional_expected_transactions(parameters, summary, horizon)
    return rounded_fit.conditional_expected_transactions(MODEL, parameters, summary, grid, horizon)
