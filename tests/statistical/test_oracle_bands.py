"""The bands of the oracles are as wide as they say: standard errors are neither padded nor too small.

Over seeds, the deviations of a figure in its own standard errors are standard normal. With
20 fixed seeds the mean of their squares and their mean stay inside the 1 - 1e-5 bounds of that law
(chi-square and normal), which standard errors that are wrong by a factor of 2 do not.
"""

import numpy as np
import pytest
from scipy.stats import chi2, norm

from hooper.evidence.oracles import catalogue
from hooper.evidence.oracles.oracle import STANDARD_ERRORS

pytestmark = pytest.mark.slow
SEEDS = range(100, 120)
FALSE_ALARM = 1e-5
# The gap of expectation has no chance in it: its band is the rounding of float32.
EXACT = {"gap after 10 periods"}


def deviations(name, seeds):
    """Return the deviations in standard errors, an array of the seeds for each label."""
    results = [catalogue.get(name).check(seed) for seed in seeds]
    return {
        figures[0].label: np.array(
            [STANDARD_ERRORS * (figure.value - figure.expected) / figure.tolerance for figure in figures]
        )
        for figures in zip(*(result.figures for result in results), strict=True)
        if figures[0].label not in EXACT
    }


@pytest.mark.parametrize("name", catalogue.names())
def test_deviations_over_seeds_are_standard_normal(name):
    low, high = chi2.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], len(SEEDS))
    bound = norm.isf(FALSE_ALARM / 2)
    for label, deviation in deviations(name, SEEDS).items():
        assert low < deviation @ deviation < high, label
        assert abs(deviation.mean()) * np.sqrt(len(SEEDS)) < bound, label
