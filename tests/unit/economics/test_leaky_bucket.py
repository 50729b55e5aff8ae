from dataclasses import replace

import numpy as np
import pytest

from hooper.economics.balance import BalanceError
from hooper.economics.leaky_bucket import LeakyBucket


def a_bucket():
    """Return a bucket that is filled by two channels and leaks a fifth of all a period, by two holes."""
    return LeakyBucket(
        channels=("advertising", "referral"),
        causes=("service", "value"),
        held=np.array([0, 80, 144]),
        arrivals=np.array([[90, 10], [60, 40]]),
        leaks=np.array([[15, 5], [0, 36]]),
    )


def test_customers_at_risk_are_those_of_the_published_recursion():
    assert a_bucket().at_risk.tolist() == [100, 180]


def test_a_bucket_that_loses_nobody_unseen_is_conserved():
    a_bucket().check_conservation()


@pytest.mark.parametrize("column", ["arrivals", "leaks"])
def test_one_customer_counted_twice_is_found(column):
    flows = getattr(a_bucket(), column).copy()
    flows[1, 0] += 1
    with pytest.raises(BalanceError, match="fails in period 1"):
        replace(a_bucket(), **{column: flows}).check_conservation()


def test_retention_over_a_window_is_the_product_of_its_periods():
    assert a_bucket().retention(window_periods=1).tolist() == pytest.approx([0.8, 0.8])
    assert a_bucket().retention(window_periods=2).tolist() == pytest.approx([0.64])


def test_retention_of_an_empty_bucket_is_not_a_number():
    empty = LeakyBucket((), (), np.zeros(2, int), np.zeros((1, 0), int), np.zeros((1, 0), int))
    assert np.isnan(empty.retention(window_periods=1)).all()


def test_the_table_names_every_channel_and_every_cause():
    table = a_bucket().table()
    assert table["arrivals_referral"].to_pylist() == [10, 40]
    assert table["leaks_value"].to_pylist() == [5, 36]
    assert table["held_at_end"].to_pylist() == [80, 144]
