"""What is made of words has the law it claims, on 1e7 real words of customers, periods and decisions.

Every check is a z-test or a Kolmogorov distance that lets a right generator fail with probability 5e-6
(4.56 standard errors; Massart's bound for distances), on one fixed seed. At this size it sees a shift of
0.15 % of a standard deviation. The mutants, each a slip that a hand could make, must all be caught.
"""

import numba
import numpy as np
import pytest
from scipy import stats

from hooper.firm.customer_ids import PAID, acquired_ids, founder_ids, referred_ids
from hooper.foundation.random_words import customer_words, exponentials, normal_pair, uniform, uniforms
from hooper.mechanisms.gamma_variate import boosted_gamma, gamma

pytestmark = pytest.mark.slow
KEY = (20_260_301, 3)
CUSTOMERS, PERIODS, DECISIONS = 250_000, 10, 4
DRAWS = CUSTOMERS * PERIODS * DECISIONS
FALSE_ALARM = 5e-6
DEVIATIONS = stats.norm.isf(FALSE_ALARM / 2)
FARTHEST = np.sqrt(np.log(2.0 / FALSE_ALARM) / 2.0 / DRAWS)
SHAPES = [0.243, 1.2, 6.25]


@pytest.fixture(scope="module")
def words():
    """Words `(4, DRAWS)`, customers fastest, then periods, then decisions; ids of all three kinds."""
    third = CUSTOMERS // 3
    founders = founder_ids(0, CUSTOMERS - 2 * third)
    ids = np.concatenate([founders, acquired_ids(PAID, 7, third), referred_ids(KEY, founders[:third], 7)])
    parts = [
        customer_words(KEY, ids, period, decision)
        for decision in range(1, DECISIONS + 1)
        for period in range(PERIODS)
    ]
    return np.concatenate(parts, axis=1)


@pytest.fixture(scope="module")
def other_words(words):
    return words[:, ::-1].copy()


@numba.njit
def variates_of(kernel, words):
    out = np.empty(words.shape[1], np.float32)
    for i in range(out.size):
        out[i] = kernel(words[:, i])
    return out.astype(np.float64)


@numba.njit
def uniform_of(w):
    return uniform(w[0])


@numba.njit
def shifted_uniform(w):
    return uniform(w[0]) * np.float32(0.999)


@numba.njit
def cosine_half(w):
    return normal_pair(w[0], w[1])[0]


@numba.njit
def sine_half(w):
    return normal_pair(w[0], w[1])[1]


@numba.njit
def normal_from_one_word_twice(w):
    return normal_pair(w[0], w[0])[0]


@numba.njit
def too_wide_normal(w):
    return normal_pair(w[0], w[1])[0] * np.float32(1.002)


def z_scores(sample, mean, variance, kurtosis):
    """Return how many standard errors mean and variance are off; `kurtosis` is the fourth standard moment."""
    centred = sample - mean
    of_mean = centred.mean() / np.sqrt(variance / sample.size)
    of_variance = (centred @ centred / sample.size / variance - 1.0) / np.sqrt((kurtosis - 1.0) / sample.size)
    return np.array([of_mean, of_variance])


def distance(sample, cdf):
    """Return Kolmogorov's distance, looked at on every 500th value: at most 5e-5 less than all of it."""
    ranks = np.arange(0, sample.size, 500)
    reached = cdf(np.sort(sample)[ranks])
    return max(((ranks + 1) / sample.size - reached).max(), (reached - ranks / sample.size).max())


def passes(sample, law):
    """Return whether mean, variance and distance of a sample are within the bands of a law of SciPy."""
    mean, variance, _, excess = (float(each) for each in law.stats("mvsk"))
    moments = z_scores(sample, mean, variance, excess + 3.0)
    return bool((np.abs(moments) < DEVIATIONS).all()) and distance(sample, law.cdf) < FARTHEST


def correlation(x, y):
    return np.corrcoef(x, y)[0, 1] * np.sqrt(x.size)


def test_every_word_gives_uniforms(words):
    for row in uniforms(words):
        assert passes(row, stats.uniform())


def test_short_uniforms_are_uniform_and_a_shift_by_a_thousandth_is_caught(words):
    assert passes(variates_of(uniform_of, words), stats.uniform())
    assert not passes(variates_of(shifted_uniform, words), stats.uniform())


def test_both_halves_of_a_pair_are_normal_and_know_nothing_of_each_other(words):
    cosine, sine = variates_of(cosine_half, words), variates_of(sine_half, words)
    for half in (cosine, sine):
        assert passes(half, stats.norm())
        assert abs((half**3).mean() * np.sqrt(half.size / 15.0)) < DEVIATIONS
        assert abs(((half**4).mean() - 3.0) * np.sqrt(half.size / 96.0)) < DEVIATIONS
    assert abs(correlation(cosine, sine)) < DEVIATIONS
    assert abs(correlation(cosine**2, sine**2)) < DEVIATIONS


@pytest.mark.parametrize("mutant", [normal_from_one_word_twice, too_wide_normal])
def test_a_normal_of_a_swapped_word_or_of_another_width_is_caught(words, mutant):
    assert not passes(variates_of(mutant, words), stats.norm())


def test_exponentials_are_exponential(words):
    assert passes(exponentials(words[2]), stats.expon())
    assert not passes(1.002 * exponentials(words[2]), stats.expon())


@pytest.mark.parametrize("axis", ["customers", "periods", "decisions", "words"])
def test_neighbours_along_every_axis_are_uncorrelated(words, axis):
    cube = uniforms(words).reshape(4, DECISIONS, PERIODS, CUSTOMERS)
    along = {"words": 0, "decisions": 1, "periods": 2, "customers": 3}[axis]
    first, last = np.delete(cube, -1, along).ravel(), np.delete(cube, 0, along).ravel()
    assert abs(correlation(first, last)) < DEVIATIONS
    repeated = np.where(np.arange(last.size) % 500 == 0, first, last)
    assert abs(correlation(first, repeated)) > DEVIATIONS


@numba.njit
def boosted(shape, words, again, place_of_boost):
    out = np.empty(words.shape[1], np.float32)
    for i in range(out.size):
        first, _ = normal_pair(words[0, i], words[1, i])
        second, _ = normal_pair(again[0, i], again[1, i])
        u, v, boost = uniform(words[2, i]), uniform(again[2, i]), uniform(words[place_of_boost, i])
        out[i] = boosted_gamma(shape, first, u, second, v, boost)
    return out.astype(np.float64)


@numba.njit
def plain(shape, words, again):
    out = np.empty(words.shape[1], np.float32)
    for i in range(out.size):
        first, _ = normal_pair(words[0, i], words[1, i])
        second, _ = normal_pair(again[0, i], again[1, i])
        out[i] = gamma(shape, first, uniform(words[2, i]), second, uniform(again[2, i]))
    return out.astype(np.float64)


@pytest.mark.parametrize("shape", SHAPES)
def test_gamma_variates_are_gamma_and_slips_are_caught(words, other_words, shape):
    law, right = stats.gamma(shape), np.float32(shape)
    acceptance, boost = 2, 3
    assert passes(boosted(right, words, other_words, boost), law)
    assert not passes(boosted(right, words, other_words, acceptance), law)
    assert not passes(boosted(right, words, words, boost), law)  # the second try is the first one again
    assert not passes(boosted(np.float32(1.004 * shape), words, other_words, boost), law)


def test_without_a_boost_two_tries_are_not_quite_enough_at_shape_one(words, other_words):
    """The variance is 0.6 % too large there. The laws of the package take the boost, from 1 + shape on."""
    at_one = plain(np.float32(1.0), words, other_words)
    assert 0.003 < at_one.var() - 1.0 < 0.01
    assert passes(plain(np.float32(3.74), words, other_words), stats.gamma(3.74))
