"""What a fact is: figures of simulated customers that must lie in bands, and what takes them away.

A fact says what is known of customers anywhere. Its bands come from the literature or from the
specification of the default world, never from what a world happens to show. The first band is that of the
headline; `value_off` is the headline's figure with the mechanism switched off, where it must vanish.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hooper.evidence.facts.default_world import default_world
from hooper.scenario.scenario import Scenario

Kind = Literal["built in", "tuned to", "emergent"]


@dataclass(frozen=True)
class Band:
    """Where the figure of that label must lie: from `low` to `high`, both included."""

    label: str
    low: float = -math.inf
    high: float = math.inf


@dataclass(frozen=True)
class Size:
    """How many customers are lived through, and how often with other chance."""

    customers: int
    replications: int = 1


@dataclass(frozen=True)
class Sample:
    """The customers of a size, with the seed of their chance and the world that they live in.

    The scenarios of a fact are all made from `scenario`.

    >>> Sample(Size(100, replications=2), seed=1).keys
    ((1, 0), (1, 1))
    """

    size: Size
    seed: int
    scenario: Scenario = field(default_factory=default_world)

    @property
    def keys(self) -> tuple[tuple[int, int], ...]:
        """The (seed, replication) of each replication."""
        return tuple((self.seed, replication) for replication in range(self.size.replications))


@dataclass(frozen=True)
class Measured:
    """What a measurement finds: a value for every label, and the headline's with the mechanism off."""

    values: Mapping[str, float]
    value_off: float


@dataclass(frozen=True)
class Figure:
    """One figure of a fact with its band."""

    band: Band
    value: float

    @property
    def passed(self) -> bool:
        """Whether the figure lies in its band; what is not a number does not."""
        return self.band.low <= self.value <= self.band.high


@dataclass(frozen=True)
class FactResult:
    """All figures of a fact, the headline first."""

    name: str
    figures: tuple[Figure, ...]
    value_off: float

    @property
    def headline(self) -> Figure:
        """The figure that says the fact."""
        return self.figures[0]

    @property
    def passed(self) -> bool:
        """Whether every figure lies in its band."""
        return all(figure.passed for figure in self.figures)


@dataclass(frozen=True)
class Fact:
    """A claim about customers, with its bands and its measurement.

    `kind` says how the world comes to show it: a law says so itself (built in), settings were chosen for
    it (tuned to), or several laws bring it about together (emergent). `off` says which mechanism is
    switched off for `value_off`. `number` is that of the specification. `measure(sample)` returns a value
    for every label of `bands`.
    """

    name: str
    number: str
    claim: str
    kind: Kind
    source: str
    off: str
    bands: tuple[Band, ...]
    full: Size
    quick: Size
    measure: Callable[[Sample], Measured]

    def check(self, sample: Sample) -> FactResult:
        """Measure the figures and set them beside their bands."""
        measured = self.measure(sample)
        figures = tuple(Figure(band, float(measured.values[band.label])) for band in self.bands)
        return FactResult(self.name, figures, float(measured.value_off))
