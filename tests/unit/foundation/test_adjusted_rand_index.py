from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.adjusted_rand_index import adjusted_rand_index

partitions = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=2, max_size=25)


def by_counting_pairs(first, second):
    """Hubert and Arabie's definition, pair by pair, in fractions."""
    pairs = list(combinations(range(len(first)), 2))
    in_first = {(i, j) for i, j in pairs if first[i] == first[j]}
    in_second = {(i, j) for i, j in pairs if second[i] == second[j]}
    expected = Fraction(len(in_first) * len(in_second), len(pairs))
    largest = Fraction(len(in_first) + len(in_second), 2)
    return (
        1.0 if largest == expected else float((len(in_first & in_second) - expected) / (largest - expected))
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 4 / 7),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 0, 0], [0, 0, 0], 1.0),
        ([0, 1, 2], [2, 1, 0], 1.0),
        ([0], [0], 1.0),
        ([], [], 1.0),
    ],
)
def test_known_answers(first, second, expected):
    found = adjusted_rand_index(np.array(first, np.int64), np.array(second, np.int64))
    assert found == expected


def test_the_table_of_hubert_and_arabie():
    """A table of counts by hand: 20 things, 14, 4 and 2 of them together in the cells of a 2 x 2 table."""
    first = np.repeat([0, 0, 1], [14, 4, 2])
    second = np.repeat([0, 1, 1], [14, 4, 2])
    together, in_first, in_second, pairs = 91 + 6 + 1, 153 + 1, 91 + 15, 190
    chance = Fraction(in_first * in_second, pairs)
    exact = float((together - chance) / (Fraction(in_first + in_second, 2) - chance))
    assert adjusted_rand_index(first, second) == exact


@given(partitions)
def test_it_is_the_definition_and_the_same_both_ways(rows):
    first, second = np.array(rows).T
    found = adjusted_rand_index(first, second)
    assert found == by_counting_pairs(first.tolist(), second.tolist()) == adjusted_rand_index(second, first)
    assert adjusted_rand_index(first, first) == 1.0


def test_a_million_things_do_not_overflow():
    halves = np.arange(4_000_000) % 2
    assert adjusted_rand_index(halves, 1 - halves) == 1.0
