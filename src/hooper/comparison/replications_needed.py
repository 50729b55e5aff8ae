"""How many replications make an interval narrow enough, if the spread stays what it is."""

from math import ceil, sqrt

from scipy.special import ndtri, stdtrit

_NEXT_TO_NOTHING = 1e-9


def replications_needed(half_width: float, spread: float, level: float) -> int | None:
    """Return the smallest number whose t interval is narrower than `half_width` on both sides.

    `spread` is the standard deviation over replications, in the unit of `half_width`, whose sign does not
    count. None where no number will do: the half-width is 0, or next to nothing of the spread.

    >>> replications_needed(half_width=1.0, spread=2.0, level=0.95)
    18
    """
    if abs(half_width) <= _NEXT_TO_NOTHING * spread:
        return None
    tail = 0.5 + level / 2
    needed = max(2, ceil((ndtri(tail) * spread / half_width) ** 2))
    while stdtrit(needed - 1, tail) * spread >= abs(half_width) * sqrt(needed):
        needed += 1
    return needed
