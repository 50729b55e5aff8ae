"""What it costs to serve everybody who is there, posted from the blocks in which they stand."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.customer_accounts import CustomerAccounts
from hooper.engine.population import Population
from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch

_READ_AHEAD: Final = 32


def post_service_costs(
    accounts: CustomerAccounts,
    period: int,
    population: Population,
    costs: NDArray[np.floating[Any]],
    factors: NDArray[np.floating[Any]],
    flat_cost: float,
) -> None:
    """Post the flat cost of a period to everybody who is there, and what serving her saves of it.

    `costs` are by stage, `factors` those of the customers by block and lane, in one kind of number.
    """
    stages, lanes = population.row("stage"), population.lanes
    paid, saved = accounts.column(period, "base_profit"), accounts.column(period, "cost_saving")
    _post(*paid, *saved, lanes.there, lanes.slot_at, stages, costs, factors, flat_cost)


@compiled
def _post(
    paid: NDArray[np.float64],
    paid_by_stage: NDArray[np.float64],
    saved: NDArray[np.float64],
    saved_by_stage: NDArray[np.float64],
    there: NDArray[np.int64],
    slot_at: NDArray[np.uint32],
    stages: NDArray[np.float32],
    costs: NDArray[np.floating[Any]],
    factors: NDArray[np.floating[Any]],
    flat_cost: float,
) -> None:
    for block in range(there.size):
        slots, last = slot_at[block], there[block] - 1
        for lane in range(there[block]):
            ahead = np.int64(slots[min(lane + _READ_AHEAD, last)])
            fetch(paid, ahead)
            fetch(saved, ahead)
            slot, stage = slots[lane], np.int64(stages[block, lane])
            saving = flat_cost - np.float64(costs[stage] * factors[block, lane])
            paid[slot] -= flat_cost
            paid_by_stage[stage] -= flat_cost
            saved[slot] += saving
            saved_by_stage[stage] += saving
