"""What an estimator of customer value answers: a value a customer, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.verdict import Status

Floats = NDArray[np.float64]
EstimateStatus = Status | Literal["not_applicable"]

_TRUST: tuple[Status, ...] = ("ok", "flat", "boundary", "failed")  # from most to least


@dataclass(frozen=True)
class ValueEstimate:
    """The expected value of every customer, in currency units at the cut, shape `(n,)`.

    `low` and `high` bound what nine in ten customers like this one will really bring, with their luck in
    it; None where an estimator tells the expected value only. `value` is None if there is none: `status`
    is then `failed` or `not_applicable`, and `reason` says why. Otherwise it is the verdict on the fits.
    """

    value: Floats | None
    low: Floats | None
    high: Floats | None
    status: EstimateStatus
    reason: str


Interval = tuple[Floats, Floats]


def estimated(value: Floats, interval: Interval | None = None, fits: Sequence[Fit] = ()) -> ValueEstimate:
    """Return an estimate that stands on `fits`, none of them failed, whose worst status it has.

    >>> estimated(np.array([1.0])).status, estimated(np.array([np.inf])).status
    ('ok', 'failed')
    """
    if not np.isfinite(value).all():
        number = int(np.count_nonzero(~np.isfinite(value)))
        return no_estimate("failed", f"the values of {number} customers are not finite")
    status = _TRUST[max((_TRUST.index(fit.status) for fit in fits), default=0)]
    reason = "; ".join(f"{fit.model}: {fit.reason}" for fit in fits if fit.status == status)
    return ValueEstimate(value, *(interval or (None, None)), status, reason)


def failure_of(*fits: Fit) -> ValueEstimate | None:
    """Return that there is no estimate if one of the `fits` it would stand on has failed."""
    failed = [f"{fit.model}: {fit.reason}" for fit in fits if fit.status == "failed"]
    return no_estimate("failed", "; ".join(failed)) if failed else None


def no_estimate(status: EstimateStatus, reason: str) -> ValueEstimate:
    """Return that there is no estimate, and why."""
    return ValueEstimate(None, None, None, status, reason)
