"""Customer profitability analysis: what is left of each customer's margin after what serving them cost.

What no customer caused (rent, the head office) stays with the firm: spread over all, it would only blur who
earns money. Source: Kaplan and Cooper (1998), Cost and effect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.activity_costs import CostPool
from hooper.economics.concentration import concentration_curve, gini, share_in_top
from hooper.economics.ranges import FINITE, require
from hooper.economics.whale_curve import WhaleCurve, whale_curve
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CustomerProfitability:
    """The profit of `n` customers, in currency units; all arrays have the shape `(n,)`.

    `contribution` is revenue less the cost of what was sold, `activity_costs` by activity are zero or more.
    """

    revenue: Floats
    contribution: Floats
    activity_costs: Mapping[str, Floats]

    @property
    def cost_to_serve(self) -> Floats:
        """What all activities for each customer cost."""
        return np.sum([np.zeros(self.revenue.size), *self.activity_costs.values()], axis=0)

    @property
    def profit(self) -> Floats:
        """The contribution less the cost to serve."""
        return self.contribution - self.cost_to_serve

    @property
    def whale_curve(self) -> WhaleCurve:
        """The customers ranked by profit."""
        return whale_curve(self.profit)

    def table(self) -> pa.Table:
        """Return a row a customer: revenue, contribution, the cost of each activity, profit."""
        costs = {f"cost_of_{name}": cost for name, cost in self.activity_costs.items()}
        columns = {"revenue": self.revenue, "contribution": self.contribution, **costs}
        return pa.table({**columns, "profit": self.profit})


@dataclass(frozen=True)
class Concentration:
    """How unequally an amount is spread: the Gini coefficient, and the share of the top 20 % of customers."""

    gini: float
    share_of_top_fifth: float


def customer_profitability(
    revenue: Floats, contribution: Floats, pools: Sequence[CostPool]
) -> CustomerProfitability:
    """Charge the pools of cost to those who caused them; arrays have the shape `(n,)`.

    Raises InputError for arrays of several lengths, amounts that are no numbers, or an activity named twice.

    >>> found = customer_profitability(np.array([100.0, 100.0]), np.array([30.0, 30.0]),
    ...                                [CostPool("calls", 40.0, np.array([0.0, 5.0]))])
    >>> found.profit.tolist()
    [30.0, -10.0]
    """
    require(("revenue", revenue, FINITE), ("contribution", contribution, FINITE))
    faults = [
        Fault(name, f"has the shape {array.shape}, revenue {revenue.shape}", "give one number a customer")
        for name, array in [("contribution", contribution), *((p.activity, p.driver_quantity) for p in pools)]
        if array.shape != revenue.shape
    ]
    names = [pool.activity for pool in pools]
    faults += [
        Fault(name, "is there twice", "put pools of one activity together")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if faults:
        raise InputError(faults)
    return CustomerProfitability(revenue, contribution, {pool.activity: pool.shares() for pool in pools})


def concentration(amounts: Floats) -> Concentration:
    """Tell how unequally amounts, shape `(n,)`, are spread over customers, ranked by the amount itself.

    Raises InputError for a total that is not above zero.

    >>> concentration(np.array([4.0, 1.0, 1.0, 1.0, 1.0])).share_of_top_fifth
    0.5
    """
    require(("amounts", amounts, FINITE))
    if not amounts.sum() > 0.0:
        problem = f"are {amounts.sum():.6g} in all"
        raise InputError([Fault("amounts", problem, "give some that add up to more than zero")])
    curve = concentration_curve(amounts, amounts)
    return Concentration(gini(curve), share_in_top(curve, 0.2))
