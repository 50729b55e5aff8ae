"""Shares of variance, where they are known in closed form, and where SciPy finds them too."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hooper.comparison.sobol_design import outcomes_of, sobol_design
from hooper.comparison.sobol_indices import share_variance


@settings(max_examples=20, deadline=None)
@given(n_parameters=st.integers(2, 8), power=st.integers(1, 5), seed=st.integers(0, 2**32 - 1))
def test_a_mixed_point_differs_from_its_first_in_one_parameter_alone(n_parameters, power, seed):
    design = sobol_design(n_parameters, 2**power, seed)
    assert design.levels.shape == ((2 * n_parameters + 2) * 2**power, n_parameters)
    assert design.n_spread == 2 ** (power + 1)
    assert design.steps.shape == (n_parameters, 2 ** (power + 1), 2)
    for k, steps in enumerate(design.steps):
        moved = design.levels[steps[:, 1]] - design.levels[steps[:, 0]]
        assert moved[:, k].any()
        assert not np.delete(moved, k, axis=1).any()


def test_the_shares_of_the_ishigami_function_are_found():
    """Homma & Saltelli (1996), a = 7 and b = 0.1; the fixed points miss the closed form by 0.03 at most."""
    design = sobol_design(3, 1024, seed=1)
    x, y, z = (np.pi * (2.0 * design.levels - 1.0)).T
    found = share_variance(design, np.sin(x) + 7.0 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x), 0.95, seed=1)
    assert [own.first_order for own in found] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert [own.total for own in found] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    for own in found:
        assert own.first_order_low < own.first_order < own.first_order_high
        assert own.total_low < own.total < own.total_high


def test_they_are_the_means_of_what_scipy_finds_from_either_matrix_as_the_base():
    design = sobol_design(3, 32, seed=5)
    outcome = np.exp(design.levels[:, 0]) * design.levels[:, 1] + design.levels[:, 2]
    a, b, a_with_b, b_with_a = outcomes_of(design, outcome)
    bases = ((a, b, a_with_b), (b, a, b_with_a))
    theirs = [
        stats.sobol_indices(func={"f_A": one[None], "f_B": other[None], "f_AB": mixed[:, None]}, n=32)
        for one, other, mixed in bases
    ]
    own = share_variance(design, outcome, 0.95, seed=5)
    for name, values in (
        ("first_order", [each.first_order for each in own]),
        ("total_order", [each.total for each in own]),
    ):
        assert values == pytest.approx(np.mean([np.ravel(getattr(each, name)) for each in theirs], axis=0))


def test_the_shares_of_a_linear_outcome_add_up_to_one():
    """Slopes 1, 2, 3: 1, 4 and 9 fourteenths of the variance, alone and with the others."""
    design = sobol_design(3, 512, seed=2)
    found = share_variance(design, design.levels @ np.array([1.0, 2.0, 3.0]), 0.95, seed=2)
    shares = np.array([1.0, 4.0, 9.0]) / 14.0
    assert [own.first_order for own in found] == pytest.approx(shares, abs=0.02)
    assert [own.total for own in found] == pytest.approx(shares, abs=0.02)


def test_what_does_not_vary_has_no_shares_and_what_has_no_effect_no_total():
    design = sobol_design(2, 8, seed=3)
    constant = share_variance(design, np.full(len(design.levels), 7.0), 0.95, seed=3)
    assert {value for own in constant for value in vars(own).values()} == {0.0}
    _, idle = share_variance(design, design.levels[:, 0] ** 2, 0.95, seed=3)
    assert (idle.total, idle.total_low, idle.total_high) == (0.0, 0.0, 0.0)


def test_neither_the_unit_nor_the_level_of_the_outcome_counts():
    design = sobol_design(2, 64, seed=4)
    outcome = np.exp(design.levels[:, 0]) * design.levels[:, 1]
    one, other = (share_variance(design, own, 0.95, seed=4) for own in (outcome, 100.0 - 8.0 * outcome))
    assert [own.total for own in one] == pytest.approx([own.total for own in other])
    assert one == share_variance(design, outcome, 0.95, seed=4)
