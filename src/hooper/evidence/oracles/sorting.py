"""Sorting: of two halves of a cohort that stay with .9 and .5, ever more are of the half that stays.

So retention of all rises, `.7, .7571, .8057, ...`, though nobody's changes. Whoever values the cohort by its
first retention finds it worth `.7 / (1.1 - .7) = 1.75` margins beyond the present one, at a discount of 10 %.
It is worth the mean of 4.5 and .8333: 2.6667, which is 1.524 times as much.
"""

import math
from typing import Final

import numpy as np

from hooper.economics.margin_multiplier import margin_multiplier, retention_elasticity
from hooper.evidence.oracles.constant_lives import all_at_once, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.discounted_lives import Worth, worth
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance

RETENTIONS: Final = (0.9, 0.5)
RATE: Final = 0.1
CUSTOMERS_OF_EACH: Final = 100_000
YEARS: Final = 5
_VALUE, _RATIO = "value of a customer", "value over that by the first retention"


def _retention(year: int) -> str:
    return f"retention in year {year}"


def measure(seed: int, retentions: tuple[float, float] = RETENTIONS) -> dict[str, float]:
    """Live both halves, and value the cohort by what it brings, and by the retention of its first year."""
    halves = []
    for half, stay in enumerate(retentions):
        leave = 1.0 - stay
        chances = Chances((leave, leave, leave, leave))
        lives = live(seed, chances, all_at_once(CUSTOMERS_OF_EACH), replication=half)
        halves.append(lives.tenure_periods)
    tenure = np.concatenate(halves)
    there = np.array([(tenure > year).sum() for year in range(YEARS + 1)])
    retention = there[1:] / there[:-1]
    value = float(worth(tenure, RATE).mean())
    figures = {_retention(year + 1): float(retention[year]) for year in range(YEARS)}
    return figures | {_VALUE: value, _RATIO: value / margin_multiplier(float(retention[0]), RATE)}


def aggregate_retention(year: int) -> float:
    """Return the retention of both halves together in a year, counted from 1.

    >>> [round(aggregate_retention(year), 4) for year in (1, 2, 3, 4, 5)]
    [0.7, 0.7571, 0.8057, 0.8415, 0.8652]
    """
    return sum(stay**year for stay in RETENTIONS) / sum(stay ** (year - 1) for stay in RETENTIONS)


def _retention_error(year: int) -> float:
    """Of each half binomial numbers are there: the ratio strays by what the last year leaves open."""
    before, after = (np.array(RETENTIONS) ** age for age in (year - 1, year))
    ratio = aggregate_retention(year)
    variance = after * (1.0 - after) - 2.0 * ratio * after * (1.0 - before)
    variance += ratio**2 * before * (1.0 - before)
    return math.sqrt(float(variance.sum()) / CUSTOMERS_OF_EACH) / float(before.sum())


def _bands() -> dict[str, Band]:
    halves = [Worth(stay, RATE) for stay in RETENTIONS]
    mean = sum(half.mean for half in halves) / 2.0
    value_error = math.sqrt(sum(half.variance for half in halves) / CUSTOMERS_OF_EACH) / 2.0
    first, first_error = aggregate_retention(1), _retention_error(1)
    by_first = margin_multiplier(first, RATE)
    # Who leaves in the first year is worth nothing beyond it: value and first retention go together.
    together = sum(half.mean * (1.0 - half.retention) for half in halves) / (4.0 * CUSTOMERS_OF_EACH)
    slope = retention_elasticity(first, RATE) / first
    ratio_error = math.sqrt(
        (value_error / mean) ** 2 + (slope * first_error) ** 2 - 2.0 * slope * together / mean
    )
    return {
        _retention(year): within_chance(aggregate_retention(year), _retention_error(year))
        for year in range(1, YEARS + 1)
    } | {
        _VALUE: within_chance(mean, value_error),
        _RATIO: within_chance(mean / by_first, mean / by_first * ratio_error),
    }


ORACLE: Final = Oracle(
    name="sorting",
    claim="where customers differ, retention rises though nobody changes, and one rate undervalues them all",
    source="Fader and Hardie (2010), Customer-base valuation in a contractual setting",
    bands=_bands(),
    measure=measure,
)
