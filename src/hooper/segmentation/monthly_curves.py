"""Orders, transaction volume TV(t) and profit P(t) of each customer, month by month up to a cut.

Months are counted back from the cut, so that the last one is always whole. Profit is what a firm can tell
from its log: the margin on the volume, less what serving a customer costs in a month, less what winning one
costs in the month of the first purchase. Both costs are given in purchases of the mean amount in the log, so
that no sign of a profit depends on the unit of money. It rises with volume, is highest on the plateau, and
begins below zero.
Source: Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships, Journal of Marketing 51(2): 11-27,
for what the curves stand for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.purchases import Purchases

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class ProfitSettings(Settings):
    """What of a customer's volume is profit."""

    margin: Probability = assumed(0.4, low=0.1, high=0.7, source="assumed; gross margins of retail")
    serving_cost_in_purchases_per_month: NonNegative = assumed(
        0.1, low=0.0, high=0.3, source="assumed; in purchases of the mean amount"
    )
    acquisition_cost_in_purchases: NonNegative = assumed(
        0.8, low=0.0, high=3.0, source="assumed; in purchases of the mean amount"
    )


@dataclass(frozen=True)
class MonthlyCurves:
    """The months of `n` customers, that which ends at the cut last.

    `customer_id` rises. `orders`, `volume` and `profit` (currency units) have the shape `(n, months)` and are
    zero before a customer's first purchase; `months_known`, shape `(n,)`, counts the months since, its own
    included. `mean_amount` is that of a purchase in the log, 1 if there is none above zero.
    """

    customer_id: NDArray[np.uint64]
    months_known: Integers
    orders: Floats
    volume: Floats
    profit: Floats
    mean_amount: float

    def in_purchases(self, money: Floats) -> Floats:
        """Return amounts in purchases of the mean amount; equal ones are equal in every unit of money."""
        return np.round(money / self.mean_amount, 9)

    def over_window(self, monthly: Floats, months: int) -> Floats:
        """Return the sums of each `months` months in a row, that which ends at the cut last.

        `monthly` has shape `(n, months)`, and so has the result; months before the first count as empty.
        """
        running = np.pad(monthly.cumsum(axis=1), ((0, 0), (months, 0)))
        return running[:, months:] - running[:, : monthly.shape[1]]


def monthly_curves(purchases: Purchases, cut_days: float, settings: ProfitSettings) -> MonthlyCurves:
    """Return the curves of everybody with a purchase; none may be later than `cut_days`.

    >>> days, amounts = np.array([5.0, 40.0, 58.0]), np.full(3, 10.0)
    >>> log = Purchases(np.array([7, 7, 7], np.uint64), days, amounts)
    >>> curves = monthly_curves(log, 60.0, ProfitSettings())
    >>> curves.volume.tolist(), curves.profit.tolist()
    ([[10.0, 20.0]], [[-5.0, 7.0]])
    """
    starts, ends = purchases.customer_bounds()
    back = np.floor(np.maximum(cut_days - purchases.time_days, 0.0) / DAYS_PER_MONTH).astype(np.int64)
    months_known = back[starts] + 1
    n, months = starts.size, int(months_known.max(initial=1))
    place = np.repeat(np.arange(n), ends - starts), months - 1 - back
    orders, volume = np.zeros((n, months)), np.zeros((n, months))
    np.add.at(orders, place, 1.0)
    np.add.at(volume, place, purchases.amount)
    mean_amount = float(purchases.amount.mean()) if purchases.amount.any() else 1.0
    first = months - months_known
    is_known = np.arange(months) >= first[:, np.newaxis]
    serving_cost = settings.serving_cost_in_purchases_per_month * mean_amount
    profit = settings.margin * volume - serving_cost * is_known
    profit[np.arange(n), first] -= settings.acquisition_cost_in_purchases * mean_amount
    return MonthlyCurves(purchases.customer_id[starts], months_known, orders, volume, profit, mean_amount)
