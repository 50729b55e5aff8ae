from typing import NamedTuple

import numpy as np

from hooper.mechanisms.settings_packing import dimensional_settings, pack, unpack, widths


class Mixed(NamedTuple):
    one: float
    by_stage: tuple[float, float, float, float]
    by_dimension: tuple[float, ...]


def test_widths_count_the_numbers_of_each_field_and_zero_marks_a_plain_one():
    assert widths(Mixed, n_dimensions=7) == (0, 4, 7)
    assert dimensional_settings(Mixed) == {"by_dimension"}
    assert dimensional_settings(None) == set()


def test_what_was_packed_is_unpacked_for_as_many_dimensions():
    settings = Mixed(1.0, (2.0, 3.0, 4.0, 5.0), (6.0, 7.0))
    assert unpack([Mixed, Mixed], pack([settings, settings]), n_dimensions=2) == [settings, settings]


def test_numbers_are_packed_in_the_order_of_their_fields():
    packed = pack([Mixed(1.0, (2.0, 3.0, 4.0, 5.0), (6.0,)), (7.0,)])
    assert packed.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert packed.dtype == np.float32


def test_no_settings_pack_to_nothing():
    assert pack([]).size == 0
