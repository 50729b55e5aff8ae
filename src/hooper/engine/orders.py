"""Turns the order counts of a period into purchases with a time and an amount."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hooper.engine.period_outcome import EventRows
from hooper.engine.population import Population
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import in_a_tuple
from hooper.mechanisms.life_stages import EXPLORATION
from hooper.mechanisms.order import first_try, order

_OF_ENTRY = 0
_AFTER_ENTRY = 1
_HIGH = np.uint64(32)
_LOW_WORD = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Orders:
    """Purchases of a period, by slot and in the order of time within a slot, arrays `(n_orders,)`.

    `customer_id` and `stages` are those of the customer who ordered, `share` is how much of the period has
    passed, `list_amount` the amount before discounts, and `nth` counts her orders of the period, that of
    entry as 0.
    """

    slots: NDArray[np.int64]
    customer_id: NDArray[np.uint64]
    share: NDArray[np.float64]
    list_amount: NDArray[np.float64]
    stages: NDArray[np.int64]
    nth: NDArray[np.int64]


@dataclass(frozen=True)
class OrderChance:
    """The chance of orders in a period; `spend_shape` is p of the Gamma-Gamma model."""

    period: int
    keys: NDArray[np.uint32]
    spend_shape: float


def first_orders(
    population: Population,
    slots: NDArray[np.int64],
    at_entry: NDArray[np.float64],
    chance: OrderChance,
    share: slice,
) -> Orders:
    """Return the orders with which a share of the newcomers in slots begin, at the moment of entry."""
    own, when = slots[share], at_entry[share]
    one, exploring = np.ones_like(own), np.full_like(own, EXPLORATION)
    drawn = draw_orders(population, own, one, 1.0 - when, exploring, chance, _OF_ENTRY)
    return replace(drawn, share=when)


def placed_orders(population: Population, placed: EventRows, chance: OrderChance, share: slice) -> Orders:
    """Return the orders of a share of those who have placed any in the period."""
    counts = placed.columns["orders"][share].astype(np.int64)
    exposures = placed.columns["order_exposure"][share].astype(np.float64)
    stages = placed.columns["stage_at_start"][share].astype(np.int64)
    return draw_orders(population, placed.slots[share], counts, exposures, stages, chance, _AFTER_ENTRY)


def draw_orders(
    population: Population,
    slots: NDArray[np.int64],
    counts: NDArray[np.int64],
    exposures: NDArray[np.float64],
    stages: NDArray[np.int64],
    chance: OrderChance,
    first_ordinal: int,
) -> Orders:
    """Draw `counts[k]` orders for the customer in `slots[k]`, in the last `exposures[k]` of the period.

    `first_ordinal` keeps the entry order (0) apart from those that follow in the same period (from 1).
    """
    first = np.cumsum(counts) - counts
    ids, spend_rates = population.customer_id[slots], population.values_at("spend_rate", slots)
    of_each = _for_each_order(first, counts, slots, stages, ids, spend_rates, first_ordinal)
    of_slots, of_stages, of_ids, of_rates, nth = of_each
    drawn = _draw(
        *(of_ids, nth, of_rates),
        *(np.uint32(chance.period), chance.keys, np.float32(chance.spend_shape)),
    )
    when, worth = _in_order_of_time(first, counts, exposures, *drawn)
    return Orders(of_slots, of_ids, when, worth, of_stages, nth)


@compiled
def _for_each_order(first, counts, slots, stages, ids, spend_rates, first_ordinal):
    """Return for each order what holds of who places it, and the how manieth of hers it is."""
    orders = counts.sum()
    of_slots, of_stages = np.empty(orders, np.int64), np.empty(orders, np.int64)
    of_ids, of_rates = np.empty(orders, np.uint64), np.empty(orders, np.float32)
    nth = np.empty(orders, np.int64)
    for k in range(counts.size):
        for place in range(first[k], first[k] + counts[k]):
            of_slots[place], of_stages[place] = slots[k], stages[k]
            of_ids[place], of_rates[place] = ids[k], spend_rates[k]
            nth[place] = first_ordinal + place - first[k]
    return of_slots, of_stages, of_ids, of_rates, nth


@compiled
def _draw(ids, nth, spend_rate, period, round_keys, spend_shape):
    keys = in_a_tuple(round_keys)
    share = np.empty(ids.size, np.float32)
    amount = np.empty(ids.size, np.float32)
    stands = np.empty(ids.size, np.bool_)
    for k in range(ids.size):
        id_low, id_high = np.uint32(ids[k] & _LOW_WORD), np.uint32(ids[k] >> _HIGH)
        share[k], amount[k], stands[k] = first_try(
            id_low, id_high, period, np.uint32(nth[k]), keys, spend_rate[k], spend_shape
        )
    for k in range(ids.size):
        if not stands[k]:
            id_low, id_high = np.uint32(ids[k] & _LOW_WORD), np.uint32(ids[k] >> _HIGH)
            share[k], amount[k] = order(
                id_low, id_high, period, np.uint32(nth[k]), keys, spend_rate[k], spend_shape
            )
    return share, amount


@compiled
def _in_order_of_time(first, counts, exposures, share, amount):
    """Return the share of the period that has passed and the amount, by time for each customer."""
    when, worth = np.empty(share.size), np.empty(share.size)
    for k in range(first.size):
        for nth in range(counts[k]):
            drawn = first[k] + nth
            later = 1.0 - exposures[k] + exposures[k] * np.float64(share[drawn])
            place = drawn
            while place > first[k] and when[place - 1] > later:
                when[place] = when[place - 1]
                worth[place] = worth[place - 1]
                place -= 1
            when[place] = later
            worth[place] = np.float64(amount[drawn])
    return when, worth
