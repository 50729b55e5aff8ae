"""Sums by cell and arm, whatever the number of rounds, and how much a cell is believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.strategies.arms_by_cell import ArmsByCell

ONES = np.ones(2)


def rounds(*parts):
    arms = ArmsByCell.nothing(2, 2)
    for cell, arm, brought in parts:
        arms = arms.after(np.array(cell), np.array(arm), np.array(brought, np.float64))
    return arms


def test_effects_are_differences_of_means_and_customers_in_no_arm_do_not_count():
    arms = rounds(([0, 0, 0, 1, 1, 0], [0, 1, 1, 0, 1, -1], [1.0, 2.0, 4.0, 5.0, 3.0, 99.0]))
    assert arms.effect(0.0, ONES).tolist() == [[0.0, 2.0], [0.0, -2.0]]


def test_a_cell_without_both_arms_has_the_effect_of_the_others_in_proportion_to_its_worth():
    arms = rounds(([0, 0, 1], [0, 1, 1], [1.0, 4.0, 7.0]))
    assert arms.effect(5.0, np.array([10.0, 20.0])).tolist() == [[0.0, 3.0], [0.0, 6.0]]


def test_the_more_customers_a_cell_has_the_more_it_is_believed():
    """In cell 0 an arm of n each brings 4 more, in cell 1 nothing; on the line between them it is 2."""

    def effects(n):
        cell, arm = np.repeat([0, 0, 1, 1], n), np.repeat([0, 1, 0, 1], n)
        brought = np.where((cell == 0) & (arm == 1), 4.0, 0.0)
        return ArmsByCell.nothing(2, 2).after(cell, arm, brought).effect(50.0, ONES)[:, 1]

    assert effects(100) == pytest.approx([3.0, 1.0]), "weights are half the size of an arm: 50 each"
    assert effects(10_000) == pytest.approx([4.0, 0.0], abs=0.03)


def test_an_arm_that_was_never_tried_has_no_effect_that_is_known():
    assert np.isnan(rounds(([0, 0], [0, 0], [1.0, 2.0])).effect(9.0, ONES)[:, 1]).all()
    assert np.isnan(ArmsByCell.nothing(2, 2).effect(9.0, ONES)).all()


def test_what_is_given_later_is_a_mean_by_cell_and_arm():
    cell, arm = np.zeros(3, np.int64), np.array([0, 1, 1])
    arms = ArmsByCell.nothing(1, 2).after(cell, arm, np.zeros(3), np.array([0.0, 1.0, 3.0]))
    assert arms.given_later(0.0, np.ones(1)).tolist() == [[0.0, 2.0]]


@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_rounds_add_up_however_they_are_divided(split, seed):
    chance = np.random.default_rng(seed)
    cell, arm = chance.integers(0, 2, 40), chance.integers(-1, 2, 40)
    brought = chance.integers(-9, 9, 40).astype(np.float64)
    at_once = rounds((cell, arm, brought))
    parts = [(column[:split], column[split:]) for column in (cell, arm, brought)]
    in_two = rounds(*zip(*parts, strict=True))
    assert np.array_equal(at_once.sums, in_two.sums)
    assert np.array_equal(ArmsByCell.remembered(at_once.sums).sums, at_once.sums)
