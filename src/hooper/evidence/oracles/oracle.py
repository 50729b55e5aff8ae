"""What an oracle is: figures that theory gives exactly, and a measurement of the same figures.

A measured figure may differ from its closed form by `STANDARD_ERRORS` standard errors of the simulation.
The closed form gives that standard error too wherever it can, so that the band is known beforehand
and a fault cannot widen it. The false alarm rate of a figure is `FALSE_ALARM_RATE` (two-sided, normal).
An identity without chance holds exactly, or within roundings that are counted.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

STANDARD_ERRORS: Final = 4.5
FALSE_ALARM_RATE: Final = 6.8e-6


@dataclass(frozen=True)
class Band:
    """Where a figure must lie: within `tolerance` of `expected`."""

    expected: float
    tolerance: float


def within_chance(expected: float, standard_error: float) -> Band:
    """Return the band of a figure that a simulation gives with a standard error.

    >>> within_chance(5.0, standard_error=0.01)
    Band(expected=5.0, tolerance=0.045)
    """
    return Band(expected, STANDARD_ERRORS * standard_error)


def exactly(expected: float) -> Band:
    """Return the band of a figure that no chance and no rounding moves.

    >>> exactly(0)
    Band(expected=0, tolerance=0.0)
    """
    return Band(expected, 0.0)


@dataclass(frozen=True)
class Figure:
    """One figure of an oracle beside its closed form."""

    label: str
    value: float
    expected: float
    tolerance: float

    @property
    def strain(self) -> float:
        """The distance from the closed form in tolerances; infinite if there is no value."""
        distance = abs(self.value - self.expected)
        if distance == 0.0:
            return 0.0
        strain = distance / self.tolerance if self.tolerance > 0.0 else math.inf
        return math.inf if math.isnan(strain) else strain

    @property
    def passed(self) -> bool:
        """Whether the figure lies in its band."""
        return self.strain <= 1.0


@dataclass(frozen=True)
class OracleResult:
    """All figures of an oracle; `worst` stands for them in a table of one row an oracle."""

    name: str
    figures: tuple[Figure, ...]

    @property
    def worst(self) -> Figure:
        """The figure that comes nearest to leaving its band, or is farthest outside."""
        return max(self.figures, key=lambda figure: figure.strain)

    @property
    def value(self) -> float:
        """The measured value of the worst figure."""
        return self.worst.value

    @property
    def expected(self) -> float:
        """The closed form of the worst figure."""
        return self.worst.expected

    @property
    def tolerance(self) -> float:
        """The tolerance of the worst figure."""
        return self.worst.tolerance

    @property
    def passed(self) -> bool:
        """Whether every figure lies in its band."""
        return all(figure.passed for figure in self.figures)


@dataclass(frozen=True)
class Oracle:
    """A claim with a closed form: the bands of its figures, and how the product's pieces measure them.

    `measure(seed)` returns a value for every label of `bands`.
    """

    name: str
    claim: str
    source: str
    bands: Mapping[str, Band]
    measure: Callable[[int], Mapping[str, float]]

    def check(self, seed: int) -> OracleResult:
        """Measure the figures with a seed (below 2^32) and set them beside their closed forms."""
        measured = self.measure(seed)
        return OracleResult(
            self.name,
            tuple(
                Figure(label, float(measured[label]), band.expected, band.tolerance)
                for label, band in self.bands.items()
            ),
        )
