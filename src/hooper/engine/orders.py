"""Turns the order counts of a period into purchases with a time and an amount."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.foundation.jit import compiled
from hooper.mechanisms.order import order

_HIGH = np.uint64(32)
_LOW_WORD = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Orders:
    """Purchases of a period, by slot and in the order of time within a slot, arrays `(n_orders,)`.

    `share` is how much of the period has passed, `list_amount` the amount before discounts.
    """

    slots: NDArray[np.int64]
    share: NDArray[np.float64]
    list_amount: NDArray[np.float64]


@compiled
def _fill(
    first, counts, ids, spend_rates, exposures, period, keys, first_ordinal, spend_shape, share, amount
):
    for k in range(counts.size):
        low = np.uint32(ids[k] & _LOW_WORD)
        high = np.uint32(ids[k] >> _HIGH)
        for ordinal in range(counts[k]):
            drawn, worth = order(
                low, high, period, first_ordinal + ordinal, keys, spend_rates[k], spend_shape
            )
            when = 1.0 - exposures[k] + exposures[k] * np.float64(drawn)
            place = first[k] + ordinal
            while place > first[k] and share[place - 1] > when:
                share[place] = share[place - 1]
                amount[place] = amount[place - 1]
                place -= 1
            share[place] = when
            amount[place] = np.float64(worth)


@dataclass(frozen=True)
class OrderWords:
    """The chance of orders in a period.

    `first_ordinal` keeps the entry order (0) apart from those that follow in the same period (from 1);
    `spend_shape` is p of the Gamma-Gamma model.
    """

    period: int
    keys: NDArray[np.uint32]
    first_ordinal: int
    spend_shape: float


def draw_orders(
    population: Population,
    slots: NDArray[np.int64],
    counts: NDArray[np.int64],
    exposures: NDArray[np.float64],
    words: OrderWords,
) -> Orders:
    """Draw `counts[k]` orders for the customer in `slots[k]`, in the last `exposures[k]` of the period."""
    first = np.cumsum(counts) - counts
    share = np.empty(int(counts.sum()))
    amount = np.empty(share.size)
    spend_rates = population.values_at("spend_rate", slots)
    ids = population.customer_id[slots]
    period, shape = np.uint32(words.period), np.float32(words.spend_shape)
    _fill(
        first,
        counts,
        ids,
        spend_rates,
        exposures,
        period,
        words.keys,
        words.first_ordinal,
        shape,
        share,
        amount,
    )
    return Orders(np.repeat(slots, counts), share, amount)
