"""Chance as a pure function: Philox4x32-10 words from a key and a counter.

`words = philox(key = (seed, replication), counter = (id_low, id_high, period, decision))`, so that a
draw depends on who, when and what for, and on nothing else: not on order, threads, or what others do.
Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.kernel_numerics import HALF, TWO, cosine_and_sine_of_turn, log32

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85
_WORD = 0xFFFFFFFF
_HIGH = np.uint64(32)
_LOW = np.uint64(_WORD)
_DROPPED_BITS = np.uint32(9)
_UNIT_23 = np.float32(2.0**-23)
ROUNDS = 10
_WEYL_STEPS = np.arange(ROUNDS, dtype=np.uint64)[:, np.newaxis] * np.array([_WEYL_0, _WEYL_1], np.uint64)


def round_keys(seed: int, replication: int) -> NDArray[np.uint32]:
    """Return the 20 round keys of (seed, replication), both below 2^32, shape `(20,)`.

    Raises InputError for others: they would wrap, and be the worlds of another seed without saying so.

    >>> [hex(word) for word in round_keys(0, 0)[:4].tolist()]
    ['0x0', '0x0', '0x9e3779b9', '0xbb67ae85']
    """
    return _keys_of_rounds(seed, replication).copy()


@lru_cache
def _keys_of_rounds(seed: int, replication: int) -> NDArray[np.uint32]:
    """Return what all who draw in a period ask for; it is copied, since the next one gets it too."""
    faults = [
        Fault(name, f"{value} is not from 0 to 2^32 - 1", f"choose another {name}")
        for name, value in (("seed", seed), ("replication", replication))
        if not 0 <= value <= _WORD
    ]
    if faults:
        raise InputError(faults)
    starts = np.array([[seed, replication]], dtype=np.uint64)
    return ((starts + _WEYL_STEPS) & _LOW).astype(np.uint32).ravel()


@kernel
def in_a_tuple(keys):
    """Return the 20 round keys of an array as a tuple: a loop that reads them from one vectorises."""
    return (
        *(keys[0], keys[1], keys[2], keys[3], keys[4], keys[5], keys[6], keys[7], keys[8], keys[9]),
        *(keys[10], keys[11], keys[12], keys[13], keys[14]),
        *(keys[15], keys[16], keys[17], keys[18], keys[19]),
    )


@kernel
def _round(c0, c1, c2, c3, key_0, key_1):
    product_0 = np.uint64(c0) * _MULTIPLIER_0
    product_1 = np.uint64(c2) * _MULTIPLIER_1
    d0 = np.uint32(np.uint32(product_1 >> _HIGH) ^ c1 ^ key_0)
    d2 = np.uint32(np.uint32(product_0 >> _HIGH) ^ c3 ^ key_1)
    return d0, np.uint32(product_1 & _LOW), d2, np.uint32(product_0 & _LOW)


@kernel
def philox(c0, c1, c2, c3, keys):
    """Return four uint32 words for a counter of four uint32; `keys` holds the 20 round keys.

    The rounds are written out: a loop here would keep the caller's loop from vectorising.
    """
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[0], keys[1])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[2], keys[3])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[4], keys[5])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[6], keys[7])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[8], keys[9])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[10], keys[11])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[12], keys[13])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[14], keys[15])
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, keys[16], keys[17])
    return _round(c0, c1, c2, c3, keys[18], keys[19])


@kernel
def uniform(word):
    """Return a float32 strictly between 0 and 1 from the upper 23 bits of a word.

    With 24 bits the half that is added could not be held any more, and the largest word would give 1.
    """
    return (np.float32(np.int32(word >> _DROPPED_BITS)) + HALF) * _UNIT_23


@kernel
def normal_pair(word_0, word_1):
    """Return two independent standard normal float32 from two words (Box and Muller 1958)."""
    radius = np.sqrt(-TWO * log32(uniform(word_0)))
    cosine, sine = cosine_and_sine_of_turn(uniform(word_1))
    return radius * cosine, radius * sine


@compiled
def _fill_words(id_low, id_high, period, decision, keys, out):
    for i in range(id_low.size):
        w0, w1, w2, w3 = philox(id_low[i], id_high[i], period[i], decision[i], keys)
        out[0, i] = w0
        out[1, i] = w1
        out[2, i] = w2
        out[3, i] = w3


def words(
    key: tuple[int, int], id_low: ArrayLike, id_high: ArrayLike, period: ArrayLike, decision: ArrayLike
) -> NDArray[np.uint32]:
    """Return the words of many counters, shape `(4, n)`; the four counter words broadcast.

    >>> [hex(word) for word in words((0, 0), 0, 0, 0, 0)[:, 0].tolist()]
    ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    counters = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(word, dtype=np.uint32)) for word in (id_low, id_high, period, decision))
    )
    low, high, when, which = (np.array(counter) for counter in counters)
    out = np.empty((4, low.size), dtype=np.uint32)
    _fill_words(low, high, when, which, round_keys(*key), out)
    return out


@compiled
def _fill_customer_words(customer_id, period, decision, keys, out):
    for i in range(customer_id.size):
        low = np.uint32(customer_id[i] & _LOW)
        high = np.uint32(customer_id[i] >> _HIGH)
        w0, w1, w2, w3 = philox(low, high, period, decision[i], keys)
        out[0, i] = w0
        out[1, i] = w1
        out[2, i] = w2
        out[3, i] = w3


def customer_words(
    key: tuple[int, int], customer_id: NDArray[np.uint64], period: int, decision: ArrayLike
) -> NDArray[np.uint32]:
    """Return the words of many customers in one period, for one decision or one each, shape `(4, n)`.

    >>> one = np.array([0], np.uint64)
    >>> bool((customer_words((0, 0), one, 0, 0) == words((0, 0), 0, 0, 0, 0)).all())
    True
    """
    out = np.empty((4, customer_id.size), dtype=np.uint32)
    which = np.full(customer_id.size, decision, np.uint32)
    _fill_customer_words(customer_id, np.uint32(period), which, round_keys(*key), out)
    return out


def uniforms(words_of_decision: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return uniforms strictly between 0 and 1 from whole 32-bit words, of the same shape."""
    return (words_of_decision.astype(np.float64) + 0.5) * 2.0**-32


@compiled
def exponentials(words_of_decision):
    """Return standard exponentials from a row of words, float64 with the bits of `log32`, shape `(n,)`."""
    out = np.empty(words_of_decision.size)
    for i in range(words_of_decision.size):
        out[i] = -log32(uniform(words_of_decision[i]))
    return out
