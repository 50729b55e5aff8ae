"""The leaky bucket in steady state: with Poisson arrivals it holds a Poisson number, whatever the lives.

With A arrivals a period and any law of tenure with mean L, mean and variance of the content are A L (the
M/G/infinity queue is insensitive to the law of service). Tenures that the engine's customers lived,
which are geometric, are set beside tenures that all last L periods.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.evidence.oracles.constant_lives import all_at_once, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.foundation.decisions import FIRST_OF_USERS
from hooper.foundation.random_words import uniforms, words

MEAN_TENURE: Final = 5
MEAN_ARRIVALS: Final = 2.0
WARM_UP: Final = 120
# Contents of two samples have (4/5)^50 = 1.4e-5 of their customers in common.
PERIODS_BETWEEN_SAMPLES: Final = 50
SAMPLES: Final = 2_000
PERIODS: Final = WARM_UP + PERIODS_BETWEEN_SAMPLES * SAMPLES


def poisson_arrivals(seed: int) -> NDArray[np.int64]:
    """Return the arrivals of each period, shape `(PERIODS,)`, from one uniform a period."""
    chance = uniforms(words((seed, 0), 0, 0, np.arange(PERIODS), FIRST_OF_USERS)[0])
    return np.searchsorted(pdtr(np.arange(50), MEAN_ARRIVALS), chance)


def filled_bucket(arrivals: NDArray[np.int64], tenure_periods: NDArray[np.int64]) -> LeakyBucket:
    """Count the bucket into which customers with these tenures are poured, one after the other."""
    first = np.repeat(np.arange(PERIODS), arrivals)
    last = first + tenure_periods - 1
    boundaries = np.arange(PERIODS + 1)
    held = np.searchsorted(first, boundaries) - np.searchsorted(np.sort(last), boundaries)
    leaks = np.bincount(last, minlength=PERIODS)[:PERIODS]
    bucket = LeakyBucket(("poured",), ("any",), held, arrivals[:, None], leaks[:, None])
    bucket.check_conservation()
    return bucket


def measure(
    seed: int,
    mean_tenure: float = MEAN_TENURE,
    arrive: Callable[[int], NDArray[np.int64]] = poisson_arrivals,
) -> dict[str, float]:
    """Fill a bucket with lives of either law and describe its content in the long run."""
    arrivals = arrive(seed)
    customers = int(arrivals.sum())
    leave = 1.0 / mean_tenure
    lived = live(seed, Chances((leave, leave, leave, leave)), all_at_once(customers)).tenure_periods
    figures: dict[str, float] = {}
    for law, tenure in (("geometric", lived), ("equal", np.full(customers, round(mean_tenure)))):
        content = filled_bucket(arrivals, tenure).at_risk[WARM_UP:]
        figures[f"mean, {law} lives"] = float(content.mean())
        figures[f"variance, {law} lives"] = float(content[::PERIODS_BETWEEN_SAMPLES].var(ddof=1))
    return figures


def _bands() -> dict[str, Band]:
    content = MEAN_ARRIVALS * MEAN_TENURE
    variance_error = content * math.sqrt((2.0 + 1.0 / content) / SAMPLES)
    # Neighbouring contents share customers: their covariances add up to A E[T^2].
    squared_tenure = {"geometric": MEAN_TENURE * (2 * MEAN_TENURE - 1), "equal": MEAN_TENURE**2}
    bands: dict[str, Band] = {}
    for law, square in squared_tenure.items():
        mean_error = math.sqrt(MEAN_ARRIVALS * square / (PERIODS - WARM_UP))
        bands[f"mean, {law} lives"] = within_chance(content, mean_error)
        bands[f"variance, {law} lives"] = within_chance(content, variance_error)
    return bands


ORACLE: Final = Oracle(
    name="leaky_bucket_steady_state",
    claim="with Poisson arrivals the bucket holds a Poisson number of mean A L, whatever the law of lives",
    source="M/G/infinity queue; Takacs (1962), Introduction to the theory of queues",
    bands=_bands(),
    measure=measure,
)
