"""Numbers of things that are counted, checked where they come in."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError


def whole_numbers(where: str, values: ArrayLike) -> NDArray[np.int64]:
    """Return `values` as whole numbers, shape `(n,)`; raises InputError if one is not, or is below zero.

    >>> whole_numbers("horizon", 3.0).tolist()
    [3]
    """
    given = np.atleast_1d(np.asarray(values, dtype=np.float64))
    wrong = ~((given >= 0.0) & (given == np.floor(given)) & np.isfinite(given))
    if wrong.any():
        remedy = "give a whole number of opportunities"
        raise InputError([Fault(where, f"is {given[wrong][0]}", remedy)])
    return given.astype(np.int64)
