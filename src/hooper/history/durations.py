"""How long customers stayed and why they left: what models of survival need of contracts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.read_only_columns import set_read_only

STILL_THERE = 0

_COLUMNS = ("entry", "duration", "cause")


@dataclass(frozen=True)
class Durations:
    """One row a customer, read-only arrays of shape `(n,)`, times in any one unit since each began.

    `duration` is when the customer left or was last seen, `cause` is 0 for those still there then and
    1, 2, ... for those who left, by cause. `entry` is when a customer came under observation: 0 if from
    the beginning, later if only those were seen who were still there by then (left truncation).

    Raises InputError if the columns contradict each other.
    """

    entry: NDArray[np.float64]
    duration: NDArray[np.float64]
    cause: NDArray[np.int64]

    def __post_init__(self) -> None:
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)
        set_read_only(self, _COLUMNS)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.duration.size

    @property
    def n_causes(self) -> int:
        """The highest number of a cause; 0 if nobody left."""
        return int(self.cause.max(initial=STILL_THERE))

    @property
    def has_left(self) -> NDArray[np.bool_]:
        """Who left, shape `(n,)`."""
        return self.cause != STILL_THERE


def durations_from_start(duration: ArrayLike, cause: ArrayLike) -> Durations:
    """Return the durations of customers who were all seen from their beginning; columns of shape `(n,)`.

    `cause` may be true and false where there is one cause only. Raises InputError if a cause is no whole
    number or the columns contradict each other.

    >>> durations = durations_from_start([3, 1, 3], [True, True, False])
    >>> durations.cause.tolist(), durations.n_causes
    ([1, 1, 0], 1)
    """
    lasted = np.atleast_1d(np.asarray(duration, dtype=np.float64))
    causes = np.atleast_1d(np.asarray(cause))
    wrong = causes.astype(np.float64) % 1.0 != 0.0
    if wrong.any():
        fault = _fault(int(wrong.argmax()), f"cause {causes[wrong.argmax()]}", "number the causes 1, 2, ...")
        raise InputError([fault])
    return Durations(np.zeros(lasted.size), lasted, causes.astype(np.int64))


def _contradictions(durations: Durations) -> list[Fault]:
    entry, duration, cause = durations.entry, durations.duration, durations.cause
    shapes = {column.shape for column in (entry, duration, cause)}
    if len(shapes) != 1 or duration.ndim != 1:
        problem = f"the columns have the shapes {sorted(shapes)}"
        return [Fault("durations", problem, "give every column one entry a customer")]
    checks = (
        (~(np.isfinite(duration) & (duration > 0.0)), duration, "a duration of", "give a time above zero"),
        (~(entry >= 0.0), entry, "an entry at", "count times from when the customer began"),
        (entry >= duration, entry, "no time under observation: an entry at", "leave the customer out"),
        (cause < STILL_THERE, cause, "a cause", "give 0 to those still there and 1, 2, ... to causes"),
    )
    return [
        _fault(int(wrong.argmax()), f"{what} {values[wrong.argmax()]}", remedy)
        for wrong, values, what, remedy in checks
        if wrong.any()
    ]


def _fault(row: int, problem: str, remedy: str) -> Fault:
    return Fault(f"durations, row {row}", f"has {problem}", remedy)
