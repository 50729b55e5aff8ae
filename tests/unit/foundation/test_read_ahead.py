"""What is asked of memory ahead: machine code asks for it, and no result is another for it."""

import os

import numba
import numpy as np
import pytest

from hooper.foundation.read_ahead import fetch


@numba.njit
def taken(values, places):
    sums = np.zeros(places.size)
    for k in range(places.size):
        fetch(values, places[min(k + 4, places.size - 1)])
        sums[k] = values[places[k]]
    return sums


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.uint32, np.bool_])
def test_what_is_asked_for_ahead_is_read_as_without(kind):
    values = (np.arange(1000) % 7).astype(kind)
    places = (np.arange(300) * 619) % 1000
    np.testing.assert_array_equal(taken(values, places), values[places].astype(np.float64))


def test_cells_of_a_column_can_be_asked_for():
    rows = np.zeros((8, 3))
    rows[:, 1] = np.arange(8)
    assert taken(rows[:, 1], np.array([7, 2])).tolist() == [7.0, 2.0]


def test_a_place_beyond_the_end_may_be_asked_for():
    @numba.njit
    def beyond(values):
        fetch(values, values.size + 10**12)
        return values.sum()

    assert beyond(np.ones(3)) == 3.0


@pytest.mark.skipif(os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="nothing is compiled")
def test_machine_code_asks_for_it():
    taken(np.ones(3), np.array([1]))
    code = "".join(taken.inspect_asm().values())
    assert "prefetch" in code or "prfm" in code
