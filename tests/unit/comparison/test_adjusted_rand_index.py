import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from hooper.comparison.adjusted_rand_index import adjusted_rand_index

PARTITIONS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=2, max_size=40)


def table(one, other):
    counts = np.zeros((4, 5), np.int64)
    np.add.at(counts, (one, other), 1)
    return counts


def test_a_table_counted_by_hand():
    """Six of one part and four of the other; 12 of 45 pairs are together in both, 9.8 by chance of 17.

    Rows 5 + 1 and 1 + 3: pairs 10 + 3 = 13 in cells, 15 + 6 = 21 in rows and in columns, chance 21 x 21 / 45.
    """
    assert adjusted_rand_index(np.array([[5, 1], [1, 3]])) == pytest.approx((13 - 9.8) / (21 - 9.8))


@pytest.mark.parametrize("counts", [[[3, 0], [0, 4]], [[0, 3], [4, 0]], [[9]], [[1, 0], [0, 1]]])
def test_partitions_that_are_equal_but_for_the_names_have_one(counts):
    assert adjusted_rand_index(np.array(counts)) == 1.0


def test_a_partition_in_one_part_says_nothing_of_another():
    assert adjusted_rand_index(np.array([[30], [12]])) == 0.0


def test_a_million_customers_overflow_nothing():
    half = 500_000
    assert adjusted_rand_index(np.array([[half, 0], [0, half]])) == 1.0
    assert abs(adjusted_rand_index(np.full((2, 2), half // 2))) < 1e-5


@given(PARTITIONS)
def test_it_is_that_of_scikit_learn(pairs):
    one, other = np.array(pairs).T
    assert adjusted_rand_index(table(one, other)) == pytest.approx(adjusted_rand_score(one, other))
