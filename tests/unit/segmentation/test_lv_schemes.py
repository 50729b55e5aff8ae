"""The LV quadrant, its cube, the new pyramids, and size against loyalty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation import lv_octants, lv_quadrant, new_pyramid, new_pyramid_octants, size_and_loyalty
from hooper.segmentation.halves import halves
from hooper.segmentation.lv_octants import LvOctantSettings
from hooper.segmentation.lv_quadrant import LvSettings
from hooper.segmentation.potential_value import PotentialSettings
from hooper.segmentation.value_index import ValueSettings
from tests.unit.segmentation.records_by_hand import by_label, in_another_unit, records

QUADRANT = LvSettings()
BY_COLUMN = LvOctantSettings(potential=PotentialSettings(column="potential"))
LOYAL = {"silent": [1, 200, 2, 300], "purchases": [9, 2, 8, 1], "lifetime": [500, 20, 400, 0]}
# By loyalty, potential and current value.
LETTERS = {
    (1, 1, 1): "A",
    (0, 1, 1): "B",
    (1, 1, 0): "C",
    (0, 1, 0): "D",
    (1, 0, 1): "E",
    (0, 0, 1): "F",
    (1, 0, 0): "G",
    (0, 0, 0): "H",
}


def cube_of_eight():
    """Return a customer for each corner of the cube, in the order of `LETTERS`."""
    loyal, potential, current = map(np.array, zip(*LETTERS, strict=True))
    return records(300 - 290 * loyal, 2 + 6 * loyal, 20 + 400 * loyal, 10 + 90 * current, potential=potential)


def test_the_quadrant_by_hand():
    segments = lv_quadrant.assign(records(**LOYAL, spend=[90, 80, 10, 5]), QUADRANT)
    assert by_label(segments) == ["A", "B", "C", "D"]
    assert segments.cut_points["value"] == pytest.approx((3.0,))


def test_loyalty_and_value_matter_equally_in_the_new_pyramid():
    segments = new_pyramid.assign(records(**LOYAL, spend=[90, 80, 10, 5]), QUADRANT)
    assert by_label(segments) == ["top", "middle", "middle", "bottom"]


def test_the_eight_corners_of_the_cube_have_the_letters_of_the_source():
    assert by_label(lv_octants.assign(cube_of_eight(), BY_COLUMN)) == list(LETTERS.values())


def test_every_label_says_what_its_letter_means():
    for (loyalty, potential, current), letter in LETTERS.items():
        low_or_high = ("low", "high")
        words = f"{low_or_high[loyalty]} loyalty, {low_or_high[potential]} potential, {low_or_high[current]}"
        assert f"{letter} {words} current" in lv_octants.LABELS


def test_tiers_of_the_cube_count_what_is_high():
    segments = new_pyramid_octants.assign(cube_of_eight(), BY_COLUMN)
    assert segments.code.tolist() == [sum(corner) for corner in LETTERS]


def test_golden_customers_are_large_and_loyal():
    segments = size_and_loyalty.assign(
        records(**LOYAL, spend=[90, 80, 10, 5]), size_and_loyalty.SizeAndLoyaltySettings()
    )
    assert by_label(segments) == ["golden", "large,", "small,", "small,"]
    assert segments.code.tolist() == [3, 2, 1, 0]


def test_size_may_be_what_the_profiles_tell():
    settings = size_and_loyalty.SizeAndLoyaltySettings(size_column="employees", size_cut=50.0)
    told = records(**LOYAL, spend=[90, 80, 10, 5], employees=[10, 51, 50, None])
    assert size_and_loyalty.assign(told, settings).code.tolist() == [1, 2, 1, 4]


def test_a_cost_may_turn_value_into_loss_and_an_unknown_one_leaves_it_unknown():
    settings = LvSettings(value=ValueSettings(margin=0.5, cost_to_serve_column="cost"), value_cut=0.0)
    told = records(**LOYAL, spend=[90, 80, 10, 5], cost=[50.0, 10.0, 5.0, None])
    segments = lv_quadrant.assign(told, settings)
    assert by_label(segments) == ["C", "B", "C", "unknown"]
    assert segments.profiles[-1].customers == 1


def test_cuts_of_ones_own_belong_to_the_side_below():
    settings = LvSettings(loyalty_cut=0.9, value_cut=24.0)
    segments = lv_quadrant.assign(records(**LOYAL, spend=[90, 80, 10, 5]), settings)
    assert by_label(segments) == ["B", "D", "D", "D"]
    assert segments.cut_points == {"value": (24.0,), "loyalty": (0.9,)}


def test_a_cut_that_is_no_index_is_refused():
    with pytest.raises(ValidationError, match="less than 1"):
        LvSettings(loyalty_cut=1.5)


def test_without_a_fit_nobody_has_a_known_potential():
    silent = records([0] * 9, [1] * 9, [0] * 9, range(9))
    segments = lv_octants.assign(silent, LvOctantSettings())
    assert set(by_label(segments)) == {"unknown"}
    assert "fit failed" in segments.reason


def test_a_column_that_is_not_there_is_refused_by_name():
    with pytest.raises(InputError, match="choose from: potential"):
        lv_octants.assign(cube_of_eight(), LvOctantSettings(potential=PotentialSettings(column="potentials")))
    with pytest.raises(InputError, match="no profiles of customers"):
        lv_octants.assign(records(**LOYAL, spend=[1, 2, 3, 4]), BY_COLUMN)


def test_columns_without_numbers_are_refused():
    told = records(**LOYAL, spend=[1, 2, 3, 4], potential=["much", "little", "much", "none"])
    with pytest.raises(InputError, match="name a column of numbers"):
        lv_octants.assign(told, BY_COLUMN)
    told = records(**LOYAL, spend=[1, 2, 3, 4], potential=[1.0, 2.0, 3.0, np.inf])
    with pytest.raises(InputError, match="infinite for customer 3"):
        lv_octants.assign(told, BY_COLUMN)


corner = st.tuples(st.integers(0, 30), st.integers(2, 4), st.integers(1, 30), st.integers(0, 9))
some = st.lists(st.tuples(corner, st.one_of(st.none(), st.integers(0, 5))), min_size=1, max_size=40)


def many(drawn):
    return records(
        *zip(*(who for who, _ in drawn), strict=True), potential=np.array([p for _, p in drawn], np.float64)
    )


@given(some)
def test_octants_partition_and_join_into_quadrants_and_tiers(drawn):
    told = many(drawn)
    octant, tier = lv_octants.assign(told, BY_COLUMN), new_pyramid_octants.assign(told, BY_COLUMN)
    quadrant = lv_quadrant.assign(told, QUADRANT)
    assert sum(profile.customers for profile in octant.profiles) == len(drawn)
    known = octant.code < 8
    assert np.array_equal(known, [potential is not None for _, potential in drawn])
    assert np.array_equal(octant.code[known] % 4, quadrant.code[known])
    assert np.array_equal(tier.code[known], [bin(code).count("1") for code in octant.code[known]])


@given(some, st.sampled_from([0.01, 100.0, 7.46]))
def test_the_unit_of_money_changes_nothing(drawn, factor):
    told = many(drawn)
    for scheme in (lv_quadrant, new_pyramid):
        same = scheme.assign(in_another_unit(told, factor), QUADRANT)
        assert np.array_equal(same.code, scheme.assign(told, QUADRANT).code)


@given(some)
def test_equals_are_on_one_side(drawn):
    segments = lv_quadrant.assign(many(drawn), QUADRANT)
    seen = dict(zip((who for who, _ in drawn), segments.code, strict=True))
    assert [seen[who] for who, _ in drawn] == segments.code.tolist()


def test_what_rounding_added_at_a_cut_does_not_count():
    assert not halves(np.array([0.3, 0.1 + 0.2]), 0.3).is_high.any()


def test_where_nothing_is_known_there_is_no_cut():
    nothing = halves(np.array([np.nan, np.nan]))
    assert np.isnan(nothing.cut)
    assert not nothing.is_known.any()
