"""Screening by elementary effects, where the effects are known."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.comparison.morris_screening import morris_design, screen
from hooper.foundation.errors import InputError


@settings(max_examples=20, deadline=None)
@given(n_parameters=st.integers(1, 12), trajectories=st.integers(2, 6), seed=st.integers(0, 2**32 - 1))
def test_each_step_moves_its_own_parameter_alone_by_two_thirds_of_the_range(n_parameters, trajectories, seed):
    design = morris_design(n_parameters, trajectories, seed)
    assert design.steps.shape == (n_parameters, trajectories, 2)
    assert design.levels.min() >= 0.0
    assert design.levels.max() <= 1.0 + 1e-12
    for k, steps in enumerate(design.steps):
        moved = design.levels[steps[:, 1]] - design.levels[steps[:, 0]]
        assert np.abs(moved[:, k]) == pytest.approx(2.0 / 3.0)
        assert not np.delete(moved, k, axis=1).any()


def test_the_effects_of_a_linear_outcome_are_its_slopes_and_do_not_spread():
    design = morris_design(3, 8, seed=1)
    found = screen(design, design.levels @ np.array([2.0, -5.0, 0.0]), 0.95, seed=1)
    assert [own.mu for own in found] == pytest.approx([2.0, -5.0, 0.0])
    assert [own.mu_star for own in found] == pytest.approx([2.0, 5.0, 0.0])
    assert [own.sigma for own in found] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)
    assert found[2].mu_star == 0.0
    assert (found[2].mu_star_low, found[2].mu_star_high) == (0.0, 0.0)


def test_a_product_has_effects_that_spread():
    """The effect of x in x y is the level of y, 0, 1/3, 2/3 or 1, each as likely: sigma is about 0.37."""
    design = morris_design(2, 200, seed=3)
    first, _ = screen(design, design.levels.prod(axis=1), 0.95, seed=3)
    assert first.mu == pytest.approx(0.5, abs=0.1)
    assert first.sigma == pytest.approx(np.std([0.0, 1 / 3, 2 / 3, 1.0]), abs=0.05)
    assert first.mu_star_low < first.mu_star < first.mu_star_high


def test_the_same_seed_gives_the_same_design_and_intervals_and_another_does_not():
    one, again, other = (morris_design(4, 5, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.levels, again.levels)
    assert not np.array_equal(one.levels, other.levels)
    outcome = np.cos(one.levels).prod(axis=1)
    assert screen(one, outcome, 0.9, 4) == screen(one, outcome, 0.9, 4)


def test_without_salib_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(InputError, match="hooper\\[sensitivity\\]"):
        morris_design(2, 2, seed=1)
