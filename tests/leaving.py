"""Customers who go as the engine lets them go at the end of a period in which they have left."""

from functools import cache

import numba
import numpy as np

from hooper.engine.law_loops import BLOCK
from hooper.engine.step_module import step_module
from hooper.mechanisms.life_stages import GONE


def leave(population, law_set, slots):
    """Let customers go, and step aside in their blocks."""
    population.write("stage", slots, np.float32(GONE))
    part_with_the_gone, lanes = way_into(step_module(law_set).part_with_the_gone), population.lanes
    for block in range(lanes.used):
        where = (lanes.slot_at[block], lanes.lane_of, block * BLOCK, lanes.there[block])
        lanes.there[block] = part_with_the_gone(population.blocks[block], *where)


@cache
def way_into(inner):
    """Return a function that the interpreter can call, and that calls one that it cannot."""
    return numba.njit(lambda *arguments: inner(*arguments))  # noqa: PLW0108  # not the same to the compiler
