"""The range in which a number must lie, and the fault that names the number if it does not."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from hooper.foundation.errors import Fault, InputError


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, each included or not; what is not a number lies in no range."""

    low: float
    high: float
    remedy: str
    low_included: bool = True
    high_included: bool = True

    def fault(self, name: str, values: ArrayLike) -> Fault | None:
        """Return the fault of the first of the values that lies outside, None if none does.

        >>> PROBABILITY.fault("retention_per_period", 1.2).problem
        'is 1.2'
        >>> PROBABILITY.fault("retention_per_period", [0.9, -0.1]).problem
        'is -0.1 at place 1'
        """
        numbers = np.asarray(values, dtype=np.float64)
        above = numbers >= self.low if self.low_included else numbers > self.low
        below = numbers <= self.high if self.high_included else numbers < self.high
        inside = above & below
        if inside.all():
            return None
        first = int(np.argmin(inside.ravel()))
        place = f" at place {first}" if numbers.ndim else ""
        return Fault(name, f"is {numbers.ravel()[first]:.12g}{place}", self.remedy)


PROBABILITY: Final = Range(0.0, 1.0, "give a share from 0 to 1")
OPEN_SHARE: Final = Range(
    0.0, 1.0, "give a share above 0 and below 1", low_included=False, high_included=False
)
NON_NEGATIVE: Final = Range(0.0, math.inf, "give zero or more", high_included=False)
POSITIVE: Final = Range(0.0, math.inf, "give more than zero", low_included=False, high_included=False)
FINITE: Final = Range(-math.inf, math.inf, "give a number", low_included=False, high_included=False)


def require(*numbers: tuple[str, ArrayLike, Range]) -> None:
    """Raise `InputError` with a fault for each of the named numbers that lies outside its range.

    >>> require(("cost", -1.0, NON_NEGATIVE), ("margin", 3.0, FINITE))
    Traceback (most recent call last):
    hooper.foundation.errors.InputError: cost: is -1
        remedy: give zero or more
    """
    found = [within.fault(name, values) for name, values, within in numbers]
    faults = [fault for fault in found if fault is not None]
    if faults:
        raise InputError(faults)
