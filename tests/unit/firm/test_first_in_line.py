"""Who comes first is who would stand first after sorting everybody by number, then by id."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.first_in_line import first_in_line


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 99)), unique_by=lambda each: each[1]),
    st.integers(0, 12),
)
def test_the_first_are_those_whom_sorting_puts_first(people, count):
    numbers = np.array([number for number, _ in people], float)
    ids = np.array([customer for _, customer in people], np.uint64)
    by_sorting = np.lexsort((ids, numbers))[:count]
    assert first_in_line(numbers, ids, count).tolist() == sorted(by_sorting.tolist())
