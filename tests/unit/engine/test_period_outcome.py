"""Putting runs of blocks together gives the same bits however they were cut."""

import numpy as np
import pytest

from hooper.engine.law_loops import BLOCK
from hooper.engine.period_outcome import OutcomeBuffers, gather
from hooper.engine.world import World
from tests.small_worlds import retail

LAWS = World(retail(10)).law_set
# In another order, or in pairs, these add up to something else: 1e16 swallows a 1.
BLOCK_SUMS = np.array([1e16, 1.0, 1.0, 1.0, -1e16, 1.0, 3.0])


def buffers(lengths, room):
    """Return buffers with the block sums, cut into runs of the given lengths, and an exit in each block."""
    parts, first = [], 0
    for length in lengths:
        part = OutcomeBuffers(LAWS, room, BLOCK)
        part.sums[:length] = BLOCK_SUMS[first : first + length, None]
        part.counts[:] = length
        part.slots[:, :length] = np.arange(first, first + length) * BLOCK
        part.values[:, :length] = np.arange(first, first + length)
        parts.append(part.take(lived=length, blocks=length))
        first += length
    return parts


@pytest.mark.parametrize(
    ("lengths", "room"), [((7,), 32), ((7,), 7), ((3, 3, 1), 3), ((1,) * 7, 1), ((4, 3), 4)]
)
def test_sums_and_events_do_not_hang_on_the_cut(lengths, room):
    outcome = gather(LAWS, buffers(lengths, room))
    one_after_the_other = 0.0
    for each in BLOCK_SUMS:
        one_after_the_other += each
    assert outcome.lived == BLOCK_SUMS.size
    assert set(outcome.sums.values()) == {one_after_the_other}
    for rows in outcome.events.values():
        assert rows.slots.tolist() == [block * BLOCK for block in range(7)]
        assert all(column.tolist() == list(range(7)) for column in rows.columns.values())


def test_the_numbers_of_this_test_tell_orders_apart():
    by_parts = [BLOCK_SUMS[:2].sum(), BLOCK_SUMS[2:4].sum(), BLOCK_SUMS[4:].sum()]
    assert sum(by_parts) != np.cumsum(BLOCK_SUMS)[-1]
