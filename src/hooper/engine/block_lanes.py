"""What is done with the lanes of one block: sums over them, a look for events, and who stands where.

The customers who are there stand in the first lanes, so that loops over a block need not ask who is. Who
has gone stands behind them, as he was when he left.
"""

import numpy as np

from hooper.engine.law_loops import BLOCK
from hooper.foundation import jit
from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.life_stages import FIRST_GONE

_STRANDS = 8


@jit.block_loop
def block_sum(buffer, offset, n):
    """Sum a row over the first n lanes, in float64 and in eight strands with a fixed order."""
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
    whole = n - n % _STRANDS
    for j in range(offset, offset + whole, _STRANDS):
        a0 += np.float64(buffer[j])
        a1 += np.float64(buffer[j + 1])
        a2 += np.float64(buffer[j + 2])
        a3 += np.float64(buffer[j + 3])
        a4 += np.float64(buffer[j + 4])
        a5 += np.float64(buffer[j + 5])
        a6 += np.float64(buffer[j + 6])
        a7 += np.float64(buffer[j + 7])
    for j in range(offset + whole, offset + n):
        a0 += np.float64(buffer[j])
    return ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))


@jit.kernel
def any_of_eight(buffer, first):
    """Return whether one of eight neighbours is above zero."""
    found = (buffer[first] > ZERO) | (buffer[first + 1] > ZERO)
    found |= (buffer[first + 2] > ZERO) | (buffer[first + 3] > ZERO)
    found |= (buffer[first + 4] > ZERO) | (buffer[first + 5] > ZERO)
    return found | (buffer[first + 6] > ZERO) | (buffer[first + 7] > ZERO)


@jit.block_loop
def swap(state, rows, slot_at, lane_of, first_lane, one, other):
    """Let the customers in two lanes of a block change places."""
    for start in range(0, rows * BLOCK, BLOCK):
        kept = state[start + one]
        state[start + one] = state[start + other]
        state[start + other] = kept
    slot = slot_at[one]
    slot_at[one] = slot_at[other]
    slot_at[other] = slot
    lane_of[slot_at[one]] = first_lane + one
    lane_of[slot_at[other]] = first_lane + other


@jit.block_loop
def part(state, stage, rows, slot_at, lane_of, first_lane, n):
    """Put those of the first n lanes who have gone behind the others; return how many are left."""
    gone = 0
    for j in range(n):
        gone += 1 if state[stage + j] >= FIRST_GONE else 0
    left = n - gone
    last = n
    for j in range(left if gone else 0):
        if state[stage + j] >= FIRST_GONE:
            last -= 1
            while state[stage + last] >= FIRST_GONE:
                last -= 1
            swap(state, rows, slot_at, lane_of, first_lane, j, last)
    return left
