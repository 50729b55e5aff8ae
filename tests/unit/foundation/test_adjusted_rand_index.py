from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.adjusted_rand_index import adjusted_rand_index

partitions = st.integers(2, 25).flatmap(
    lambda n: st.tuples(*2 * [st.lists(st.integers(0, 4), min_size=n, max_size=n).map(np.array)])
)


def by_pairs(first, second):
    """The same by counting which pairs are together in one, in the other, in both."""
    pairs = list(combinations(range(len(first)), 2))
    one = np.array([first[i] == first[j] for i, j in pairs])
    other = np.array([second[i] == second[j] for i, j in pairs])
    expected, largest = one.sum() * other.sum() / len(pairs), (one.sum() + other.sum()) / 2
    return 1.0 if largest == expected else ((one & other).sum() - expected) / (largest - expected)


def test_a_table_counted_by_hand():
    """Cells 2, 1 | 0, 3: pairs together 1 + 3 = 4 of 15; rows 6, columns 1 + 6 = 7; expected 2.8."""
    first, second = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 1])
    assert adjusted_rand_index(first, second) == pytest.approx((4 - 2.8) / (6.5 - 2.8))


@given(partitions)
def test_it_is_what_counting_pairs_gives(pair):
    assert adjusted_rand_index(*pair) == pytest.approx(by_pairs(*pair))


@given(partitions, st.permutations(range(5)))
def test_names_of_classes_and_the_order_of_the_two_do_not_count(pair, names):
    first, second = pair
    renamed = np.array(names)[first] + 7
    assert adjusted_rand_index(renamed, second) == pytest.approx(adjusted_rand_index(second, first))
    assert adjusted_rand_index(renamed, first) == pytest.approx(1.0)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_things_are_divided_alike(n):
    assert adjusted_rand_index(np.arange(n), np.arange(n)) == 1.0


def test_classes_by_lot_agree_by_nothing():
    """The index of two partitions by lot of 4,000 is within 0.01 of 0: about ten standard deviations."""
    rng = np.random.default_rng(3)
    assert abs(adjusted_rand_index(rng.integers(0, 4, 4000), rng.integers(0, 5, 4000))) < 0.01


def test_a_million_things_do_not_overflow():
    first = np.arange(1_000_000) % 2
    assert adjusted_rand_index(first, first) == 1.0
