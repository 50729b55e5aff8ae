"""The life of one customer, told week by week for the report and for the classroom."""

import numpy as np

from hooper.engine.follow import follow
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import GONE, STAGES
from hooper.report.figure_data import CustomerLife
from hooper.study.run_task import RunTask


def life_of(task: RunTask, customer_id: int) -> CustomerLife:
    """Return the life of one customer of a task's world, from entry to exit or horizon."""
    table = follow(World(task.scenario), task.plan, customer_id)
    columns = {name: table[name].to_numpy() for name in table.column_names}
    there = columns["active"] > 0.0
    weeks_per_period = task.scenario.period_days / DAYS_PER_WEEK
    weeks = (columns["period"] - columns["period"][0]) * weeks_per_period
    left = columns["exits"] > 0.0
    ending = (
        f"left for the cause '{CAUSES[int(columns['cause'][left][0])]}'"
        if left.any()
        else "still held at the end"
    )
    return CustomerLife(
        customer=str(customer_id),
        weeks=weeks[there],
        stage=columns["stage_at_start"][there].astype(np.int64),
        stage_names=(*STAGES, "gone")[: GONE + 1],
        experience=columns["experience.overall"][there],
        expectation=columns["expectation.overall"][there],
        satisfaction=columns["satisfaction"][there],
        purchase_weeks=weeks[there & (columns["orders"] > 0.0)],
        ending=ending,
    )


def a_telling_life(task: RunTask) -> CustomerLife:
    """Return the life of the founder who left after the most changes of stage (ties: lowest id)."""
    history = task.simulate().history
    exits = history.truth.exits["customer_id"].to_numpy()
    moves = history.truth.stage_moves["customer_id"].to_numpy()
    founders = task.scenario.founders.customers
    leavers = exits[exits < founders].astype(np.int64)
    counts = np.bincount(moves[moves < founders].astype(np.int64), minlength=founders)
    return life_of(task, int(leavers[np.argmax(counts[leavers])]) if leavers.size else 0)
