"""The life table of actuaries: who stays through each interval of tenure, when times are known no better.

Source: Cutler and Ederer (1958), Maximum utilization of the life table method in analyzing survival,
Journal of Chronic Diseases 8(6): 699-712. Who was last seen within an interval, or came under observation
within it, counts for half of it:

    exposed = there at the start + entered / 2 - withdrawn / 2,    q = left / exposed

Survival is the product of 1 - q, its error that of Greenwood (1926).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.durations import Durations

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class LifeTable:
    """Customers by intervals of tenure, arrays of shape `(n_intervals,)`; an interval holds its start.

    `there` were there and under observation at the start, `entered` came under observation within the
    interval, `withdrawn` were last seen in it. `left`, shape `(n_intervals, n_causes)`, counts those who
    left by cause.
    """

    start: Floats
    end: Floats
    there: Counts
    entered: Counts
    withdrawn: Counts
    left: Counts

    @property
    def exposed(self) -> Floats:
        """The customers who could leave in each interval, those there for a part of it as a half."""
        return self.there + (self.entered - self.withdrawn) / 2.0

    @property
    def hazards(self) -> Floats:
        """The chance to leave in each interval by cause, `(n_intervals, n_causes)`; nan if nobody could."""
        exposed = self.exposed[:, np.newaxis]
        return np.divide(self.left, exposed, out=np.full(self.left.shape, np.nan), where=exposed > 0.0)

    @property
    def survival(self) -> Floats:
        """The share of customers who stay to the end of each interval."""
        return np.cumprod(1.0 - self.hazards.sum(axis=1))

    @property
    def standard_error(self) -> Floats:
        """The standard error of `survival`; nan from where nobody stayed."""
        left = self.left.sum(axis=1)
        stayed = self.exposed - left
        nothing = np.full(left.size, np.nan)
        terms = np.divide(left, self.exposed * stayed, out=nothing, where=stayed > 0.0)
        return self.survival * np.sqrt(np.cumsum(terms))

    @property
    def hazard_rate(self) -> Floats:
        """The rate at which customers leave in the middle of each interval, by unit of time."""
        left = self.left.sum(axis=1)
        rest = (self.exposed - left / 2.0) * (self.end - self.start)
        return np.divide(left, rest, out=np.full(left.size, np.nan), where=rest > 0.0)


def life_table(durations: Durations, bounds: ArrayLike) -> LifeTable:
    """Count the customers by the intervals between `bounds`, shape `(n_intervals + 1,)`.

    Interval k goes from bound k, included, to bound k + 1. Raises InputError if the bounds do not rise
    or somebody is outside them.

    >>> from hooper.history.durations import durations_from_start
    >>> table = life_table(durations_from_start([0.5, 0.5, 1.5, 1.5], [1, 0, 2, 0]), [0, 1, 2])
    >>> table.exposed.tolist(), table.left.tolist()
    ([3.5, 1.5], [[1, 0], [0, 1]])
    """
    edges = np.asarray(bounds, dtype=np.float64)
    _check(durations, edges)
    n_intervals, n_causes = edges.size - 1, max(durations.n_causes, 1)
    interval = np.searchsorted(edges, durations.duration, side="right") - 1
    first = np.searchsorted(edges, durations.entry, side="right") - 1
    at_start = durations.entry == edges[first]
    out = np.zeros((n_intervals, n_causes + 1), dtype=np.int64)
    np.add.at(out, (interval, durations.cause), 1)
    entered = np.bincount(first[~at_start], minlength=n_intervals)
    joined = np.bincount(first[at_start], minlength=n_intervals)
    gone = np.append(0, (out.sum(axis=1) - entered).cumsum()[:-1])
    return LifeTable(edges[:-1], edges[1:], joined.cumsum() - gone, entered, out[:, 0], out[:, 1:])


def _check(durations: Durations, edges: Floats) -> None:
    if edges.ndim != 1 or edges.size < 2 or not (np.diff(edges) > 0.0).all():
        problem = f"they are {edges.tolist()}"
        raise InputError([Fault("bounds", problem, "give two times or more, each later than the one before")])
    outside = (durations.entry < edges[0]) | (durations.duration >= edges[-1])
    if outside.any():
        row = int(outside.argmax())
        problem = f"goes from {durations.entry[row]} to {durations.duration[row]}, beyond the bounds"
        remedy = "let the bounds begin at the first entry and end after the longest duration"
        raise InputError([Fault(f"durations, row {row}", problem, remedy)])
