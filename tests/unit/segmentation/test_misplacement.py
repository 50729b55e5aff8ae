import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.segmentation.misplacement import Misplacement, misjudged_by_old_labels, misplacement

WORTH = np.array([10.0, 100.0])
TREATED = np.array([[2.0, -5.0], [0.0, 30.0]])  # rows belong, columns are treated as


def test_a_case_by_hand():
    """Of five customers two are taken for worth more than they are, and one for worth less."""
    placed, belongs = np.array([0, 1, 1, 0, 1]), np.array([0, 1, 0, 1, 0])
    found = misplacement(placed, belongs, WORTH, TREATED)
    assert found == Misplacement(misplaced=3, underrated=90.0, overrated=180.0, lost=7.0 + 30.0 + 7.0)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), max_size=20))
def test_who_is_in_the_right_place_costs_nothing_and_nobody_brings_anything_by_a_wrong_one(customers):
    placed, belongs = (np.array([each[side] for each in customers], np.int64) for side in (0, 1))
    found = misplacement(placed, belongs, WORTH, TREATED)
    assert found.lost >= 0.0
    assert found.underrated - found.overrated == pytest.approx((WORTH[belongs] - WORTH[placed]).sum())
    assert misplacement(belongs, belongs, WORTH, TREATED) == Misplacement(0, 0.0, 0.0, 0.0)


def test_what_an_old_label_costs_where_a_chance_is_not_known():
    chances = np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0], [np.nan, np.nan, np.nan]])
    found = misjudged_by_old_labels(chances, np.array([10.0, 30.0, np.nan]))
    assert found[:2].tolist() == [10.0, 0.0]
    assert np.isnan(found[2])


def test_columns_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="1 customers are placed and 2 belong") as refused:
        misplacement(np.array([0]), np.array([0, 1]), WORTH, TREATED[:1])
    assert "value_treated: has the shape (1, 2)" in str(refused.value)
