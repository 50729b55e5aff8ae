"""Wherever a customer stands, it is the same customer: lanes move, slots stay."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.engine.law_loops import BLOCK
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.foundation.workers import Workers, shares
from hooper.mechanisms.life_stages import GONE
from tests.leaving import leave
from tests.small_worlds import retail

LAWS = World(retail(10)).law_set


def admit(population, count):
    ids = np.arange(population.size, population.size + count, dtype=np.uint64) * np.uint64(7)
    slots = population.admit(ids, np.zeros(count), np.zeros(count, np.uint8))
    population.write("spend_rate", slots, slots.astype(np.float32) + np.float32(0.5))
    return slots


def check(population, there):
    """Everybody has the own id and state; those who are there stand in front, and nobody stands twice."""
    everybody = np.arange(population.size)
    lanes = population.lanes
    assert np.unique(lanes.lane_of[everybody]).size == population.size
    blocks, places = np.divmod(lanes.lane_of[everybody].astype(np.int64), BLOCK)
    assert (lanes.slot_at[blocks, places] == everybody).all()
    assert (places < lanes.filled[blocks]).all()
    assert sorted(population.slots_there().tolist()) == sorted(there)
    assert population.there == len(there)
    assert population.values("spend_rate").tolist() == (everybody + np.float32(0.5)).tolist()
    low = population.values("id_low").view(np.uint32)
    assert low.tolist() == (everybody * 7).tolist()
    assert (population.values("stage") < GONE).nonzero()[0].tolist() == sorted(there)
    assert all(population.is_there(slot) == (slot in there) for slot in everybody[:50].tolist())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 700), st.floats(0.0, 1.0), st.booleans()), max_size=7), st.data())
def test_whoever_comes_and_goes_slots_and_lanes_point_at_each_other(happenings, data):
    population, there = Population(LAWS, 10, Workers()), set()
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    for newcomers, share, together in happenings:
        there |= set(admit(population, newcomers).tolist())
        going = [slot for slot in sorted(there) if rng.random() < share]
        leave(population, LAWS, np.array(going, np.int64))
        there -= set(going)
        if together:
            population.close_ranks()
        check(population, there)


def test_ranks_are_closed_only_when_more_than_an_eighth_is_missing():
    population = Population(LAWS, 4 * BLOCK, Workers())
    admit(population, 4 * BLOCK)
    leave(population, LAWS, np.arange(0, BLOCK // 4))
    before = population.lanes.lane_of.copy()
    population.close_ranks()
    assert (population.lanes.lane_of == before).all(), "a sixteenth is missing"
    leave(population, LAWS, np.arange(BLOCK, BLOCK + BLOCK // 2))
    population.close_ranks()
    there = population.lanes.there[:4].tolist()
    assert there == [BLOCK, BLOCK, BLOCK, BLOCK // 4], "the gaps are filled from behind"


def test_the_gone_keep_their_state_when_newcomers_take_their_lanes():
    population = Population(LAWS, 10, Workers())
    admit(population, 5)
    population.write("satisfaction", np.arange(5), np.arange(5, dtype=np.float32))
    leave(population, LAWS, np.array([1, 3]))
    admit(population, 2)
    assert population.values("satisfaction")[:5].tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    check(population, {0, 2, 4, 5, 6})


def test_a_state_that_is_taken_up_again_is_the_same():
    population, other = Population(LAWS, 10, Workers()), Population(LAWS, 3000, Workers())
    admit(population, 900)
    leave(population, LAWS, np.arange(0, 900, 3))
    other.restore(population.state())
    check(other, set(range(900)) - set(range(0, 900, 3)))
    assert other.slots_there().tolist() == population.slots_there().tolist()
    admit(other, 3)
    assert population.size == 900, "a copy goes on apart"


@pytest.mark.parametrize("wrong", [[], [7], [600, 7, 300]])
def test_the_lowest_slot_with_what_is_no_number_is_found(wrong):
    population = Population(LAWS, 10, Workers())
    admit(population, 700)
    leave(population, LAWS, np.array([7, 8]))
    population.write("satisfaction", np.array(wrong, np.int64), np.float32(np.nan))
    assert population.first_not_a_number("satisfaction") == min(wrong, default=None)
    assert population.first_not_a_number("frailty") is None


def test_newcomers_of_many_shares_find_the_lanes_that_they_would_have_found_alone():
    newcomers = 3 * shares(10**9)[0].stop + 77  # behind an open block, and into a last one that is not full
    alone, together = Population(LAWS, 10, Workers()), Population(LAWS, 10, Workers(threads=2))
    for population in (alone, together):
        admit(population, 700)
        leave(population, LAWS, np.array([690, 691]))
        admit(population, newcomers)
    there = set(range(700 + newcomers)) - {690, 691}
    check(together, there)
    for name, rows in alone.state().items():
        np.testing.assert_array_equal(together.state()[name], rows, err_msg=name)
