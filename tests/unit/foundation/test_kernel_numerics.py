"""The float32 functions against NumPy in float64: errors in units in the last place (ulp)."""

import numba
import numpy as np

from hooper.foundation.kernel_numerics import cosine_and_sine_of_turn, exp32, log32, logistic32, power32

POINTS = 400_000


@numba.njit
def over(function, x):
    out = np.empty(x.size, np.float32)
    for i in range(x.size):
        out[i] = function(x[i])
    return out


@numba.njit
def powers(base, exponent):
    out = np.empty(base.size, np.float32)
    for i in range(base.size):
        out[i] = power32(base[i], exponent[i])
    return out


@numba.njit
def turns(turn):
    out = np.empty((2, turn.size), np.float32)
    for i in range(turn.size):
        out[0, i], out[1, i] = cosine_and_sine_of_turn(turn[i])
    return out


def ulps(value, exact):
    """Return the largest error in units in the last place of the exact value."""
    return float(
        np.max(np.abs(value.astype(np.float64) - exact) / np.spacing(np.abs(exact).astype(np.float32)))
    )


def grid(low, high):
    return np.linspace(low, high, POINTS).astype(np.float32)


def test_exp32_is_within_one_ulp():
    x = grid(-86.0, 88.0)
    assert ulps(over(exp32, x), np.exp(x.astype(np.float64))) < 1.0
    x = grid(-1.0, 1.0)
    assert ulps(over(exp32, x), np.exp(x.astype(np.float64))) < 0.85


def test_exp32_is_one_at_zero_and_holds_its_ends():
    assert exp32(np.float32(0.0)) == 1.0
    assert exp32(np.float32(-500.0)) == exp32(np.float32(-86.0)) > 0.0
    assert exp32(np.float32(500.0)) == exp32(np.float32(88.0)) < np.inf


def test_exp32_never_falls_when_its_argument_grows():
    assert np.diff(over(exp32, grid(-2.0, 2.0)).astype(np.float64)).min() >= 0.0


def test_log32_is_within_one_ulp_from_the_least_uniform_to_large_numbers():
    x = np.exp(np.linspace(np.log(2.0**-24), np.log(1e30), POINTS)).astype(np.float32)
    x = x[np.abs(x - 1.0) > 1e-3]
    assert ulps(over(log32, x), np.log(x.astype(np.float64))) < 0.8


def test_log32_keeps_its_relative_error_next_to_one():
    x = grid(0.99, 1.01)
    x = x[x != 1.0]
    exact = np.log(x.astype(np.float64))
    assert np.max(np.abs(over(log32, x) / exact - 1.0)) < 6.1e-8
    assert log32(np.float32(1.0)) == 0.0


def test_log32_of_zero_is_very_low_and_not_a_nan():
    assert -90.0 < log32(np.float32(0.0)) < -87.0


def test_power32_is_close_for_the_bases_and_exponents_of_the_laws():
    base, exponent = (
        a.ravel().astype(np.float32) for a in np.meshgrid(grid(1e-4, 1.0)[::800], grid(0.0, 6.0)[::800])
    )
    exact = base.astype(np.float64) ** exponent.astype(np.float64)
    assert np.max(np.abs(powers(base, exponent) / exact - 1.0)) < 3e-6
    assert power32(np.float32(0.3), np.float32(0.0)) == 1.0
    assert power32(np.float32(0.0), np.float32(0.8)) < 1e-30


def test_logistic32_is_within_three_ulp_and_stays_in_the_unit_interval():
    x = grid(-40.0, 40.0)
    value = over(logistic32, x)
    assert ulps(value, 1.0 / (1.0 + np.exp(-x.astype(np.float64)))) < 3.0
    assert value.min() > 0.0
    assert value.max() <= 1.0


def test_cosine_and_sine_are_exact_to_float32_over_a_whole_turn():
    turn = grid(0.0, 1.0)
    angle = 2.0 * np.pi * turn.astype(np.float64)
    assert np.max(np.abs(turns(turn) - np.array([np.cos(angle), np.sin(angle)]))) < 1e-7
