import numpy as np
import pyarrow as pa

from hooper.history.repeated_rows import equal_to_another, later_copies


def test_rows_that_equal_another_are_found_in_any_order():
    equal, surplus = equal_to_another(np.array([1, 2, 1, 2, 1]), np.array([0.5, 0.5, 0.5, 0.0, 0.5]))
    assert equal.tolist() == [True, False, True, False, True]
    assert surplus == 2


def test_no_rows_equal_none():
    equal, surplus = equal_to_another(np.array([]), np.array([]))
    assert (equal.size, surplus) == (0, 0)


def test_copies_are_those_equal_in_every_column_whatever_their_names():
    table = pa.Table.from_arrays(
        [
            pa.array(["a", "a", "a"]),
            pa.array([1, 1, 2]),
            pa.array([None, None, None]),
            pa.array([[1], [2], [3]]),
        ],
        ["item", "item", "row", "list"],
    )
    assert later_copies(table).tolist() == [False, True, False]
