"""Turns the order counts of a period into purchases with a time and an amount."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import in_a_tuple
from hooper.mechanisms.order import first_try, order

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
    ordinal = np.arange(counts.sum()) - np.repeat(first - words.first_ordinal, counts)
    slot_of_order = np.repeat(slots, counts)
    ids = population.customer_id[slot_of_order]
    share, amount = _draw(
        (ids & _LOW_WORD).astype(np.uint32),
        (ids >> _HIGH).astype(np.uint32),
        np.uint32(words.period),
        ordinal.astype(np.uint32),
        words.keys,
        population.values_at("spend_rate", slot_of_order),
        np.float32(words.spend_shape),
    )
    exposure = np.repeat(exposures, counts)
    when = 1.0 - exposure + exposure * share
    worth = amount.astype(np.float64)
    _sort_by_time(first, counts, when, worth)
    return Orders(slot_of_order, when, worth)


@compiled
def _draw(id_low, id_high, period, ordinal, round_keys, spend_rate, spend_shape):
    keys = in_a_tuple(round_keys)
    share = np.empty(id_low.size, np.float32)
    amount = np.empty(id_low.size, np.float32)
    stands = np.empty(id_low.size, np.bool_)
    for k in range(id_low.size):
        share[k], amount[k], stands[k] = first_try(
            id_low[k], id_high[k], period, ordinal[k], keys, spend_rate[k], spend_shape
        )
    for k in range(id_low.size):
        if not stands[k]:
            share[k], amount[k] = order(
                id_low[k], id_high[k], period, ordinal[k], keys, spend_rate[k], spend_shape
            )
    return share, amount


@compiled
def _sort_by_time(first, counts, when, worth):
    for k in range(first.size):
        for last in range(first[k] + 1, first[k] + counts[k]):
            later, of_later = when[last], worth[last]
            place = last
            while place > first[k] and when[place - 1] > later:
                when[place] = when[place - 1]
                worth[place] = worth[place - 1]
                place -= 1
            when[place] = later
            worth[place] = of_later
