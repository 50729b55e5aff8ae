"""How long customers of each age will still be there within a horizon: the column e(x) of a life table.

`e(x) = (S(x + 1) + ... + S(x + h)) / S(x)`, with the survival S by age in periods and the horizon h. It is
cut at h, since few curves are seen to their end, and a mean without an end may not exist. Source: Chiang
(1984), The life table and its applications.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from hooper.economics.ranges import PROBABILITY, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.floating]


def remaining_time(survival: Floats, horizon_periods: int) -> Floats:
    """Return the periods that customers of age 0, 1, ... will still stay, shape `(ages - horizon,)`.

    `survival` of shape `(ages,)` is the share there at each age, from 1 on. Nobody of an age that nobody
    reaches is there for long: 0. Raises InputError for shares outside 0 to 1 or that rise, and for a horizon
    that the curve does not reach.

    >>> remaining_time(np.array([1.0, 0.5, 0.25, 0.125]), horizon_periods=2).tolist()
    [0.75, 0.75]
    """
    require(("survival", survival, PROBABILITY))
    if (np.diff(survival) > 0.0).any():
        raise InputError([Fault("survival", "rises with age", "give shares that never rise")])
    if not 1 <= horizon_periods < survival.size:
        problem = f"is {horizon_periods}, for a curve of {survival.size} ages"
        raise InputError([Fault("horizon_periods", problem, "give 1 or more, and less than the ages")])
    to_come = sliding_window_view(survival[1:], horizon_periods).sum(axis=1)
    reached = survival[: to_come.size]
    return np.divide(to_come, reached, out=np.zeros(reached.size), where=reached > 0.0)
