"""The amounts of purchases in float64, worked out anew from the words that decided them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import ORDER, TRIES_PER_ORDER
from hooper.foundation.random_words import words

FloatArray = NDArray[np.floating]

# Within this of the edge, float32 may accept a proposal that float64 rejects, or the reverse.
BY_A_HAIR: Final = 1e-4


def exact_amounts(
    key: tuple[int, int],
    customer_id: NDArray[np.uint64],
    week: NDArray[np.int64],
    spend_rate: NDArray[np.float32],
    spend_shape: float,
) -> FloatArray:
    """Return the amounts of purchases sorted by customer and time; not a number where a hair decides.

    All arrays have the shape `(purchases,)`. The customers must be founders with small ids who all enter
    at time 0 with a purchase. `amount = gamma(p + 1) * u^(1/p) / nu` (Marsaglia and Tsang 2000).
    """
    ordinal, is_entry = _ordinals(customer_id, week)
    decision = ORDER + TRIES_PER_ORDER * ordinal
    first, second = (words(key, customer_id, 0, week, decision + k) for k in (0, 1))
    amount = _gammas(key, customer_id, week, decision, spend_shape + 1.0)
    amount *= _uniform(second[3]) ** (1.0 / spend_shape) / spend_rate
    time = np.where(is_entry, 0.0, _uniform(first[3]))
    return amount[np.lexsort((time, week, customer_id))]


def _ordinals(
    customer_id: NDArray[np.uint64], week: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the ordinals of the orders in each customer's week, in any order, and who of them enters.

    The entry order has the ordinal 0, those that follow in the same week and in others begin with 1.
    """
    is_entry = np.append(True, np.diff(customer_id) != 0)
    begins = is_entry | np.append(True, np.diff(week) != 0)
    place = np.arange(week.size)
    return place - np.maximum.accumulate(np.where(begins, place, 0)) + (week > 0), is_entry


def _gammas(
    key: tuple[int, int],
    customer_id: NDArray[np.uint64],
    week: NDArray[np.int64],
    decision: NDArray[np.int64],
    shape: float,
) -> FloatArray:
    """Return gamma variates of a shape above 1, from the first proposal that is accepted."""
    d = shape - 1.0 / 3.0
    gamma = np.full(week.size, np.nan)
    open_ = np.arange(week.size)
    for attempt in range(TRIES_PER_ORDER):
        drawn = words(key, customer_id[open_], 0, week[open_], decision[open_] + attempt)
        normal = np.sqrt(-2.0 * np.log(_uniform(drawn[0]))) * np.cos(2.0 * np.pi * _uniform(drawn[1]))
        v = np.maximum(1.0 + normal / np.sqrt(9.0 * d), 1e-6) ** 3
        margin = normal**2 / 2.0 + d - d * v + d * np.log(v) - np.log(_uniform(drawn[2]))
        accepted = margin > BY_A_HAIR
        gamma[open_[accepted]] = d * v[accepted]
        open_ = open_[margin < -BY_A_HAIR]
    return gamma


def _uniform(word: NDArray[np.uint32]) -> FloatArray:
    """Return the uniform of a word, which has 23 bits in all arithmetic."""
    return ((word >> np.uint32(9)) + 0.5) * 2.0**-23
