import numpy as np

from hooper.lifetime_value.ties import tie


def test_ties_are_counted_whatever_the_order_of_the_customers():
    for order in ([0, 1, 2, 3], [3, 1, 0, 2]):
        rows = tie(np.array([3, 1, 3, 3])[order], np.array([0.5, 0.5, 0.5, 0.25])[order])
        assert [column.tolist() for column in rows.columns] == [[3, 1, 3], [0.25, 0.5, 0.5]]
        assert rows.counts.tolist() == [1, 1, 2]
        assert rows.n_customers == 4


def test_thinning_keeps_every_kth_row_and_no_more_than_asked():
    rows = tie(np.arange(10), np.arange(10))
    assert rows.thinned(4).columns[0].tolist() == [0, 3, 6, 9]
    assert rows.thinned(10).columns[0].tolist() == list(range(10))


def test_a_large_daily_log_is_mostly_ties():
    generator = np.random.default_rng(1)
    days = generator.integers(0, 100, 20_000)
    assert tie(np.zeros(20_000, dtype=np.int64), days / 7).counts.size == 100
