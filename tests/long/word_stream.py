"""The words of a world as a stream for a battery of tests: `python -m tests.long.word_stream ORDER FIRST`.

The world has 2^20 customers, 2^9 periods and 2^4 decisions of four words each: 2^35 words a replication.
The three orders differ in which of the axes runs fastest; the four words of a decision stay together.

    customers     who runs fastest, then what for, then when
    periods       when runs fastest, then what for, then who
    interleaved   what for runs fastest, then who, then when: the order in which lives are lived

Standard output gets 32-bit little-endian words, from replication FIRST on, for as long as somebody reads
them; standard error then gets their number.
"""

import itertools
import os
import sys

import numpy as np

from hooper.firm.customer_ids import PAID, acquired_ids, founder_ids, referred_ids
from hooper.foundation import decisions
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import philox, round_keys

SEED = 20_110_401
BITS = {"customers": 20, "periods": 9, "decisions": 4}
AXES = {
    "customers": ("customers", "decisions", "periods"),
    "periods": ("periods", "decisions", "customers"),
    "interleaved": ("decisions", "customers", "periods"),
}
ORDERS = tuple(AXES)
DECISIONS = (
    decisions.EXPERIENCE_AND_PURCHASE,
    decisions.LEAVING_AND_MOVING,
    decisions.ENTRY_RATE,
    decisions.ENTRY_RATE_SECOND_TRY,
    decisions.ENTRY_SPEND,
    decisions.ENTRY_SPEND_SECOND_TRY,
    decisions.ENTRY_CHARACTER,
    decisions.ENTRY_RESPONSE,
    decisions.SERVICE_CASE,
    decisions.REFERRED_ID,
    decisions.ACQUISITION_DAY,
    decisions.STRATEGY,
    decisions.ORDER,
    decisions.ORDER + 1,
    decisions.ORDER + decisions.TRIES_PER_ORDER,
    decisions.ORDER + decisions.TRIES_PER_ORDER + 1,
)
COUNTERS = 2 ** sum(BITS.values())
CHUNK = 2**16
BYTES_A_WORD = 4


def customers(order, replication):
    """Return the ids of the world: one half founders, one quarter bought, one quarter referred.

    Where customers run fastest they stand as they arrived. In the other orders, where few customers fill
    many words, they are dealt like cards: founder, founder, bought, referred, and so on.
    """
    periods, a_period = 2 ** BITS["periods"], 2 ** (BITS["customers"] - BITS["periods"]) // 4
    founders = founder_ids(0, 2 ** BITS["customers"] // 2)
    bought = [acquired_ids(PAID, period, a_period) for period in range(periods)]
    referred = [
        referred_ids((SEED, replication), founders[period * a_period :][:a_period], period)
        for period in range(periods)
    ]
    ids = np.concatenate([founders, *bought, *referred])
    return ids if order == "customers" else ids.reshape(4, -1).T.ravel()


def shifts(order):
    """Return where customer, period and decision begin among the bits of a place in the stream."""
    axes = AXES[order]
    return tuple(np.uint64(sum(BITS[faster] for faster in axes[: axes.index(axis)])) for axis in BITS)


@compiled
def fill(first, ids, periods, which, by_customer, by_period, by_decision, keys, out):
    last_customer, last_period = np.uint64(ids.size - 1), np.uint64(periods - 1)
    last_decision = np.uint64(which.size - 1)
    for k in range(out.shape[0]):
        place = np.uint64(first + k)
        customer = ids[np.int64((place >> by_customer) & last_customer)]
        period = np.uint32((place >> by_period) & last_period)
        decision = which[np.int64((place >> by_decision) & last_decision)]
        low, high = np.uint32(customer & np.uint64(0xFFFFFFFF)), np.uint32(customer >> np.uint64(32))
        out[k, 0], out[k, 1], out[k, 2], out[k, 3] = philox(low, high, period, decision, keys)


def chunks(order, replication):
    """Yield the words of one replication, arrays `(CHUNK, 4)`."""
    ids, which = customers(order, replication), np.array(DECISIONS, np.uint32)
    keys = round_keys(SEED, replication)
    for first in range(0, COUNTERS, CHUNK):
        out = np.empty((CHUNK, 4), np.uint32)
        fill(first, ids, 2 ** BITS["periods"], which, *shifts(order), keys, out)
        yield out


def write(order, replication, descriptor):
    """Write words until nobody reads them any more; return how many were taken, a full pipe included."""
    taken = 0
    try:
        for later in itertools.count(replication):
            for chunk in chunks(order, later):
                left = chunk.astype("<u4").tobytes()
                while left:
                    sent = os.write(descriptor, left)
                    left = left[sent:]
                    taken += sent
    except BrokenPipeError:
        pass
    return taken // BYTES_A_WORD


if __name__ == "__main__":
    sys.stderr.write(f"{write(sys.argv[1], int(sys.argv[2]), sys.stdout.fileno())}\n")
