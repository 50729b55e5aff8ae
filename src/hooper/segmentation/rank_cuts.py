"""Cuts by rank: so many of the customers with the highest values are above a cut.

A cut is a value that occurs, and who is at it belongs below: equals are never told apart, and no more
customers than the share are above it, fewer where several are at the cut.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

Floats = NDArray[np.float64]

Share = Annotated[float, Field(gt=0, lt=1)]

_HAIR = 1e-9  # shares that are whole numbers of customers but for rounding are whole numbers


def within_everybody(shares: Mapping[str, float]) -> None:
    """Raise ValueError if shares, by the names of their settings, add up to more than all there is."""
    total = sum(shares.values())
    if total > 1.0 + _HAIR:
        raise ValueError(f"{', '.join(shares)} add up to {total:.6g}, more than all; lower one of them")


def cut_below(values: Floats, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the values that so many of the highest are above, each share counted from the top.

    The cuts rise if the shares fall; without values there are none. A share of 1 is cut below everybody.

    >>> cut_below(np.array([5.0, 9.0, 1.0, 7.0]), (0.5, 0.25))
    (5.0, 7.0)
    """
    if not values.size:
        return ()
    above = [int(share * values.size + _HAIR) for share in shares]
    last_below = [values.size - 1 - count for count in above]
    found = np.partition(values, [place for place in set(last_below) if place >= 0] or 0)
    return tuple(float(found[place]) if place >= 0 else -np.inf for place in last_below)


def cuts_passed(values: Floats, cuts: Sequence[float]) -> NDArray[np.int64]:
    """Return how many of the cuts each value is above, shape `(n,)`.

    >>> cuts_passed(np.array([5.0, 9.0, 1.0, 7.0]), (5.0, 7.0)).tolist()
    [0, 2, 0, 1]
    """
    code = np.zeros(values.size, np.int64)
    for cut in cuts:
        code += values > cut
    return code
