import math

import numpy as np
import pytest

from hooper.evidence.oracles.branching_cumulants import cumulants_of_content, cumulants_of_one
from hooper.evidence.oracles.referral_branching import BRING, LEAVE, ORACLE, accepted_explosions


def content_by_convolution(leave, bring, months):
    """Return the chances to hold 0, 1, 2, ... customers when one is bought each month."""
    one = np.array([leave, 1.0 - leave - bring, bring])
    content = np.array([0.0, 1.0])
    for _ in range(months - 1):
        after, sum_of = np.zeros(1), np.ones(1)
        for chance in content:
            after = np.pad(after, (0, sum_of.size - after.size)) + chance * sum_of
            sum_of = np.convolve(sum_of, one)
        content = np.append(0.0, after)
    return content


def test_the_multiplier_of_a_leak_of_a_tenth_and_a_referral_rate_of_four_hundredths():
    held = cumulants_of_content(LEAVE, BRING, months=2_000)[0]
    assert held == pytest.approx(1.0 / 0.06)
    assert held * LEAVE == pytest.approx(1.6667, abs=5e-5)


def test_cumulants_are_those_of_the_distribution_worked_out_in_full():
    chance = content_by_convolution(0.3, 0.2, months=5)
    count = np.arange(chance.size)
    mean = chance @ count
    second, third, fourth = (chance @ (count - mean) ** power for power in (2, 3, 4))
    expected = [mean, second, third, fourth - 3.0 * second**2]
    np.testing.assert_allclose(cumulants_of_content(0.3, 0.2, months=5), expected, rtol=1e-10)


def test_without_referral_every_cohort_is_binomial():
    there = 0.8 ** np.arange(7)
    mean, variance, *_ = cumulants_of_content(0.2, 0.0, months=7)
    assert (mean, variance) == pytest.approx((there.sum(), (there * (1.0 - there)).sum()))


def test_in_the_long_run_the_variance_is_that_of_immigration_at_a_constant_rate():
    """`V = N s / (1 - m^2)`: what one customer adds, kept for ever less."""
    _, spread, *_ = cumulants_of_one(LEAVE, BRING)
    mean, variance, *_ = cumulants_of_content(LEAVE, BRING, months=2_000)
    assert variance == pytest.approx(mean * spread / (1.0 - (1.0 - LEAVE + BRING) ** 2))


def test_bands_of_lives_and_families():
    expected = {label: band.expected for label, band in ORACLE.bands.items()}
    assert expected["mean of those brought in a life"] == pytest.approx(0.4)
    assert expected["variance of those brought in a life"] == pytest.approx(0.56)
    assert expected["mean family of one who is bought"] == pytest.approx(1.6667, abs=0.005)
    assert expected["growth over two years where k > p"] == pytest.approx(math.exp(24 * math.log(1.06)))


def test_no_world_is_accepted_that_must_explode():
    assert accepted_explosions() == 0
