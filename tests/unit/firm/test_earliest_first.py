import numpy as np
import pytest

from hooper.firm.earliest_first import add, remove_earliest, replace_earliest

SIZES = [1, 2, 3, 4, 5, 10, 33]


def filled(days):
    heap, size = np.full(len(days) + 1, np.nan), 0
    for day in days:
        size = add(heap, size, day)
    return heap, size


@pytest.mark.parametrize("size", SIZES)
def test_days_come_out_in_order_however_they_went_in(size):
    for seed in range(20):
        days = np.random.default_rng(seed).integers(0, size + 1, size) / 4
        heap, left = filled(days)
        out = []
        while left:
            out.append(heap[0])
            left = remove_earliest(heap, left)
        assert out == sorted(days)


@pytest.mark.parametrize("size", SIZES)
def test_replacing_the_earliest_keeps_the_others(size):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        heap, _ = filled(rng.integers(0, size + 1, size) / 4)
        expected = sorted(heap[:size])
        for day in rng.integers(0, 2 * size, 10) / 4:
            replace_earliest(heap, size, day)
            expected = sorted([*expected[1:], day])
            assert heap[0] == expected[0]
            assert sorted(heap[:size]) == expected
