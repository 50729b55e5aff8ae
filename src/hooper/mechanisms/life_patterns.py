"""Life patterns: early abortion, death midway, early exit, long maintenance.

A life is aborted early if it ends before formation, dies midway if it ends in or after formation without
stability, exits early if it has seen stability for at most so many periods, and is maintained long if it has
seen more.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.life_stages import FORMATION, GONE, STABILITY

PATTERNS: Final = ("early abortion", "death midway", "early exit", "long maintenance")
UNKNOWN: Final = -1
_LONG_MAINTENANCE: Final = PATTERNS.index("long maintenance")


def life_patterns(stage: NDArray[np.int8], long_periods: int) -> NDArray[np.int8]:
    """Return the number of each life's pattern, or `UNKNOWN` for one that goes on and may still be long.

    `stage` of shape `(periods + 1, n)` is how each period begins, and the end; the result has shape `(n,)`.

    >>> a_life = np.array([[0], [1], [1], [4]], np.int8)
    >>> PATTERNS[life_patterns(a_life, long_periods=12)[0]]
    'death midway'
    """
    lived_in = stage[:-1]
    in_stability = (lived_in == STABILITY).sum(axis=0)
    saw_formation = (lived_in == FORMATION).any(axis=0)
    is_long = in_stability > long_periods
    pattern = np.select([is_long, in_stability > 0, saw_formation], [_LONG_MAINTENANCE, 2, 1], default=0)
    return np.where((stage[-1] == GONE) | is_long, pattern, UNKNOWN).astype(np.int8)
