"""The layout of 64-bit customer ids: a customer's id never depends on the order of arrival.

    founders       0x0 | ordinal                                    (top two bits 00)
    acquired       01  | channel (6 bits) | period (24) | ordinal (32)
    referred       10  | 62 bits of Philox(referrer, period of the referral)
    word of mouth  11  | 62 bits of Philox(who talked, period of the talk)

Of a channel that diffuses every potential customer has the id of period 0 from the beginning, and so has
whoever stands in a network of acquaintances, in the channel of word of mouth. Whom a
strategy's spend brings counts from 2^31 on. Ranges are disjoint, so that
one more customer from one source changes nobody else. The ids of those whom customers bring are hashed: the
expected number of equal pairs among ten million is 1e-5, and a collision is an error.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import REFERRED_ID, WORD_OF_MOUTH_ID
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import customer_words
from hooper.scenario.channel_settings import BUILT_IN_CHANNELS

FOUNDER: Final = 0
PAID: Final = 1
REFERRED: Final = 2
WORD_OF_MOUTH: Final = 3
CHANNELS: Final = BUILT_IN_CHANNELS
FIRST_NAMED: Final = len(CHANNELS)

_ACQUIRED_RANGE = np.uint64(1 << 62)
_REFERRED_RANGE = np.uint64(1 << 63)
_WORD_OF_MOUTH_RANGE = np.uint64(3 << 62)
_OF_A_NETWORK: Final = 0
_HASH_BITS = np.uint64((1 << 62) - 1)
_HIGH = np.uint64(32)
_CHANNEL = np.uint64(56)
_CHANNEL_BITS = np.uint64(63)
_ORDINAL_BITS = np.uint64((1 << 32) - 1)
_BOUGHT = np.uint64(1 << 31)


def founder_ids(first: int, count: int) -> NDArray[np.uint64]:
    """Return the ids of founders `first`, `first + 1`, ..., shape `(count,)`."""
    return np.arange(first, first + count, dtype=np.uint64)


def acquired_ids(channel: int, period: int, count: int) -> NDArray[np.uint64]:
    """Return the ids of the first `count` customers that a channel may bring in a period."""
    prefix = _ACQUIRED_RANGE | np.uint64(channel << 56) | np.uint64(period << 32)
    return prefix | np.arange(count, dtype=np.uint64)


def bought_ids(channel: int, period: int, count: int) -> NDArray[np.uint64]:
    """Return the ids of those whom a strategy's spend brings in a period, apart from those of the plan."""
    return acquired_ids(channel, period, count) | _BOUGHT


def is_bought(customer_id: NDArray[np.uint64], channel: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which customers, of given channels, a strategy's spend has brought, same shape.

    >>> is_bought(bought_ids(PAID, 7, 2), np.array([PAID, PAID], np.uint8)).tolist()
    [True, True]
    """
    return (channel == PAID) & ((customer_id & _BOUGHT) > 0)


def channel_of(acquired_id: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return the channel by which each of the acquired customers came, same shape.

    >>> channel_of(acquired_ids(5, 7, 2)).tolist()
    [5, 5]
    """
    return ((acquired_id >> _CHANNEL) & _CHANNEL_BITS).astype(np.uint8)


def ordinal_of(acquired_id: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the so-many-th whom each of the acquired customers is in the period and channel, same shape.

    >>> ordinal_of(acquired_ids(5, 7, 2)).tolist()
    [0, 1]
    """
    return (acquired_id & _ORDINAL_BITS).astype(np.int64)


def person_ids(persons: NDArray[np.int64], founders: int) -> NDArray[np.uint64]:
    """Return the ids of people of a network, by number: the founders first, then the others; same shape.

    >>> persons_of(person_ids(np.array([1, 2]), founders=2), founders=2, people=3).tolist()
    [1, 2]
    """
    [first] = acquired_ids(WORD_OF_MOUTH, _OF_A_NETWORK, 1)
    others = first + np.maximum(persons - founders, 0).astype(np.uint64)
    return np.where(persons < founders, persons.astype(np.uint64), others)


def persons_of(customer_id: NDArray[np.uint64], founders: int, people: int) -> NDArray[np.int64]:
    """Return the numbers of customers in a network of so many people, -1 for who is not in it; same shape."""
    [first] = acquired_ids(WORD_OF_MOUTH, _OF_A_NETWORK, 1)
    return _persons_of(customer_id, first, np.uint64(founders), np.uint64(people - founders))


def referred_ids(key: tuple[int, int], referrer_id: NDArray[np.uint64], period: int) -> NDArray[np.uint64]:
    """Return the id of whom each referrer refers in a period, same shape."""
    return _REFERRED_RANGE | _hashed(key, referrer_id, period, REFERRED_ID)


def word_of_mouth_ids(key: tuple[int, int], talker_id: NDArray[np.uint64], period: int) -> NDArray[np.uint64]:
    """Return the id of whom the talk of each customer brings in a period, same shape."""
    return _WORD_OF_MOUTH_RANGE | _hashed(key, talker_id, period, WORD_OF_MOUTH_ID)


def _hashed(
    key: tuple[int, int], customer_id: NDArray[np.uint64], period: int, decision: int
) -> NDArray[np.uint64]:
    drawn = customer_words(key, customer_id, period, decision).astype(np.uint64)
    return ((drawn[0] << _HIGH) | drawn[1]) & _HASH_BITS


@compiled
def _persons_of(
    customer_id: NDArray[np.uint64], first: np.uint64, founders: np.uint64, others: np.uint64
) -> NDArray[np.int64]:
    persons = np.empty(customer_id.size, np.int64)
    for k in range(customer_id.size):
        own = customer_id[k]
        as_other = np.int64(founders + own - first) if first <= own < first + others else np.int64(-1)
        persons[k] = np.int64(own) if own < founders else as_other
    return persons
