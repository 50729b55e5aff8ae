"""Life curves: the volume TV(t) and the profit P(t) of each customer, by the time since entry.

The curves rise, stay high and fall over a relationship: Dwyer, Schurr and Oh (1987), Developing buyer-seller
relationships, Journal of Marketing 51(2), for the stages behind them.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.history import History
from hooper.mechanisms.life_stages import EXPLORATION, GONE


@dataclass(frozen=True)
class LifeCurves:
    """What becomes of `n` customers in some months from that of their entry on; that may be a part of one.

    `customer_id` (uint64) and `channel` (uint8) have the shape `(n,)`; `stage` (int8) `(months + 1, n)`: row
    t is how month t begins, and the last is the end; `volume` (float64) `(months, n)` is what they paid, in
    currency units.
    """

    customer_id: NDArray[np.uint64]
    channel: NDArray[np.uint8]
    stage: NDArray[np.int8]
    volume: NDArray[np.float64]

    @property
    def there(self) -> NDArray[np.bool_]:
        """Who is there when each month begins, and at the end, shape `(months + 1, n)`."""
        return self.stage != GONE

    def profit(self, margin: float, serving_costs: tuple[float, ...]) -> NDArray[np.float64]:
        """Return margin on the volume less the cost of serving by stage a month, shape `(months, n)`."""
        cost_in_stage = np.array([*serving_costs, 0.0])
        return margin * self.volume - cost_in_stage[self.stage[:-1]]


def life_curves(
    history: History, period_days: float, months: int, first_entry: int = 0, last_entry: int | None = None
) -> LifeCurves:
    """Return the curves of those who entered from month `first_entry` to `last_entry` (None: to the end).

    What happens in a period counts for the month in which it begins, and at the earliest for that of entry.
    Who enters late is followed to the end of the history; after it nothing is known, and the stage stays.

    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> scenario = presets.load("default", ["founders.customers=200"])
    >>> curves = life_curves(simulate(scenario, 24).history, scenario.period_days, 24, last_entry=0)
    >>> curves.volume.shape[0], curves.stage.shape[0]
    (24, 25)
    """
    traits = history.truth.traits
    entered = _month_of(traits["entry_days"].to_numpy())
    chosen = (entered >= first_entry) & (last_entry is None or entered <= last_entry)
    ids, entered = traits["customer_id"].to_numpy()[chosen], entered[chosen]
    channel = traits["channel"].to_numpy()[chosen]
    moves, seen = history.truth.stage_moves, history.observed.transactions
    row, month, known = _since_entry(moves, moves["period"].to_numpy() * period_days, ids, entered)
    stage = _stages(row, month, known["stage"].to_numpy(), (months, ids.size))
    row, month, orders = _since_entry(seen, seen["time_days"].to_numpy(), ids, entered)
    within = month < months
    volume = np.zeros((months, ids.size))
    np.add.at(volume, (month[within], row[within]), orders["amount"].to_numpy()[within])
    return LifeCurves(ids, channel, stage, volume)


def _stages(
    row: NDArray[np.int64], month: NDArray[np.int64], to: NDArray[np.uint8], shape: tuple[int, int]
) -> NDArray[np.int8]:
    """Return the stage of each customer as each month since entry begins: the last move counts."""
    months, customers = shape
    stage = np.full((months + 1, customers), EXPLORATION, np.int8)
    for t in range(months):
        stage[t + 1] = stage[t]
        stage[t + 1, row[month == t]] = to[month == t]
    return stage


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
