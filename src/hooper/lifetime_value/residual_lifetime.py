"""How long contracts last: survival by tenure, and the renewals that are still to come, discounted.

Of customers under contract S(t) = B(a, b + t^c) / B(a, b) are left after t renewals; c = 1 is the
shifted-beta-geometric model. The renewals to come of who has made n, seen from just before the next one,

    sum over k from 1 on of S(n + k) / S(n) * (1 + rate)^(1 - k),

go on for very long when the rate is small. The first terms are summed; the others become an integral, with
Gregory's correction for its edge, over the logarithm of k, by the double exponential rule (Takahasi and
Mori 1974), so that neither a slow fall nor a late one is cut off. Good to 1e-9 of itself.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.beta_ratio import log_beta_fall

Floats = NDArray[np.float64]

LARGEST_LOG = 300.0  # of a power of tenure; beyond it only its logarithm still tells

_SUMMED = 256
_GREGORY = (1 / 2, -1 / 12, 1 / 24, -19 / 720, 3 / 160, -863 / 60480, 275 / 24192)
_STEP = 1 / 64
_KNOTS = np.arange(-4.0, 26.0, _STEP)
_LOG_STRETCH = np.exp(_KNOTS - np.exp(-_KNOTS))  # log(k / _SUMMED) at the knots
_WEIGHTS = _STEP * _LOG_STRETCH * (1.0 + np.exp(-_KNOTS))


def log_survival(a: float, b: float, c: float, renewals: ArrayLike) -> Floats:
    """Return log S after so many `renewals`, shape `(n,)`.

    >>> log_survival(1.0, 1.0, 1.0, [0, 1, 3]).round(6).tolist()  # S = 1 / (1 + t)
    [0.0, -0.693147, -1.386294]
    """
    made = np.atleast_1d(np.asarray(renewals, dtype=np.float64))
    has_made = made > 0.0
    log_tenure = np.log(made, out=np.zeros(made.size), where=has_made)
    return np.where(has_made, _log_survival_at(a, b, c, log_tenure), 0.0)


def discounted_renewals(
    a: float, b: float, c: float, renewals: ArrayLike, discount_rate_per_period: float
) -> Floats:
    """Return the discounted number of renewals to come, shape `(n,)`, of who has made so many `renewals`.

    Without discount it is infinite for `a * c` of 1 or less. Raises InputError for a rate below zero.
    """
    if not discount_rate_per_period >= 0.0:
        problem = f"is {discount_rate_per_period}"
        raise InputError([Fault("discount_rate_per_period", problem, "give a rate of zero or more")])
    made, which = np.unique(np.asarray(renewals, dtype=np.float64), return_inverse=True)
    if discount_rate_per_period == 0.0 and a * c <= 1.0:
        return np.full(which.size, np.inf)
    force = float(np.log1p(discount_rate_per_period))
    return np.array([_renewals_to_come(a, b, c, n, force) for n in made])[which.ravel()]


def _renewals_to_come(a: float, b: float, c: float, made: float, force: float) -> float:
    """Sum the series for one number of renewals made; `force` is the log of 1 + rate."""
    already = log_survival(a, b, c, made)
    terms = np.arange(1.0, _SUMMED + len(_GREGORY))
    summand = np.exp(log_survival(a, b, c, made + terms) - already - force * (terms - 1.0))
    edge = summand[_SUMMED - 1 :]
    correction = sum(weight * np.diff(edge, order)[0] for order, weight in enumerate(_GREGORY))
    log_terms = np.log(_SUMMED) + _LOG_STRETCH
    log_tenure = np.logaddexp(log_terms, np.log(made)) if made > 0.0 else log_terms
    with np.errstate(over="ignore", invalid="ignore"):
        log_height = _log_survival_at(a, b, c, log_tenure) - already + log_terms
        if force > 0.0:
            log_height -= force * (np.exp(log_terms) - 1.0)
        rest = np.exp(log_height) @ _WEIGHTS
    return float(summand[: _SUMMED - 1].sum() + correction + rest)


def _log_survival_at(a: float, b: float, c: float, log_tenure: Floats) -> Floats:
    log_power = c * log_tenure
    beyond = np.maximum(log_power - LARGEST_LOG, 0.0)
    power = np.exp(np.minimum(log_power, LARGEST_LOG))
    return -log_beta_fall(a, np.full(power.size, b, dtype=np.float64), power) - a * beyond
