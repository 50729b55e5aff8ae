"""Geometric tenure: with a constant chance p of leaving, a life lasts 1/p periods on average.

`P(T = t) = p (1 - p)^(t - 1)`, mean `1/p`, variance `(1 - p)/p^2`, and no memory: who has stayed for any
time stays as long again as a newcomer.
"""

import math
from typing import Final

from hooper.evidence.oracles.constant_lives import all_at_once, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Oracle, within_chance

LEAVE: Final = 0.2
CUSTOMERS: Final = 200_000
SEASONED_AFTER: Final = 5


def measure(seed: int, leave: float = LEAVE) -> dict[str, float]:
    """Live customers who leave with the same chance in every stage, and describe their tenures."""
    tenure = live(seed, Chances((leave, leave, leave, leave)), all_at_once(CUSTOMERS)).tenure_periods
    seasoned = tenure[tenure > SEASONED_AFTER]
    return {
        "mean": float(tenure.mean()),
        "variance": float(tenure.var()),
        "mean of the rest after 5 periods": float(seasoned.mean() - SEASONED_AFTER),
        "survival of 3 periods": float((tenure > 3).mean()),
    }


def _oracle() -> Oracle:
    mean, variance = 1.0 / LEAVE, (1.0 - LEAVE) / LEAVE**2
    excess_kurtosis = 6.0 + LEAVE**2 / (1.0 - LEAVE)
    seasoned = CUSTOMERS * (1.0 - LEAVE) ** SEASONED_AFTER
    survival = (1.0 - LEAVE) ** 3
    return Oracle(
        name="geometric_tenure",
        claim="with a constant chance of leaving, tenure is geometric and has no memory",
        source="geometric distribution; Johnson, Kemp and Kotz (2005), Univariate discrete distributions",
        bands={
            "mean": within_chance(mean, math.sqrt(variance / CUSTOMERS)),
            "variance": within_chance(variance, variance * math.sqrt((excess_kurtosis + 2.0) / CUSTOMERS)),
            "mean of the rest after 5 periods": within_chance(mean, math.sqrt(variance / seasoned)),
            "survival of 3 periods": within_chance(
                survival, math.sqrt(survival * (1.0 - survival) / CUSTOMERS)
            ),
        },
        measure=measure,
    )


ORACLE: Final = _oracle()
