"""Interference: what a treatment of some does to others, where customers act on each other.

With potential outcomes the same people live twice: once in a world in which some are treated, and once in one
in which nobody is. What the treated gain is the total effect; what the untreated gain is spillover, which is
exactly 0 where nobody acts on anybody. The usual comparison of treated and untreated within one world misses
the spillover, and is off by what it differs between the two.
Source: Hudgens and Halloran (2008), Toward causal inference with interference, Journal of the American
Statistical Association 103(482).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Interference:
    """Mean effects on an outcome, with the standard error of the spillover over people."""

    total_effect: float
    spillover: float
    spillover_standard_error: float
    within_one_world: float

    @property
    def bias_within_one_world(self) -> float:
        """By how much the comparison within one world exceeds the total effect."""
        return self.within_one_world - self.total_effect


def interference(
    with_treatment: NDArray[np.floating], without: NDArray[np.floating], is_treated: NDArray[np.bool_]
) -> Interference:
    """Return the effects of a treatment of some; outcomes of the same people in two worlds, all `(n,)`.

    Both groups must have at least two members.

    >>> held, usual = np.array([1.0, 1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0, 0.0])
    >>> found = interference(held, usual, np.array([True, True, False, False]))
    >>> found.total_effect, found.spillover, found.within_one_world, found.bias_within_one_world
    (0.5, 0.5, 0.5, 0.0)
    """
    gained = np.asarray(with_treatment, np.float64) - np.asarray(without, np.float64)
    untreated = gained[~is_treated]
    return Interference(
        total_effect=float(gained[is_treated].mean()),
        spillover=float(untreated.mean()),
        spillover_standard_error=float(untreated.std(ddof=1) / np.sqrt(untreated.size)),
        within_one_world=float(with_treatment[is_treated].mean() - with_treatment[~is_treated].mean()),
    )
