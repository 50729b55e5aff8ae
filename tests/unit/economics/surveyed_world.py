"""A world in which everybody is asked each quarter, and what its customers feel in the end."""

from functools import cache

import pyarrow as pa

from hooper.economics.observed_activity import ObservedActivity
from hooper.engine.simulate import simulate
from tests.small_worlds import default_world


@cache
def surveyed_world():
    """Return what is seen of the customers of two years, and the last snapshot of those who are there."""
    world = default_world(1_500, surveys={"sample_share": 1.0, "answer": 0.5})
    history = simulate(world, 24, seed=4).history
    felt = history.truth.snapshots
    taken = felt["period"].to_numpy()
    last = felt.filter(pa.array(taken == taken.max()))
    return ObservedActivity.of(history.observed, world.period_days), last
