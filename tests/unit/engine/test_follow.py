"""Following one customer tells the same life as the history of the whole world."""

import numpy as np
import pytest

from hooper.engine.follow import follow
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.scenario import presets

PLAN = RunPlan((7, 0), 40)


def test_the_life_followed_is_the_life_recorded():
    world = World(presets.load("retail", ["founders.customers=600"]))
    truth = run(world, PLAN).history.truth
    exits = truth.exits.to_pylist()
    customer = next(row for row in exits if row["period"] > 20 and row["customer_id"] < 600)
    life = follow(world, PLAN, customer["customer_id"]).to_pydict()
    left = [period for period, exit_ in zip(life["period"], life["exits"], strict=True) if exit_ > 0]
    moves = [
        (int(period), int(before), int(after))
        for period, before, after in zip(life["period"], life["stage_at_start"], life["stage"], strict=True)
        if before != after
    ]
    recorded = [
        (row["period"], row["stage_before"], row["stage"])
        for row in truth.stage_moves.to_pylist()
        if row["customer_id"] == customer["customer_id"]
    ]
    assert left == [customer["period"]]
    assert moves == recorded
    assert np.isfinite(life["satisfaction"]).all()


def test_a_customer_who_never_enters_is_an_error_that_says_which_ids_there_are():
    world = World(presets.load("retail", ["founders.customers=600"]))
    with pytest.raises(InputError, match="there is no customer 12345"):
        follow(world, PLAN, 12345)
