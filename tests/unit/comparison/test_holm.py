import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.comparison.holm import holm_adjusted

p_values = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8).map(np.array)
lawful = settings(deadline=None, derandomize=True)


def test_the_adjusted_values_of_r_p_adjust():
    # p.adjust(c(.01, .02, .03, .04, .05), "holm") in R
    adjusted = holm_adjusted(np.array([0.01, 0.02, 0.03, 0.04, 0.05]))
    np.testing.assert_allclose(adjusted, [0.05, 0.08, 0.09, 0.09, 0.09], rtol=1e-12)


def test_a_single_test_needs_no_correction():
    assert holm_adjusted(np.array([0.031])).tolist() == [0.031]


def test_no_tests_give_no_values():
    assert holm_adjusted(np.empty(0)).size == 0


@lawful
@given(p_values)
def test_between_the_raw_value_and_bonferroni(raw):
    adjusted = holm_adjusted(raw)
    assert np.all(adjusted >= raw)
    assert np.all(adjusted <= np.minimum(1.0, raw * raw.size))


@lawful
@given(p_values, st.randoms(use_true_random=False))
def test_the_order_of_the_tests_does_not_matter(raw, random):
    order = list(range(raw.size))
    random.shuffle(order)
    np.testing.assert_array_equal(holm_adjusted(raw[order]), holm_adjusted(raw)[order])
