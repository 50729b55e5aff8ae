"""The leaky bucket in steady state: with Poisson arrivals it holds a Poisson number, whatever the lives.

With A arrivals a period and any law of tenure with mean L, mean and variance of the content are A L in
the long run, and `A E[min(T, t)]` in period t from empty (the M/G/infinity queue is insensitive to the
law of service). The engine lives customers of two laws with the same mean: tenures that are geometric,
and tenures that all last equally long, since every customer goes from stage to stage and then leaves.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.evidence.oracles.constant_lives import Lives, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.foundation.decisions import FIRST_OF_USERS
from hooper.foundation.random_words import uniforms, words
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import STAGES

MEAN_TENURE: Final = len(STAGES)
MEAN_ARRIVALS: Final = 2.0
PERIODS: Final = 20
BUCKETS: Final = 12_000
# One, to the precision of the laws.
_SURELY: Final = 1.0 - 1e-9
ONE_PERIOD_A_STAGE: Final = Chances(
    leave=(0.0, 0.0, 0.0, _SURELY), up=(_SURELY, _SURELY, 0.0, 0.0), down=(0.0, 0.0, _SURELY, 0.0)
)


def poisson_arrivals(seed: int) -> NDArray[np.int64]:
    """Return the arrivals of each period in each bucket, shape `(PERIODS, BUCKETS)`."""
    period, bucket = np.indices((PERIODS, BUCKETS)).reshape(2, -1)
    chance = uniforms(words((seed, 0), bucket, 0, period, FIRST_OF_USERS)[0])
    return np.searchsorted(pdtr(np.arange(50), MEAN_ARRIVALS), chance).reshape(PERIODS, BUCKETS)


def contents(arrivals: NDArray[np.int64], lives: Lives) -> NDArray[np.int64]:
    """Return what each bucket holds in the last period, after arrivals, shape `(BUCKETS,)`.

    Customers are told apart by the order in which they entered. All buckets together must be the one
    that the engine counted.
    """
    period, bucket = np.repeat(np.indices(arrivals.shape).reshape(2, -1), arrivals.ravel(), axis=1)
    last = np.where(lives.tenure_periods > 0, period + lives.tenure_periods - 1, PERIODS)
    content = np.bincount(bucket[last >= PERIODS - 1], minlength=BUCKETS)
    together = LeakyBucket(("poured",), CAUSES, lives.held, arrivals.sum(axis=1)[:, None], lives.leaks)
    together.check_conservation()
    if together.at_risk[-1] != content.sum():
        raise RuntimeError(f"the engine holds {together.at_risk[-1]} customers, its lives {content.sum()}")
    return content


def measure(
    seed: int,
    mean_tenure: float = MEAN_TENURE,
    arrive: Callable[[int], NDArray[np.int64]] = poisson_arrivals,
) -> dict[str, float]:
    """Fill buckets with lives of either law and describe what they hold in the end."""
    arrivals = arrive(seed)
    leave = 1.0 / mean_tenure
    laws = {"geometric": Chances((leave, leave, leave, leave)), "equal": ONE_PERIOD_A_STAGE}
    figures: dict[str, float] = {}
    for law, chances in laws.items():
        content = contents(arrivals, live(seed, chances, arrivals.sum(axis=1)))
        figures[f"mean, {law} lives"] = float(content.mean())
        figures[f"variance, {law} lives"] = float(content.var(ddof=1))
    return figures


def _bands() -> dict[str, Band]:
    still_to_come = (1.0 - 1.0 / MEAN_TENURE) ** PERIODS
    content = MEAN_ARRIVALS * MEAN_TENURE
    bands: dict[str, Band] = {}
    for law, held in (("geometric", content * (1.0 - still_to_come)), ("equal", content)):
        variance_error = held * math.sqrt((2.0 + 1.0 / held) / BUCKETS)
        bands[f"mean, {law} lives"] = within_chance(held, math.sqrt(held / BUCKETS))
        bands[f"variance, {law} lives"] = within_chance(held, variance_error)
    return bands


ORACLE: Final = Oracle(
    name="leaky_bucket_steady_state",
    claim="with Poisson arrivals the bucket holds a Poisson number of mean A L, whatever the law of lives",
    source="M/G/infinity queue; Takacs (1962), Introduction to the theory of queues",
    bands=_bands(),
    measure=measure,
)
