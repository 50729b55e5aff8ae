from typing import NamedTuple

import numpy as np

from hooper.mechanisms.dimensions import DIMENSIONS
from hooper.mechanisms.settings_packing import pack, widths


class Mixed(NamedTuple):
    one: float
    by_stage: tuple[float, float, float, float]
    by_dimension: tuple[float, ...]


def test_widths_count_the_numbers_of_each_field_and_zero_marks_a_plain_one():
    assert widths(Mixed) == (0, 4, len(DIMENSIONS))


def test_numbers_are_packed_in_the_order_of_their_fields():
    packed = pack([Mixed(1.0, (2.0, 3.0, 4.0, 5.0), (6.0,)), (7.0,)])
    assert packed.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert packed.dtype == np.float32


def test_no_settings_pack_to_nothing():
    assert pack([]).size == 0
