"""Orders of a period: when they come, in which order, and that each has words of its own."""

import numpy as np
import pytest

from hooper.engine.orders import OrderChance, draw_orders
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers
from tests.small_worlds import retail


@pytest.fixture(scope="module")
def population():
    customers = Population(World(retail(10)).law_set, 300, Workers())
    customers.admit(np.arange(300, dtype=np.uint64), np.zeros(300), np.zeros(300, np.uint8))
    customers.write("spend_rate", np.arange(300), np.float32(0.5))
    return customers


def drawn(population, slots, counts, exposures=1.0, first_ordinal=1, period=3):
    slots, counts = np.array(slots, np.int64), np.array(counts, np.int64)
    chance = OrderChance(period, round_keys(1, 0), spend_shape=6.25)
    there = np.full(slots.size, exposures)
    return draw_orders(population, slots, counts, there, slots % 4, chance, first_ordinal)


def test_orders_of_a_customer_come_in_time_order_and_stay_together(population):
    orders = drawn(population, [5, 2, 9], [3, 0, 8])
    assert orders.slots.tolist() == [5] * 3 + [9] * 8
    assert orders.stages.tolist() == [5 % 4] * 3 + [9 % 4] * 8, "each has the stage of its customer"
    for slot in (5, 9):
        assert (np.diff(orders.share[orders.slots == slot]) > 0.0).all()


def test_orders_fall_into_the_part_of_the_period_in_which_the_customer_was_there(population):
    orders = drawn(population, np.arange(300), np.full(300, 4), exposures=0.25)
    assert 0.75 < orders.share.min() < 0.76
    assert 0.99 < orders.share.max() < 1.0
    assert drawn(population, [1], [2], exposures=0.0).share.tolist() == [1.0, 1.0]


def test_a_customer_s_orders_do_not_depend_on_who_else_orders(population):
    alone, among = drawn(population, [7], [3]), drawn(population, [1, 7, 8], [2, 3, 1])
    np.testing.assert_array_equal(alone.list_amount, among.list_amount[among.slots == 7])
    np.testing.assert_array_equal(alone.share, among.share[among.slots == 7])


def test_one_more_order_leaves_the_others_as_they_were(population):
    three, four = drawn(population, [7], [3]), drawn(population, [7], [4])
    assert set(three.list_amount.tolist()) < set(four.list_amount.tolist())


def test_the_order_at_entry_has_words_of_its_own(population):
    at_entry, later = drawn(population, [7], [1], first_ordinal=0), drawn(population, [7], [8])
    assert at_entry.list_amount[0] not in later.list_amount


def test_amounts_have_the_mean_of_their_gamma(population):
    amounts = drawn(population, np.arange(300), np.full(300, 8)).list_amount
    # One fixed seed; 5 standard errors.
    assert abs(amounts.mean() - 12.5) < 5 * np.sqrt(6.25) / 0.5 / np.sqrt(amounts.size)


def test_nobody_orders_nothing(population):
    assert drawn(population, [], []).share.size == 0
