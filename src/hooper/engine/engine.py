"""What an engine does: it lets customers enter, live, and come back, a period at a time."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.engine.period_outcome import Now, PeriodOutcome
from hooper.engine.population import Population


class Engine(Protocol):
    """Runs the laws of a period over all customers."""

    def announce(self, now: Now) -> None:
        """Say what holds in the period that begins."""
        ...

    def enter(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Draw the traits of newcomers."""
        ...

    def live(self, population: Population) -> PeriodOutcome:
        """Return what the period leaves behind."""
        ...

    def welcome_back(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Go on with customers who have come back."""
        ...

    def take_over(self, population: Population) -> None:
        """Go on with customers who have lived before."""
        ...
