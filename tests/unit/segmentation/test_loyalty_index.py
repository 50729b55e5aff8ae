import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.mean_ranks import percentile_ranks
from hooper.foundation.whole_number_ranks import whole_number_ranks
from hooper.segmentation import transactional_loyalty
from hooper.segmentation.loyalty_index import LoyaltyWeights, loyalty_index
from tests.unit.segmentation.records_by_hand import records

EVENLY = LoyaltyWeights()
# Customer 0 is best in all, 1 worst in all, 2 and 3 are equal.
FOUR = {"silent": [1, 90, 30, 30], "purchases": [9, 1, 4, 4], "lifetime": [400, 0, 99, 99], "spend": [1] * 4}


def test_the_index_by_hand():
    assert loyalty_index(records(**FOUR), EVENLY).tolist() == pytest.approx([0.875, 0.125, 0.5, 0.5])


def test_a_share_moves_those_of_whom_it_is_known_and_nobody_else():
    told = records(**FOUR, wallet=[None, 1.0, 0.2, None])
    index = loyalty_index(told, LoyaltyWeights(customer_share_column="wallet"))
    assert index.tolist() == pytest.approx(
        [0.875, (3 * 0.125 + 0.75) / 4, (3 * 0.5 + 0.25) / 4, 0.5], abs=1e-12
    )


def test_a_sign_without_weight_does_not_count():
    recent = LoyaltyWeights(frequency=0.0, lifetime=0.0)
    late = records([5, 1], [9, 1], [400, 0], [1, 1])
    assert loyalty_index(late, recent).tolist() == [0.25, 0.75]


def test_an_index_that_not_everybody_would_have_is_refused():
    with pytest.raises(ValidationError, match="give one of them a weight"):
        LoyaltyWeights(recency=0.0, frequency=0.0, lifetime=0.0)


def test_hours_do_not_count_days_do():
    told = records([3.2, 3.9, 4.1], [1, 1, 1], [0, 0, 0], [1, 1, 1])
    index = loyalty_index(told, EVENLY)
    assert index[0] == index[1] > index[2]


rows = st.lists(
    st.tuples(st.integers(0, 400), st.integers(2, 9), st.integers(1, 400)), min_size=1, max_size=30
)


@given(rows)
def test_who_buys_as_recently_as_often_and_as_long_is_no_less_loyal(rows):
    silent, purchases, lifetime = map(np.array, zip(*rows, strict=True))
    index = loyalty_index(records(silent, purchases, lifetime, np.ones(len(rows))), EVENLY)
    assert index.mean() == pytest.approx(0.5)
    better = (silent[:, None] <= silent) & (purchases[:, None] >= purchases) & (lifetime[:, None] >= lifetime)
    assert (index[:, None] >= index - 1e-12)[better].all()


@given(st.lists(st.integers(0, 50), max_size=40))
def test_counted_ranks_are_the_sorted_ones(values):
    told = np.array(values, dtype=np.int64)
    assert whole_number_ranks(told) == pytest.approx(percentile_ranks(told.astype(np.float64)))


def test_thirds_of_transactional_loyalty_by_hand():
    settings = transactional_loyalty.TransactionalLoyaltySettings()
    segments = transactional_loyalty.assign(records([3, 2, 1], [2, 3, 4], [7, 8, 9], [1, 1, 1]), settings)
    assert segments.code.tolist() == [0, 1, 2]
    assert segments.status == "ok"


def test_equals_are_in_one_class_however_many_they_are():
    told = records([9] * 5 + [1], [2] * 6, [7] * 6, [1] * 6)
    segments = transactional_loyalty.assign(told, transactional_loyalty.TransactionalLoyaltySettings())
    assert segments.code.tolist() == [0] * 5 + [2]


@pytest.mark.parametrize("shares", [(0.0, 0.5), (0.7, 0.3), (0.5, 0.5), (0.5, 1.0)])
def test_shares_that_do_not_rise_are_refused(shares):
    with pytest.raises(ValidationError, match="give two that do"):
        transactional_loyalty.TransactionalLoyaltySettings(shares_below=shares)
