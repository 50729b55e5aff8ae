"""Amounts of money to nine digits: what is equal in one unit of money is equal in every other.

Sums and quotients of equal amounts may differ in their last bits, and differ otherwise in another unit; where
a tie or a cut decides, that must make no difference.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DIGITS: Final = 9


def to_nine_digits(amounts: Floats) -> Floats:
    """Return amounts rounded to nine significant digits, of the same shape.

    >>> to_nine_digits(np.array([0.1 + 0.2, 0.0, -123456.789012])).tolist()
    [0.3, 0.0, -123456.789]
    """
    size = np.abs(amounts)
    magnitude = np.floor(np.log10(size, out=np.zeros(size.shape), where=size > 0.0))
    per_unit = 10.0 ** (_DIGITS - 1 - magnitude)
    return np.round(amounts * per_unit) / per_unit
