"""Distinct numbers are those that sorting finds, in the order in which they first come."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.distinct import distinct


@given(st.lists(st.integers(0, 9)))
def test_the_same_are_found_as_by_sorting_and_each_number_is_told_where_it_stands(numbers):
    given_numbers = np.array(numbers, np.int64)
    found, place = distinct(given_numbers, below=10)
    assert found.tolist() == list(dict.fromkeys(numbers))
    assert (found[place] == given_numbers).all()
