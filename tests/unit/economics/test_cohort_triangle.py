import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.cohort_triangle import CohortTriangle, triangle_of_bucket, triangle_of_stays
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.stays import Stays
from hooper.foundation.errors import InputError

PERIODS = 6
lives = st.lists(st.tuples(st.integers(0, PERIODS - 1), st.integers(1, PERIODS)), min_size=1, max_size=40)


def stays_of(lives):
    """Return one stay a customer, from an entry and a number of periods."""
    entry, length = np.array(lives).T
    customers = np.arange(entry.size)
    ends = np.minimum(entry + length, PERIODS + 1)
    return Stays(customers.astype(np.uint64), entry, customers, entry, ends)


def test_a_triangle_that_is_written_down():
    triangle = triangle_of_stays(stays_of([(0, 1), (0, 3), (0, 9), (1, 2), (4, 9)]), PERIODS)
    nan = np.nan
    expected = [[3, 2, 2, 1, 1, 1], [1, 1, 0, 0, 0, nan], [0, 0, 0, 0, nan, nan], [0, 0, 0, nan, nan, nan]]
    np.testing.assert_array_equal(triangle.counts[:4], expected)
    np.testing.assert_array_equal(triangle.counts[4], [1, 1, nan, nan, nan, nan])
    assert triangle.retention[0].tolist() == pytest.approx([1, 2 / 3, 2 / 3, 1 / 3, 1 / 3, 1 / 3])
    assert triangle.chance_to_stay[0, :2].tolist() == pytest.approx([2 / 3, 1.0])
    assert np.isnan(triangle.retention[2]).all()


@given(lives)
def test_every_cell_counts_who_lives_that_period(lives):
    found = stays_of(lives)
    counts = triangle_of_stays(found, PERIODS).counts
    for cohort in range(PERIODS):
        for age in range(PERIODS):
            if cohort + age < PERIODS:
                living = found.lives_in(cohort + age) & (found.entry_period == cohort)
                assert counts[cohort, age] == living.sum()
            else:
                assert np.isnan(counts[cohort, age])


def test_steps_of_two_periods_follow_each_customer_from_the_own_entry():
    triangle = triangle_of_stays(stays_of([(0, 2), (1, 3), (1, 9), (2, 9)]), PERIODS, step_periods=2)
    np.testing.assert_array_equal(triangle.counts, [[3, 2, 1], [1, 1, np.nan], [0, np.nan, np.nan]])


def test_who_returns_is_counted_again():
    came_back = Stays(
        np.array([7], np.uint64), np.zeros(1, int), np.zeros(2, int), np.array([0, 3]), np.array([1, 9])
    )
    assert triangle_of_stays(came_back, 5).counts[0].tolist() == [1, 0, 0, 1, 1]


def test_all_cohorts_together_are_a_life_table():
    nan = np.nan
    triangle = CohortTriangle(1, np.array([[10.0, 8.0, 4.0], [30.0, 16.0, nan], [50.0, nan, nan]]))
    assert triangle.survival.tolist() == pytest.approx([1.0, 24 / 40, 24 / 40 * 0.5])


def test_a_bucket_has_the_triangle_of_customers_who_are_all_alike():
    bucket = LeakyBucket(
        ("ad",),
        ("any",),
        held=np.array([0, 80, 144, 0]),
        arrivals=np.array([[100], [100], [56]]),
        leaks=np.array([[20], [36], [200]]),
    )
    np.testing.assert_allclose(
        triangle_of_bucket(bucket).counts, [[100, 80, 64], [100, 80, np.nan], [56, np.nan, np.nan]]
    )


def test_where_all_are_alike_the_bucket_holds_its_triangle():
    """The diagonal sums to those at risk if the bucket begins empty."""
    arrivals = np.array([[50], [70], [30], [20]])
    held, leaks = [0], []
    for each in arrivals[:, 0]:
        leaks.append((held[-1] + each) // 5)
        held.append(held[-1] + each - leaks[-1])
    bucket = LeakyBucket(("ad",), ("any",), np.array(held), arrivals, np.array(leaks)[:, None])
    counts = triangle_of_bucket(bucket).counts
    diagonals = [sum(counts[c, t - c] for c in range(t + 1)) for t in range(4)]
    assert diagonals == pytest.approx(bucket.at_risk.tolist())


@pytest.mark.parametrize("step", [0, PERIODS + 1])
def test_steps_that_do_not_fit_are_told(step):
    with pytest.raises(InputError, match="step_periods"):
        triangle_of_stays(stays_of([(0, 1)]), PERIODS, step)
