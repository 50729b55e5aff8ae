"""Who stands where in one block.

The customers who are there stand in the first lanes, so that loops over a block need not ask who is. Who
has gone stands behind them, as he was when he left.
"""

from hooper.engine.law_loops import BLOCK
from hooper.foundation import jit
from hooper.mechanisms.life_stages import FIRST_GONE


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
