"""Average treatment effect of an experiment: the difference of the arms' means, with its standard error.

Source: Neyman (1923), On the application of probability theory to agricultural experiments; in translation in
Statistical Science 5(4), 1990.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hooper.targeting.effect_fit import Floats, IsTreated

_NORMAL_95: Final = 1.959963984540054
_FEWEST: Final = 2


@dataclass(frozen=True)
class AverageEffect:
    """The mean effect on customers, in the unit of the outcome; nan where an arm has fewer than two."""

    effect: float
    standard_error: float
    treated: int
    others: int

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return self.effect - _NORMAL_95 * self.standard_error

    @property
    def high(self) -> float:
        """The upper end of the 95 % interval."""
        return self.effect + _NORMAL_95 * self.standard_error


def average_effect(treated: IsTreated, outcome: Floats) -> AverageEffect:
    """Return the average effect of a treatment given by lot; both `(n,)`.

    >>> found = average_effect(np.array([True, True, False, False]), np.array([3.0, 5.0, 1.0, 1.0]))
    >>> found.effect, found.standard_error
    (3.0, 1.0)
    """
    arms = outcome[treated], outcome[~treated]
    sizes = arms[0].size, arms[1].size
    if min(sizes) < _FEWEST:
        return AverageEffect(np.nan, np.nan, *sizes)
    variance = sum(arm.var(ddof=1) / arm.size for arm in arms)
    return AverageEffect(float(arms[0].mean() - arms[1].mean()), float(np.sqrt(variance)), *sizes)
