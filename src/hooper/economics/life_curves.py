"""Life curves: the volume TV(t) and the profit P(t) of each customer, by the time since entry.

The curves rise, stay high and fall over a relationship: Dwyer, Schurr and Oh (1987), Developing buyer-seller
relationships, Journal of Marketing 51(2), for the stages behind them.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.history import History
from hooper.mechanisms.life_stages import EXPLORATION, GONE


@dataclass(frozen=True)
class LifeCurves:
    """What becomes of `n` customers in some periods from that of their entry on.

    `customer_id` (uint64) and `channel` (uint8) have the shape `(n,)`; `stage` (int8) `(periods + 1, n)`: row
    t is how period t begins, and the last is the end; `volume` (float64) `(periods, n)` is what they paid, in
    currency units.
    """

    customer_id: NDArray[np.uint64]
    channel: NDArray[np.uint8]
    stage: NDArray[np.int8]
    volume: NDArray[np.float64]

    @property
    def there(self) -> NDArray[np.bool_]:
        """Who is there when each period begins, and at the end, shape `(periods + 1, n)`."""
        return self.stage != GONE

    def profit(self, margin: float, serving_costs: tuple[float, ...]) -> NDArray[np.float64]:
        """Return margin on the volume less the cost of serving by stage and period, shape `(periods, n)`."""
        cost_in_stage = np.array([*serving_costs, 0.0])
        return margin * self.volume - cost_in_stage[self.stage[:-1]]


def life_curves(
    history: History, period_days: float, periods: int, first_entry: int = 0, last_entry: int | None = None
) -> LifeCurves:
    """Return the curves of those who entered from period `first_entry` to `last_entry` (None: to the end).

    Who enters late is followed to the end of the history; after it nothing is known, and the stage stays.

    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> scenario = presets.load("default", ["founders.customers=200"])
    >>> curves = life_curves(simulate(scenario, 24).history, scenario.period_days, 24, last_entry=0)
    >>> curves.volume.shape[0], curves.stage.shape[0]
    (24, 25)
    """
    traits = history.truth.traits
    entered = np.floor(traits["entry_days"].to_numpy() / period_days).astype(np.int64)
    chosen = (entered >= first_entry) & (last_entry is None or entered <= last_entry)
    ids, entered = traits["customer_id"].to_numpy()[chosen], entered[chosen]
    channel = traits["channel"].to_numpy()[chosen]
    stage = _stages(history.truth.stage_moves, ids, entered, periods)
    seen = history.observed.transactions
    placed = np.floor(seen["time_days"].to_numpy() / period_days).astype(np.int32)
    row, period, orders = _since_entry(seen.append_column("period", pa.array(placed)), ids, entered)
    within = period < periods
    volume = np.zeros((periods, ids.size))
    np.add.at(volume, (period[within], row[within]), orders["amount"].to_numpy()[within])
    return LifeCurves(ids, channel, stage, volume)


def _stages(
    moves: pa.Table, ids: NDArray[np.uint64], entered: NDArray[np.int64], periods: int
) -> NDArray[np.int8]:
    """Return the stage of each customer as each period since entry begins: the last move counts."""
    row, period, known = _since_entry(moves, ids, entered)
    stage, to = np.full((periods + 1, ids.size), EXPLORATION, np.int8), known["stage"].to_numpy()
    for t in range(periods):
        stage[t + 1] = stage[t]
        stage[t + 1, row[period == t]] = to[period == t]
    return stage


def _since_entry(
    table: pa.Table, ids: NDArray[np.uint64], entered: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], pa.Table]:
    """Return the rows of customers in `ids` alone, with their places there and months since entry."""
    customer = table["customer_id"].to_numpy()
    place = np.minimum(np.searchsorted(ids, customer), ids.size - 1)
    known = ids[place] == customer
    kept = table.filter(pa.array(known))
    return place[known], kept["period"].to_numpy() - entered[place[known]], kept
