import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.segmentation.migration_intervals import migration_intervals, times_drawn
from hooper.segmentation.segment_paths import SegmentPaths

IDS = np.arange(4000, dtype=np.uint64)


def two_cuts(code, ids=IDS):
    n = len(code)
    return SegmentPaths(
        ("a", "b", "nobody"), np.array([0.0, 1.0]), ids[:n], code, np.zeros((n, 1), int), np.zeros((n, 1))
    )


@pytest.fixture(scope="module")
def halves():
    """1,000 customers of a, of whom 300 move to b."""
    after = np.where(np.arange(1000) < 300, 1, 0)
    return two_cuts(np.column_stack((np.zeros(1000, np.int64), after)))


def test_the_width_is_that_of_the_binomial_error(halves):
    """The standard error is sqrt(.3 * .7 / 1000) = .0145; at 400 replications an end is within a fifth."""
    low, high = migration_intervals(halves, seed=1, n_replications=400)
    assert low[0, 1] < 0.3 < high[0, 1]
    assert (high[0, 1] - low[0, 1]) / (2 * 1.96 * 0.01449) == pytest.approx(1.0, abs=0.2)


def test_rows_that_nobody_was_in_have_no_interval(halves):
    low, high = migration_intervals(halves, seed=1, n_replications=3)
    assert np.isnan(low[1:]).all()
    assert np.isnan(high[1:]).all()


def test_the_same_seed_gives_the_same_ends_whatever_the_order_of_customers(halves):
    backwards = two_cuts(halves.code[::-1], halves.customer_id[::-1])
    first, again = (migration_intervals(each, seed=7, n_replications=20) for each in (halves, backwards))
    assert np.array_equal(first.low, again.low, equal_nan=True)
    assert np.array_equal(first.high, again.high, equal_nan=True)
    other = migration_intervals(halves, seed=8, n_replications=20)
    assert not np.array_equal(first.low, other.low, equal_nan=True)


def test_one_customer_alone_says_nothing_of_the_chance():
    low, high = migration_intervals(two_cuts(np.array([[0, 1]])), seed=1, n_replications=200)
    assert low[0].tolist() == [0.0, 0.0, 0.0]
    assert high[0].tolist() == [1.0, 1.0, 1.0]


def test_customers_are_drawn_as_often_as_a_poisson_variate_says():
    """Mean and variance are one: both within five standard errors, a false alarm in a million."""
    drawn = np.concatenate([times_drawn(IDS, seed=3, replication=number) for number in range(10)])
    assert drawn.mean() == pytest.approx(1.0, abs=5 * np.sqrt(1 / drawn.size))
    assert drawn.var() == pytest.approx(1.0, abs=5 * np.sqrt(3 / drawn.size))


def test_without_replications_there_is_no_interval(halves):
    with pytest.raises(InputError, match="n_replications"):
        migration_intervals(halves, seed=1, n_replications=0)
