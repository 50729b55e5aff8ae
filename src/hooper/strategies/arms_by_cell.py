"""What customers of each cell brought in each arm of a firm's own rounds, as sums over all rounds.

Within a cell lots alone say who is in which arm, so that differences of means are effects. A cell is
believed by how many customers it has: the fewer they are, the more the mean effect of the arm over all
cells counts. Source: Morris (1983), Parametric empirical Bayes inference, JASA 78(381), for drawing means
together; how much a cell needs to be believed is a setting of the strategy.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]


@dataclass(frozen=True)
class ArmsByCell:
    """Sums of shape `(n_cells, n_arms)`: customers, what they brought, and what was given to them later.

    Arm 0 are those to whom nothing was done.

    >>> cell, arm, brought = np.array([0, 0, 0]), np.array([0, 0, 1]), np.array([1.0, 3.0, 5.0])
    >>> ArmsByCell.nothing(1, 2).after(cell, arm, brought).effect(0.0, np.ones(1)).tolist()
    [[0.0, 3.0]]
    """

    customers: Floats
    brought: Floats
    given: Floats

    @classmethod
    def nothing(cls, cells: int, arms: int) -> Self:
        """Return the sums before the first round."""
        return cls(*np.zeros((3, cells, arms)))

    @classmethod
    def remembered(cls, sums: Floats) -> Self:
        """Return what `sums` put together."""
        return cls(*sums)

    @property
    def sums(self) -> Floats:
        """All sums, shape `(3, n_cells, n_arms)`."""
        return np.stack([self.customers, self.brought, self.given])

    def after(self, cell: Cells, arm: Cells, brought: Floats, given: Floats | None = None) -> Self:
        """Return the sums after a round, all `(n,)`; an arm below 0 does not count."""
        counts = np.flatnonzero(arm >= 0)
        cells, arms = self.customers.shape
        place = cell[counts] * arms + arm[counts]

        def added(values: Floats | None) -> Floats:
            weights = None if values is None else values[counts]
            return np.bincount(place, weights, cells * arms).astype(np.float64).reshape(cells, arms)

        more = np.zeros_like(self.given) if given is None else added(given)
        return type(self)(self.customers + added(None), self.brought + added(brought), self.given + more)

    def effect(self, customers_to_believe: float, worth: Floats) -> Floats:
        """Return how much more each arm brings a customer than arm 0; nan for an arm that was never tried.

        Where nothing is seen of a cell, effects are in proportion to what a customer of it is `worth`,
        `(n_cells,)`.
        """
        mean = self.brought / np.maximum(self.customers, 1.0)
        difference = mean - mean[:, :1]
        others = self.customers[:, :1]
        weight = self.customers * others / np.maximum(self.customers + others, 1.0)
        return _drawn_together(difference, weight, customers_to_believe, worth)

    def given_later(self, customers_to_believe: float, worth: Floats) -> Floats:
        """Return what each arm is given later a customer; nan for an arm that was never tried."""
        mean = self.given / np.maximum(self.customers, 1.0)
        return _drawn_together(mean, self.customers, customers_to_believe, worth)


def _drawn_together(values: Floats, weight: Floats, customers_to_believe: float, worth: Floats) -> Floats:
    """Return values drawn towards a line of their arm through nothing, the more the less they weigh."""
    worths = worth[:, np.newaxis]
    total = (weight * worths).sum(axis=0)
    nothing = np.full(total.size, np.nan)
    slope = np.divide((weight * values).sum(axis=0), total, out=nothing, where=total > 0.0)
    line = slope * worths
    believed = weight + customers_to_believe
    drawn = weight * values + customers_to_believe * line
    return np.divide(drawn, believed, out=line, where=believed > 0.0)
