from math import fsum, log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.jit import compiled
from hooper.lifetime_value.chance_to_stay import add_chance_to_stay

shapes = st.floats(-12.0, 12.0).map(np.exp)


@compiled
def stay(a, b, chances, slope, bend):
    return add_chance_to_stay(a, b, chances, slope, bend)


def evaluated(a, b, chances):
    slope, bend = np.zeros(4), np.zeros((4, 4))
    return stay(a, b, chances, slope, bend), slope, bend


def test_three_chances_are_three_factors():
    value, _, _ = evaluated(1.0, 2.0, 3)
    assert value == pytest.approx(np.log(2 / 3 * 3 / 4 * 4 / 5))


@given(shapes, shapes, st.integers(0, 10_000))
def test_it_is_the_product_of_all_factors(a, b, chances):
    expected = -fsum(log1p(a / (b + j)) for j in range(chances))
    assert evaluated(a, b, chances)[0] == pytest.approx(expected, rel=1e-12)


@given(shapes, shapes, st.integers(0, 10_000))
def test_slopes_and_curvatures_are_sums_over_all_factors(a, b, chances):
    _, slope, bend = evaluated(a, b, chances)
    inverses, squares = (
        [fsum((x + j) ** power for j in range(chances)) for x in (a + b, b)] for power in (-1.0, -2.0)
    )
    assert slope[2] == pytest.approx(-inverses[0], rel=1e-12)
    assert bend[2, 2] == bend[2, 3] == pytest.approx(squares[0], rel=1e-12)
    # The differences cancel where a is small beside b: they are as good as their terms.
    assert slope[3] == pytest.approx(inverses[1] - inverses[0], abs=1e-12 * inverses[1])
    assert bend[3, 3] == pytest.approx(squares[0] - squares[1], abs=1e-12 * squares[1])
    assert slope[:2].tolist() == [0.0, 0.0]


def test_what_was_there_is_added_to():
    slope, bend = np.ones(4), np.ones((4, 4))
    stay(1.0, 2.0, 20, slope, bend)
    _, alone, alone_2 = evaluated(1.0, 2.0, 20)
    assert slope == pytest.approx(1.0 + alone)
    assert bend == pytest.approx(1.0 + alone_2)
