import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import digamma, zeta

from hooper.lifetime_value.beta_ratio import digamma_rise, log_beta_fall, trigamma_fall

# a, x, step; then by mpmath with 300 digits: log(B(a, x) / B(a, x + step)), psi(x + step) - psi(x),
# psi'(x) - psi'(x + step).
TABLE = [
    (0.668, 3.806, 1, 0.16170409419398, 0.262743037309511, 0.0690339036546272),
    (1e06, 1e06, 1, 0.693147180559945, 1.0e-6, 1.0e-12),
    (1e-06, 1e-06, 1e-06, 0.287682072453426, 500000.000001645, 750000000000.0),
    (1e-06, 1e06, 0.001, 1.00000049949967e-15, 1.00000049950017e-9, 1.0000009990005e-15),
    (2.5, 10000, 0.03, 7.49942632669911e-6, 3.00014550455898e-6, 3.00029101367692e-10),
    (1e06, 1e-06, 1e06, 1386313.81885978, 1000014.39272408, 1000000000001.65),
    (0.3, 7, 1e100, 68.5089114788092, 228.385724964306, 0.153545177959338),
    (1000, 1e100, 1e99, 95.3101798043249, 0.0953101798043249, 9.09090909090909e-102),
    (40, 0.5, 12.25, 28.112284052358, 4.46931330242278, 4.85321477488878),
    (0.02, 15.5, 1e-06, 1.33195311113476e-9, 6.66420113635166e-8, 4.43951861763686e-9),
]
sizes = st.floats(1e-6, 1e9)


@pytest.mark.parametrize(("a", "x", "step", "fall", "rise", "bend"), TABLE)
def test_the_ratios_are_those_of_mpmath(a, x, step, fall, rise, bend):
    x, step = np.array([float(x)]), np.array([float(step)])
    assert log_beta_fall(float(a), x, step)[0] == pytest.approx(fall, rel=1e-12)
    assert digamma_rise(x, step)[0] == pytest.approx(rise, rel=1e-12)
    assert trigamma_fall(x, step)[0] == pytest.approx(bend, rel=1e-12)


@given(st.integers(1, 40), sizes, sizes)
def test_a_whole_number_makes_it_a_product(a, x, step):
    expected = np.log1p(step / (x + np.arange(a))).sum()
    ratio = log_beta_fall(float(a), np.array([x]), np.array([step]))[0]
    assert ratio == pytest.approx(expected, rel=2e-12)


@given(sizes, sizes, sizes)
def test_the_two_shifts_change_places(a, x, step):
    one = log_beta_fall(a, np.array([x]), np.array([step]))[0]
    assert log_beta_fall(step, np.array([x]), np.array([a]))[0] == pytest.approx(one, rel=2e-12)


@given(st.floats(1e-3, 1e3), st.floats(0.01, 1e3))
def test_the_slopes_are_those_of_scipy(x, step):
    x, step = np.array([x]), np.array([step])
    scale = np.abs(digamma(x + step)) + np.abs(digamma(x))
    assert np.abs(digamma_rise(x, step) - (digamma(x + step) - digamma(x))) < 1e-12 * scale
    assert np.abs(trigamma_fall(x, step) - (zeta(2.0, x) - zeta(2.0, x + step))) < 1e-12 * zeta(2.0, x)


def test_no_step_is_no_fall():
    x = np.array([1e-6, 1.0, 1e130])
    assert not log_beta_fall(2.0, x, np.zeros(3)).any()
    assert not digamma_rise(x, np.zeros(3)).any()
    assert not trigamma_fall(x, np.zeros(3)).any()
