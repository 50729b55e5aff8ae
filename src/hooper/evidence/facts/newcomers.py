"""The lives of newcomers in a world with its firm, month by month since they entered, by channel.

Unlike a cohort without a firm, they come one after the other, and some of them are brought by customers.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.history import History
from hooper.mechanisms.life_stages import EXPLORATION, GONE


@dataclass(frozen=True)
class Newcomers:
    """What becomes of `n` customers in the `months` after they have entered; the first may be a part of one.

    `channel` (uint8) has the shape `(n,)`; `stage` (int8) `(months + 1, n)`: row t is how month t begins, and
    the last is the end; `revenue` in currency units (float64) `(months, n)`.
    """

    channel: NDArray[np.uint8]
    stage: NDArray[np.int8]
    revenue: NDArray[np.float64]

    @property
    def there(self) -> NDArray[np.bool_]:
        """Who is there when each month begins, and at the end, shape `(months + 1, n)`."""
        return self.stage != GONE

    def hazard(self, channel: int, first: int, last: int) -> float:
        """Return the exits of a channel over its customer-months, from month `first` to before `last`."""
        there = self.there[first : last + 1, self.channel == channel]
        return float((there[:-1] & ~there[1:]).sum() / there[:-1].sum())

    def monthly_revenue(self, channel: int, first: int, last: int) -> float:
        """Return the revenue of a channel over its customer-months, from month `first` to before `last`."""
        own = self.channel == channel
        return float(self.revenue[first:last, own].sum() / self.there[first:last, own].sum())

    def value(self, channel: int, margin: float, serving_costs: tuple[float, ...]) -> float:
        """Return the mean over a channel of margin on revenue less the cost of serving by stage a month."""
        own = self.channel == channel
        lived = self.stage[:-1, own]
        months_in = [(lived == stage).sum() for stage in range(len(serving_costs))]
        return float((margin * self.revenue[:, own].sum() - np.dot(serving_costs, months_in)) / own.sum())


def newcomers_of(
    history: History, period_days: float, months: int, first_entry: int, last_entry: int
) -> Newcomers:
    """Return those who entered from month `first_entry` to `last_entry`.

    What happens in a period counts for the month in which it begins, and at the earliest for that of entry.
    """
    traits = history.truth.traits
    entered = _month_of(traits["entry_days"].to_numpy())
    chosen = (entered >= first_entry) & (entered <= last_entry)
    ids, entered = traits["customer_id"].to_numpy()[chosen], entered[chosen]
    stage = np.full((months + 1, ids.size), EXPLORATION, np.int8)
    moves = history.truth.stage_moves
    row, month, moves = _since_entry(moves, moves["period"].to_numpy() * period_days, ids, entered)
    to = moves["stage"].to_numpy()
    for t in range(months):
        stage[t + 1] = stage[t]
        stage[t + 1, row[month == t]] = to[month == t]
    seen = history.observed.transactions
    row, month, orders = _since_entry(seen, seen["time_days"].to_numpy(), ids, entered)
    within, amount = month < months, orders["amount"].to_numpy()
    revenue = np.zeros((months, ids.size))
    np.add.at(revenue, (month[within], row[within]), amount[within])
    return Newcomers(traits["channel"].to_numpy()[chosen], stage, revenue)


def _month_of(days: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.floor(days / DAYS_PER_MONTH).astype(np.int64)


def _since_entry(
    table: pa.Table, days: NDArray[np.float64], ids: NDArray[np.uint64], entered: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], pa.Table]:
    """Return the rows of customers in `ids` alone, with their places there and months since entry.

    `days` says when each row of the table happened.
    """
    customer = table["customer_id"].to_numpy()
    place = np.minimum(np.searchsorted(ids, customer), ids.size - 1)
    known = ids[place] == customer
    kept = table.filter(pa.array(known))
    months = _month_of(days[known]) - entered[place[known]]
    return place[known], np.maximum(months, 0), kept
