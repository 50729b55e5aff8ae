"""Activity-based costing of customers: each pool of cost goes to those who cause it, by its driver.

A pool is what an activity costs in all (the desk, deliveries, visits), its driver how often each customer set
it off. A customer's part is `cost q_i / sum(q)`. Source: Kaplan and Cooper (1998), Cost and effect.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CostPool:
    """What an activity costs in all, in currency units, and how often each customer set it off, `(n,)`.

    Raises InputError for a cost or a quantity below zero, and for a cost that nobody caused.
    """

    activity: str
    cost: float
    driver_quantity: Floats

    def __post_init__(self) -> None:
        require(
            (f"{self.activity}.cost", self.cost, NON_NEGATIVE),
            (f"{self.activity}.driver_quantity", self.driver_quantity, NON_NEGATIVE),
        )
        if self.cost > 0.0 and not self.driver_quantity.sum() > 0.0:
            problem = f"costs {self.cost:.6g}, and no customer set it off"
            remedy = "choose another driver, or keep it as a cost of the firm"
            raise InputError([Fault(self.activity, problem, remedy)])

    @property
    def cost_per_unit(self) -> float:
        """What it costs to be set off once; 0 for an activity that never was."""
        quantity = float(self.driver_quantity.sum())
        return self.cost / quantity if quantity else 0.0

    def shares(self) -> Floats:
        """Return each customer's part of the cost, shape `(n,)`; their exact sum, rounded, is the cost.

        >>> CostPool("visits", 100.0, np.array([1.0, 0.0, 3.0])).shares().tolist()
        [25.0, 0.0, 75.0]
        """
        if self.cost == 0.0:
            return np.zeros(self.driver_quantity.size)
        parts = self.cost * (self.driver_quantity / self.driver_quantity.sum())
        # What the roundings leave over goes where it is least. Where the largest part is most of the cost,
        # adding to it may round half a last bit away; the second largest is fine enough to hold that.
        for largest in np.argsort(parts)[:-3:-1]:
            if math.fsum(parts) == self.cost:
                break
            parts[largest] += math.fsum([self.cost, *(-parts).tolist()])
        return parts
