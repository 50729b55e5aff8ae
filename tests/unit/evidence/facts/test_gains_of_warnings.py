import numpy as np
import pytest

from hooper.evidence.facts.warned_by_more_than_recency import gain


def test_the_error_of_a_gain_is_that_of_sums_over_customers():
    """By hand: 1 and 1 of one, 4 of another; the mean is 2, sums beyond it are -2 and 2."""
    found = gain(np.array([1.0, 1.0, 4.0]), np.array([5, 5, 9], np.uint64))
    assert found.mean == 2.0
    assert found.low == pytest.approx(2.0 - 1.96 * np.sqrt(8.0) / 3.0)


def test_months_of_one_customer_count_as_one_finding():
    """Ten times the same months of each customer make nothing surer."""
    of_each, who = np.array([0.3, -0.1, 0.5]), np.array([1, 2, 3], np.uint64)
    once, often = gain(of_each, who), gain(np.repeat(of_each, 10), np.repeat(who, 10))
    assert often == pytest.approx(once)
