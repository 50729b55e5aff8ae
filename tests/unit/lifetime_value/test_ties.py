import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from hooper.lifetime_value.ties import TiedRows, _first_of_each, tie


def rows_of(rows: TiedRows) -> list[tuple[float, ...]]:
    return list(zip(*(column.tolist() for column in rows.columns), rows.counts.tolist(), strict=True))


def test_ties_are_counted_whatever_the_order_of_the_customers():
    found = [
        tie(np.array([3, 1, 3, 3])[order], np.array([0.5, 0.5, 0.5, 0.25])[order])
        for order in ([0, 1, 2, 3], [3, 1, 0, 2])
    ]
    assert rows_of(found[0]) == rows_of(found[1])
    assert sorted(rows_of(found[0])) == [(1, 0.5, 1), (3, 0.25, 1), (3, 0.5, 2)]
    assert found[0].n_customers == 4


@given(rows=arrays(np.int64, st.tuples(st.integers(1, 200), st.integers(1, 3)), elements=st.integers(-3, 3)))
def test_the_distinct_rows_are_those_of_numpy(rows: NDArray[np.int64]):
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    expected = [(*row, count) for row, count in zip(distinct.tolist(), counts.tolist(), strict=True)]
    assert sorted(rows_of(tie(*rows.T))) == expected


def test_rows_whose_keys_want_the_same_place_stay_apart():
    values, keys = np.array([[1.0], [2.0], [1.0], [3.0]]), np.full(4, 3, dtype=np.uint64)
    first, counts = _first_of_each(values, keys)
    assert first.tolist() == [0, 1, 3]
    assert counts.tolist() == [2, 1, 1]


def test_zero_has_no_sign():
    assert tie(np.array([0.0, -0.0])).counts.tolist() == [2]


def test_thinning_keeps_every_kth_customer_and_no_more_than_asked():
    rows = TiedRows((np.arange(4),), np.array([1, 5, 1, 3]))
    assert rows_of(rows.thinned(5)) == [(0, 1), (1, 2), (2, 1), (3, 1)]  # customers 0, 2, 4, 6 and 8 of ten
    assert rows_of(rows.thinned(2)) == [(0, 1), (1, 1)]  # customers 0 and 5
    assert rows_of(rows.thinned(10)) == rows_of(rows)


def test_a_large_daily_log_is_mostly_ties():
    generator = np.random.default_rng(1)
    days = generator.integers(0, 100, 20_000)
    assert tie(np.zeros(20_000, dtype=np.int64), days / 7).counts.size == 100
