"""How long customers will stay: whether they are there at a later time, for how long, and until when."""

import math
from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.model_kinds import PurchaseModel

Floats = NDArray[np.float64]

_FARTHEST = 600.0  # logarithm of the longest time that is told from none at all, and of the shortest
_HALVINGS = 52  # of twice that, down to 3e-13


def probability_there(
    model: PurchaseModel, parameters: Mapping[str, float], summary: CustomerSummary, time: float
) -> Floats:
    """Return each customer's probability of being there, not lost, `time` after the cut, shape `(n,)`.

    The time is in units of the summary's; at 0 this is P(alive). Raises InputError if it is not finite or
    below zero.
    """
    _check("time", time)
    survival = of_those_alive(
        lambda of, frequency, age: model.survival_while_alive(of, frequency, age, time), parameters, summary
    )
    return model.probability_alive(parameters, summary) * survival


def expected_time_there(
    model: PurchaseModel, parameters: Mapping[str, float], summary: CustomerSummary, horizon: float
) -> Floats:
    """Return how long each customer is there within `horizon` after the cut in the mean, shape `(n,)`.

    In units of the summary's time. There is no form without horizon, since that mean is often infinite:
    with the published estimates of the CDNOW log it is so in every model. The median is not:
    `residual_lifetime_quantile`. Raises InputError if the horizon is not finite or below zero.
    """
    _check("horizon", horizon)
    time = of_those_alive(
        lambda of, frequency, age: model.time_while_alive(of, frequency, age, horizon), parameters, summary
    )
    return model.probability_alive(parameters, summary) * time


def residual_lifetime_quantile(
    model: PurchaseModel, parameters: Mapping[str, float], summary: CustomerSummary, share: float
) -> Floats:
    """Return the time after the cut until which a `share` of those alive and like each customer has left.

    Shape `(n,)`, in units of the summary's time; a share of 0.5 gives the median. It is infinite where it
    lies beyond the largest float, as it can when some stay for nearly ever. Raises InputError if the share
    is not between 0 and 1.
    """
    if not 0.0 < share < 1.0:
        raise InputError([Fault("share", f"is {share}", "give a share above 0 and below 1")])
    return of_those_alive(partial(_quantile_while_alive, model, share), parameters, summary)


def _quantile_while_alive(
    model: PurchaseModel,
    share: float,
    parameters: Mapping[str, float],
    frequency: NDArray[np.int64],
    age: Floats,
) -> Floats:
    low, high = np.full(age.size, -_FARTHEST), np.full(age.size, _FARTHEST)
    survival = np.ones(age.size)
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        survival = model.survival_while_alive(parameters, frequency, age, np.exp(middle))
        stays = survival > 1.0 - share
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    lifetime = np.where(high < _FARTHEST, np.exp(high), np.inf)
    return np.where(np.isnan(survival), np.nan, lifetime)


def _check(where: str, time: float) -> None:
    if not (math.isfinite(time) and time >= 0.0):
        raise InputError([Fault(where, f"is {time}", "give a time of zero or more, with an end")])
