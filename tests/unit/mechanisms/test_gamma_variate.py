"""Gamma variates against SciPy's distribution function (Kolmogorov and Smirnov).

Each check lets a right generator fail with probability 5e-6, on one fixed seed; the mutants show what
it sees.
"""

import numba
import numpy as np
import pytest
from scipy import stats

from hooper.foundation.random_words import normal_pair, round_keys, uniform, words
from hooper.mechanisms.gamma_variate import boosted_gamma, gamma
from hooper.mechanisms.order import order

DRAWS = 200_000
ALARM = 5e-6
SHAPES = [0.243, 1.0, 3.74, 6.25]
CRITICAL = np.sqrt(-np.log(ALARM / 2) / 2 / DRAWS)


def distance(values, shape):
    return stats.ks_1samp(values, stats.gamma(shape).cdf)[0]


@numba.njit
def variates(shape, first, second, boosted):
    out = np.empty(first.shape[1], np.float32)
    for i in range(out.size):
        normal, _ = normal_pair(first[0, i], first[1, i])
        again, _ = normal_pair(second[0, i], second[1, i])
        u, v = uniform(first[2, i]), uniform(second[2, i])
        if boosted:
            out[i] = boosted_gamma(shape, normal, u, again, v, uniform(first[3, i]))
        else:
            out[i] = gamma(shape, normal, u, again, v)
    return out


@numba.njit
def orders(count, keys, spend_rate, spend_shape):
    out = np.empty((2, count), np.float32)
    for i in range(count):
        out[0, i], out[1, i] = order(
            np.uint32(i), np.uint32(0), np.uint32(3), 1, keys, spend_rate, spend_shape
        )
    return out


def drawn(shape, boosted=True, seed=1):
    ids = np.arange(DRAWS)
    return variates(
        np.float32(shape), words((seed, 0), ids, 0, 0, 1), words((seed, 0), ids, 0, 0, 2), boosted
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_boosted_variates_are_gamma(shape):
    assert distance(drawn(shape), shape) < CRITICAL


@pytest.mark.parametrize("shape", [1.0, 3.74, 6.25])
def test_plain_variates_are_gamma_from_shape_one_on(shape):
    assert distance(drawn(shape, boosted=False), shape) < CRITICAL


@pytest.mark.parametrize("shape", SHAPES)
def test_amounts_of_orders_are_gamma_and_their_times_uniform(shape):
    time, amount = orders(DRAWS, round_keys(1, 0), np.float32(0.5), np.float32(shape))
    assert distance(amount * 0.5, shape) < CRITICAL
    assert stats.ks_1samp(time, stats.uniform.cdf)[0] < CRITICAL
    assert abs(np.corrcoef(time, amount)[0, 1]) < 4.6 / np.sqrt(DRAWS)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mutant_with_a_shape_too_large_by_three_percent_is_caught(shape):
    assert distance(drawn(1.03 * shape), shape) > CRITICAL


def test_a_mutant_without_the_boost_is_caught():
    assert distance(drawn(1.243, boosted=False), 0.243) > CRITICAL


def test_variates_are_finite_and_positive_at_extreme_words():
    low, high = np.zeros((4, 1), np.uint32), np.full((4, 1), 0xFFFFFFFF, np.uint32)
    for first in (low, high):
        for second in (low, high):
            values = variates(np.float32(0.243), first, second, True)
            assert np.isfinite(values).all()
            assert (values >= 0.0).all()
