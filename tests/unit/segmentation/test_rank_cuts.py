import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.segmentation.rank_cuts import cut_below, cuts_passed, within_everybody

values_of_some = st.lists(st.integers(-20, 20), min_size=1, max_size=60).map(lambda v: np.array(v, float))
shares = st.floats(0.01, 0.99)


def test_without_ties_the_share_is_above_the_cut():
    values = np.arange(100.0)
    assert cut_below(values, (0.8, 0.2, 0.04)) == (19.0, 79.0, 95.0)
    assert np.bincount(cuts_passed(values, (19.0, 79.0, 95.0))).tolist() == [20, 60, 16, 4]


def test_a_share_that_is_whole_but_for_rounding_is_whole():
    assert cut_below(np.arange(10.0), (0.1 + 0.2,)) == cut_below(np.arange(10.0), (0.3,)) == (6.0,)


def test_equals_at_the_cut_are_all_below_it():
    values = np.array([1.0, 5.0, 5.0, 5.0, 9.0])
    assert cuts_passed(values, cut_below(values, (0.4,))).tolist() == [0, 0, 0, 0, 1]


def test_a_share_of_everybody_is_cut_below_everybody():
    assert cut_below(np.array([3.0, 4.0]), (1.0,)) == (-np.inf,)


def test_of_nobody_there_are_no_cuts():
    assert cut_below(np.empty(0), (0.2,)) == ()


@given(values_of_some, shares)
def test_no_more_than_the_share_are_above_and_one_value_more_would_be_too_many(values, share):
    (cut,) = cut_below(values, (share,))
    assert (values > cut).sum() <= share * values.size + 1e-9
    assert (values >= cut).sum() > share * values.size - 1e-9


def test_shares_beyond_everybody_are_refused_by_their_names():
    with pytest.raises(ValueError, match=r"gold, iron add up to 1\.1, more than all; lower one of them"):
        within_everybody({"gold": 0.5, "iron": 0.6})
    within_everybody({"a": 0.7, "b": 0.2, "c": 0.1})
