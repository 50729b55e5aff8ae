"""Customer migration: whether a customer buys in a period hangs on how long ago the last purchase was.

Source: Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of
Interactive Marketing 14(2): 43-55. A customer of recency r, whose last purchase was r periods ago, buys in
the period with probability p_r and is of recency 1 again, or else moves on to r + 1; beyond the highest
recency the firm gives the customer up. The chances are the shares of customers of each recency who bought,

    p_r = bought_r / at_risk_r,    Var p_r = p_r (1 - p_r) / at_risk_r
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlog1py, xlogy

from hooper.foundation.errors import Fault, InputError
from hooper.history.durations import Durations
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.verdict import Status

Floats = NDArray[np.float64]

NAME = "recency_migration"


def parameter_names(n_recencies: int) -> tuple[str, ...]:
    """Return the names of the chances to buy: p_1, p_2, ... by recency."""
    return tuple(f"p_{recency}" for recency in range(1, n_recencies + 1))


def fit(waits: Durations, n_recencies: int) -> Fit:
    """Estimate the chance to buy at each recency up to `n_recencies`, in closed form.

    `waits` are those of `hooper.history.repurchases`, and `n_customers` of the fit counts them. A chance
    of 0 or 1 is at the boundary, without an error; one of a recency that nobody came to is not fixed.
    Raises InputError for a number of recencies below 1.

    >>> from hooper.history.durations import durations_from_start
    >>> found = fit(durations_from_start([1, 2, 2, 2], [True, True, False, False]), n_recencies=2)
    >>> found.parameters, found.status
    ({'p_1': 0.25, 'p_2': 0.3333333333333333}, 'ok')
    """
    if n_recencies < 1:
        raise InputError([Fault("n_recencies", f"is {n_recencies}", "give one recency or more")])
    names = parameter_names(n_recencies)
    at_risk, bought = purchases_by_recency(waits, n_recencies)
    chance = np.divide(bought, at_risk, out=np.full(n_recencies, np.nan), where=at_risk > 0)
    inside = (bought > 0) & (bought < at_risk)
    log_variance = np.divide(
        at_risk - bought, at_risk * bought, out=np.full(n_recencies, np.nan), where=inside
    )
    status, reason = _judge(names, at_risk, inside)
    return Fit(
        model=NAME,
        parameters=dict(zip(names, chance.tolist(), strict=True)),
        standard_errors=dict(zip(names, (chance * np.sqrt(log_variance)).tolist(), strict=True)),
        log_likelihood=float(np.nansum(xlogy(bought, chance) + xlog1py(at_risk - bought, -chance))),
        status=status,
        reason=reason,
        n_customers=waits.n_customers,
        log_covariance=np.diag(log_variance),
    )


def purchases_by_recency(waits: Durations, n_recencies: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many customers came to each recency, and how many of them bought then, `(n_recencies,)`."""
    recency = np.arange(1, n_recencies + 1)
    lasted = np.minimum(waits.duration, n_recencies + 1).astype(np.int64)
    at_risk = np.bincount(lasted, minlength=n_recencies + 2)[::-1].cumsum()[::-1]
    bought = np.bincount(lasted[waits.has_left], minlength=n_recencies + 2)
    return at_risk[recency], bought[recency]


def purchases_after_giving_up(waits: Durations, n_recencies: int) -> int:
    """Return how many purchases came from customers whom the model had given up: it values them at nothing.

    >>> from hooper.history.durations import durations_from_start
    >>> purchases_after_giving_up(durations_from_start([1, 5, 9], [True, True, False]), n_recencies=3)
    1
    """
    return int((waits.has_left & (waits.duration > n_recencies)).sum())


def _judge(
    names: tuple[str, ...], at_risk: NDArray[np.int64], inside: NDArray[np.bool_]
) -> tuple[Status, str]:
    if not at_risk.any():
        return "failed", "nobody was seen for a period after a purchase"
    unseen = [name for name, n in zip(names, at_risk, strict=True) if n == 0]
    if unseen:
        return "flat", f"the data do not fix {' and '.join(unseen)}: no customer came to that recency"
    at_edge = [name for name, free in zip(names, inside, strict=True) if not free]
    if at_edge:
        return "boundary", f"nobody or everybody bought at {' and '.join(at_edge)}"
    return "ok", "each chance is the share of customers who bought, and lies between 0 and 1"
