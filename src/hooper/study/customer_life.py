"""The life of one customer, told week by week for the report and for the classroom."""

import numpy as np
from numpy.typing import NDArray

from hooper.engine.follow import follow
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.dimension_weights import weighed
from hooper.mechanisms.life_stages import GONE, STAGES
from hooper.report.figure_data import CustomerLife
from hooper.study.run_task import RunTask

# To formation, to stability, to decline, and out.
_MOVES_OF_A_FULL_LIFE = 4


def life_of(task: RunTask, customer_id: int) -> CustomerLife:
    """Return the life of one customer of a task's world, from entry to exit or horizon."""
    table = follow(World(task.scenario), task.plan, customer_id)
    columns = {name: table[name].to_numpy() for name in table.column_names}
    weeks_per_period = task.scenario.period_days / DAYS_PER_WEEK
    weeks = (columns["period"] - columns["period"][0]) * weeks_per_period
    left = columns["exits"][-1] > 0.0
    ending = f"left for the cause '{CAUSES[int(columns['cause'][-1])]}'" if left else "still held at the end"
    return CustomerLife(
        customer=str(customer_id),
        weeks=weeks,
        stage=columns["stage_at_start"].astype(np.int64),
        stage_names=(*STAGES, "gone")[: GONE + 1],
        experience=weighed(columns.__getitem__, "experience", task.scenario.dimension_weights),
        expectation=weighed(columns.__getitem__, "expectation", task.scenario.dimension_weights),
        satisfaction=columns["satisfaction"],
        purchase_weeks=weeks[columns["orders"] > 0.0],
        ending=ending,
    )


def a_telling_life(task: RunTask) -> CustomerLife:
    """Return the life of the founder who, of those who left through all stages, bought most often.

    Ties are broken by the lowest id; if nobody lived so fully, it is the first founder's life.
    """
    history, founders = task.simulate().history, task.scenario.founders.customers
    bought = _counts(history.observed.column("customer_id"), founders)
    moved = _counts(history.truth.stage_moves["customer_id"].to_numpy(), founders)
    left = _counts(history.truth.exits["customer_id"].to_numpy(), founders) > 0
    return life_of(task, int(np.argmax(bought * (left & (moved >= _MOVES_OF_A_FULL_LIFE)))))


def _counts(customer_id: NDArray[np.uint64], founders: int) -> NDArray[np.int64]:
    return np.bincount(customer_id[customer_id < founders].astype(np.int64), minlength=founders)
