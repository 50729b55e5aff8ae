"""Follows one customer: a row a period, a column a field."""

import pyarrow as pa

from hooper.engine.journal import keep_journal
from hooper.engine.law_set import PERIOD
from hooper.engine.plan import RunPlan
from hooper.engine.replay import lived_again
from hooper.engine.world import World


def follow(world: World, plan: RunPlan, customer_id: int) -> pa.Table:
    """Return one row a period from the customer's entry to the exit or the horizon, one column a field.

    State fields hold their value after the period, fields of the period what the laws wrote in it. The
    life is lived again alone, and has to be the one that was lived among the others (see `replay`).
    Raises `InputError` if no such customer enters the world.
    """
    journal = keep_journal(world, plan, customer_id)
    periods = list(lived_again(world.physics, journal))
    columns = {name: [each.values[name] for each in periods] for name in periods[0].values}
    return pa.table({**columns, PERIOD: [each.period for each in periods]})
