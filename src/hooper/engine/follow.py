"""Follows one customer: the same life on the same words, with everything that the laws saw and wrote."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from hooper.engine.clock import Calendar, Phase, Recurring
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import BlocksEngine
from hooper.engine.running_world import RunningWorld
from hooper.engine.law_loops import BLOCK
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.history.table_sink import InMemory


@dataclass
class _Follower:
    """Before the whole population lives a period, lives it once on a copy of one customer's lane."""

    world: World
    running: RunningWorld
    engine: BlocksEngine
    customer_id: int
    rows: list[dict[str, float]] = field(default_factory=list[dict[str, float]])

    def look(self, period: int) -> None:
        population = self.running.population
        found = np.flatnonzero(population.customer_id[: population.size] == np.uint64(self.customer_id))
        if found.size:
            block, lane = divmod(int(population.lanes_of(found)[0]), BLOCK)
            if lane >= population.lanes.there[block]:
                return
            state = population.blocks[block][lane:].copy()
            scratch = self.engine.live_one(state)
            laws = self.world.law_set
            values = {"period": float(period)}
            values |= {row: float(state[k * BLOCK]) for k, row in enumerate(laws.state_rows)}
            values |= {row: float(scratch[k * BLOCK]) for k, row in enumerate(laws.scratch_rows)}
            self.rows.append(values)


def follow(world: World, plan: RunPlan, customer_id: int) -> pa.Table:
    """Return one row a period from the customer's entry to the horizon, one column a field of the laws.

    State fields hold their value after the period, fields of the period what the laws wrote in it; `active`
    is 0 from the period after the exit. Raises `InputError` if no such customer enters the world.
    """
    engine = BlocksEngine(world.physics, threads=1, chunk=8192)
    running = RunningWorld(world, plan, engine, InMemory())
    calendar = Calendar()
    follower = _Follower(world, running, engine, customer_id)
    running.put_on(calendar)
    calendar.add(Recurring(follower.look, Phase.CUSTOMERS.at(0)))
    calendar.run(plan.periods)
    if not follower.rows:
        remedy = f"founders have the ids 0 to {world.scenario.founders.customers - 1}"
        raise InputError([Fault("customer", f"nobody with the id {customer_id} enters this world", remedy)])
    hidden = ("id_low", "id_high")
    names = [name for name in follower.rows[0] if name not in hidden]
    return pa.table({name: [row[name] for row in follower.rows] for name in names})
