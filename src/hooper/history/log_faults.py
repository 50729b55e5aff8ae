"""Faults in the rows of a log: every kind is named with its number and its first few places."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault

SHOWN = 5

Places = Callable[[list[int]], list[str]]


def row_faults(
    rows: NDArray[np.int64], values: list[str], what: str, remedy: str, places: Places
) -> list[Fault]:
    """Return a fault for each of the first rows, and one for how many more there are.

    `values` are what stands in the first rows, `what` names the kind of fault ("this date cannot be
    read").

    >>> row_faults(np.array([3]), ["soon"], "this date cannot be read", "use ISO", lambda rows: ["a.csv:5"])
    [Fault(where='a.csv:5', problem="this date cannot be read: 'soon'", remedy='use ISO')]
    """
    shown = [int(row) for row in rows[:SHOWN]]
    if not shown:
        return []
    faults = [
        Fault(place, f"{what}: {value!r}" if value else f"{what}: it is empty", remedy)
        for place, value in zip(places(shown), values, strict=False)
    ]
    more = rows.size - len(shown)
    return [*faults, Fault("and so on", f"{more} more of this kind", remedy)] if more else faults
