"""Who stands where in the blocks: newcomers find a lane, the gone make way, and some of them come back."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.block_lanes import swap
from hooper.engine.law_loops import BLOCK
from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch
from hooper.foundation.workers import Workers, shares

# Ranks are closed when more than an eighth of the lanes that are lived belongs to nobody.
_FULL_ENOUGH = 0.875
_READ_AHEAD = 16


def grown(array: NDArray[Any], length: int) -> NDArray[Any]:
    """Return an array of that length along its first axis: what was there, and zeros after it."""
    longer = np.zeros((length, *array.shape[1:]), array.dtype)
    longer[: array.shape[0]] = array
    return longer


class Lanes:
    """Which customer stands in which lane, by slot; arrays for `blocks` blocks.

    `there` counts the customers of each block who are there: they stand in its first lanes. `filled`
    counts them and the gone behind them. `slot_at` of shape `(blocks, BLOCK)` and `lane_of`, by slot,
    point at each other.
    """

    def __init__(self, blocks: int) -> None:
        self.there = np.zeros(blocks, np.int64)
        self.filled = np.zeros(blocks, np.int64)
        self.slot_at = np.zeros((blocks, BLOCK), np.uint32)
        self.lane_of = np.zeros(blocks * BLOCK, np.uint32)

    @property
    def used(self) -> int:
        """The number of blocks in which anybody stands, there or gone."""
        return int(np.count_nonzero(self.filled))

    def state(self, customers: int) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered of `customers` customers."""
        used = self.used
        kept = {name: getattr(self, name)[:used].copy() for name in ("there", "filled", "slot_at")}
        return {**kept, "lane_of": self.lane_of[:customers].copy()}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned; there must be room for it."""
        for name in ("there", "filled", "slot_at", "lane_of"):
            getattr(self, name)[: len(state[name])] = state[name]

    def make_room(self, blocks: int) -> None:
        """Grow to `blocks` blocks; everybody keeps the lane."""
        for name in ("there", "filled", "slot_at"):
            setattr(self, name, grown(getattr(self, name), blocks))
        self.lane_of = grown(self.lane_of, blocks * BLOCK)

    def seat(
        self,
        state: NDArray[np.float32],
        newcomer: NDArray[np.float32],
        first_slot: int,
        newcomers: int,
        workers: Workers,
    ) -> None:
        """Give newcomers with the next slots a lane behind those who are there, and the state `newcomer`."""
        where = (self.there, self.filled, self.slot_at, self.lane_of)
        open_block = max(self.used - 1, 0)
        there_still_fit = min(BLOCK - int(self.filled[open_block]), newcomers)
        _seat(state, *where, newcomer, open_block, first_slot, there_still_fit)

        def seat_in_empty_blocks(share: slice) -> None:
            # A share is a number of whole blocks: no two of them stand in one.
            first_block = open_block + 1 + share.start // BLOCK
            _seat(state, *where, newcomer, first_block, first + share.start, share.stop - share.start)

        first = first_slot + there_still_fit
        workers.map(seat_in_empty_blocks, shares(newcomers - there_still_fit))

    def read(self, state: NDArray[np.float32], row: int, slots: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return a row of the state of the customers in the given slots, same shape."""
        return _read(state, self.lane_of, row * BLOCK, slots)

    def write(
        self,
        state: NDArray[np.float32],
        row: int,
        slots: NDArray[np.int64],
        values: NDArray[np.float32],
    ) -> None:
        """Set a row of the state of the customers in the given slots."""
        _write(state, self.lane_of, row * BLOCK, slots, values)

    def first_not_a_number(self, state: NDArray[np.float32], row: int) -> int | None:
        """Return the lowest slot whose value in a row of the state is not a number, or None."""
        slot = int(_first_not_a_number(state, self.filled[: self.used], self.slot_at, row * BLOCK))
        return None if slot < 0 else slot

    def bring_back(self, state: NDArray[np.float32], slots: NDArray[np.int64]) -> None:
        """Let customers who have gone stand among those who are there again, in their blocks."""
        _bring_back(state, self.there, self.slot_at, self.lane_of, slots)

    def close_ranks(self, state: NDArray[np.float32]) -> None:
        """Fill the gaps in the first blocks with customers of the last ones, if there are many gaps."""
        there = self.there[: self.used]
        if there.sum() < _FULL_ENOUGH * BLOCK * np.count_nonzero(there):
            _close_ranks(state, there, self.slot_at, self.lane_of)


@compiled
def _read(
    state: NDArray[np.float32], lane_of: NDArray[np.uint32], offset: int, slots: NDArray[np.int64]
) -> NDArray[np.float32]:
    values, last = np.empty(slots.size, np.float32), slots.size - 1
    flat, width = state.reshape(-1), state.shape[1]
    for k in range(slots.size):
        fetch(lane_of, slots[min(k + 2 * _READ_AHEAD, last)])
        block, lane = divmod(np.int64(lane_of[slots[min(k + _READ_AHEAD, last)]]), BLOCK)
        fetch(flat, block * width + offset + lane)
        block, lane = divmod(np.int64(lane_of[slots[k]]), BLOCK)
        values[k] = state[block, offset + lane]
    return values


@compiled
def _write(
    state: NDArray[np.float32],
    lane_of: NDArray[np.uint32],
    offset: int,
    slots: NDArray[np.int64],
    values: NDArray[np.float32],
) -> None:
    for k in range(slots.size):
        block, lane = divmod(np.int64(lane_of[slots[k]]), BLOCK)
        state[block, offset + lane] = values[k]


@compiled
def _seat(
    state: NDArray[np.float32],
    there: NDArray[np.int64],
    filled: NDArray[np.int64],
    slot_at: NDArray[np.uint32],
    lane_of: NDArray[np.uint32],
    newcomer: NDArray[np.float32],
    open_block: int,
    first_slot: int,
    newcomers: int,
) -> None:
    block, slot = open_block, first_slot
    while slot < first_slot + newcomers:
        if filled[block] == BLOCK:
            block += 1
        some = min(BLOCK - filled[block], first_slot + newcomers - slot)
        lane, end = there[block], filled[block] + some
        # Some who have gone stand there, and make way.
        gone = min(some, filled[block] - lane)
        for row in range(newcomer.size):
            of_row = state[block, row * BLOCK : (row + 1) * BLOCK]
            of_row[end - gone : end] = of_row[lane : lane + gone]
            of_row[lane : lane + some] = newcomer[row]
        for k in range(gone):
            slot_at[block, end - gone + k] = slot_at[block, lane + k]
            lane_of[slot_at[block, lane + k]] = block * BLOCK + end - gone + k
        for k in range(some):
            slot_at[block, lane + k] = slot + k
            lane_of[slot + k] = block * BLOCK + lane + k
        there[block] += some
        filled[block] = end
        slot += some


@compiled
def _bring_back(
    state: NDArray[np.float32],
    there: NDArray[np.int64],
    slot_at: NDArray[np.uint32],
    lane_of: NDArray[np.uint32],
    slots: NDArray[np.int64],
) -> None:
    rows = state.shape[1] // BLOCK
    for k in range(slots.size):
        block, lane = divmod(np.int64(lane_of[slots[k]]), BLOCK)
        swap(state[block], rows, slot_at[block], lane_of, block * BLOCK, lane, there[block])
        there[block] += 1


@compiled
def _close_ranks(
    state: NDArray[np.float32],
    there: NDArray[np.int64],
    slot_at: NDArray[np.uint32],
    lane_of: NDArray[np.uint32],
) -> None:
    front, back = 0, there.size - 1
    while front < back:
        if there[front] == BLOCK:
            front += 1
        elif there[back] == 0:
            back -= 1
        else:
            gap, last = there[front], there[back] - 1
            for start in range(0, state.shape[1], BLOCK):
                kept = state[front, start + gap]
                state[front, start + gap] = state[back, start + last]
                state[back, start + last] = kept
            slot = slot_at[front, gap]
            slot_at[front, gap] = slot_at[back, last]
            slot_at[back, last] = slot
            lane_of[slot_at[front, gap]] = front * BLOCK + gap
            lane_of[slot_at[back, last]] = back * BLOCK + last
            there[front] += 1
            there[back] -= 1


@compiled
def _first_not_a_number(
    blocks: NDArray[np.float32], filled: NDArray[np.int64], slot_at: NDArray[np.uint32], offset: int
) -> np.int64:
    """Return the lowest slot whose value in a row is not a number, or -1."""
    found = np.int64(-1)
    for block in range(filled.size):
        wrong = 0
        for lane in range(offset, offset + filled[block]):
            wrong += 1 if blocks[block, lane] != blocks[block, lane] else 0
        if wrong > 0:
            for lane in range(filled[block]):
                value = blocks[block, offset + lane]
                slot = np.int64(slot_at[block, lane])
                if value != value and (found < 0 or slot < found):  # noqa: PLR0124  # so a nan is told
                    found = slot
    return found
