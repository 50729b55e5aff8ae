"""The bands of the oracles are as wide as they say: standard errors are neither padded nor too small.

Over seeds, the deviations of a figure in its own standard errors are standard normal. Over 20 fixed
seeds their mean and the sum of their squares must stay within bounds that the law leaves once in 1e5
(normal and chi-square). Standard errors that are half as large as they should be, or padded threefold,
leave the bounds three times in four for a single figure.
"""

import numpy as np
import pytest
from scipy.stats import chi2, norm

from hooper.evidence.oracles import catalogue
from hooper.evidence.oracles.oracle import STANDARD_ERRORS

pytestmark = pytest.mark.slow
SEEDS = range(100, 120)
FALSE_ALARM = 1e-5
# These have no chance in them: they are exact, or their bands are counted roundings.
WITHOUT_CHANCE = {
    *("conservation", "float_money", "doubled_money", "zero_effect_arms", "potential_outcomes"),
    *("hughes_table", "margin_multiplier", "spending_optimum"),
}
# Its bands are binomial by definition; 2,000 replications are kept in tests/long.
BINOMIAL = {"interval_coverage"}
# Its bands are two percent, as asked of it: weeks are not continuous time.
TWO_PERCENT = {"bass_diffusion", "bass_among_everybody"}
ROUNDED = {"gap after 10 periods"}


def deviations(name, seeds):
    """Return the deviations in standard errors, an array of the seeds for each label."""
    results = [catalogue.get(name).check(seed) for seed in seeds]
    return {
        figures[0].label: np.array(
            [STANDARD_ERRORS * (figure.value - figure.expected) / figure.tolerance for figure in figures]
        )
        for figures in zip(*(result.figures for result in results), strict=True)
        if figures[0].tolerance > 0.0 and figures[0].label not in ROUNDED
    }


@pytest.mark.parametrize(
    "name", [name for name in catalogue.names() if name not in WITHOUT_CHANCE | BINOMIAL | TWO_PERCENT]
)
def test_deviations_over_seeds_are_standard_normal(name):
    low, high = chi2.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], len(SEEDS))
    bound = norm.isf(FALSE_ALARM / 2)
    for label, deviation in deviations(name, SEEDS).items():
        assert low < deviation @ deviation < high, label
        assert abs(deviation.mean()) * np.sqrt(len(SEEDS)) < bound, label
