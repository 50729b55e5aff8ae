"""Five points more of retention, from .80 to .85, lift what a customer is worth by 27.5 %.

At a discount rate of 10 % and with a constant margin, customers who live geometric lives are worth
`.8 / .3 = 2.667` and `.85 / .25 = 3.4` margins beyond the present one.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.constant_lives import all_at_once, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.discounted_lives import Worth, worth
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance

LEAVES: Final = (0.20, 0.15)
RATE: Final = 0.1
CUSTOMERS: Final = 150_000
_BEFORE, _AFTER, _LIFT = "worth of a customer before", "worth of a customer after", "lift by five points"


def measure(seed: int, leaves: tuple[float, float] = LEAVES) -> dict[str, float]:
    """Live customers before and after, and value what they bring."""
    before, after = (float(worth(_tenure(seed, leave, arm), RATE).mean()) for arm, leave in enumerate(leaves))
    return {_BEFORE: before, _AFTER: after, _LIFT: after / before - 1.0}


def _tenure(seed: int, leave: float, arm: int) -> NDArray[np.int64]:
    chances = Chances((leave, leave, leave, leave))
    return live(seed, chances, all_at_once(CUSTOMERS), replication=arm).tenure_periods


def _bands() -> dict[str, Band]:
    before, after = (Worth(1.0 - leave, RATE) for leave in LEAVES)
    ratio = after.mean / before.mean
    errors = [math.sqrt(each.variance / CUSTOMERS) for each in (before, after)]
    ratio_error = ratio * math.hypot(errors[0] / before.mean, errors[1] / after.mean)
    return {
        _BEFORE: within_chance(before.mean, errors[0]),
        _AFTER: within_chance(after.mean, errors[1]),
        _LIFT: within_chance(ratio - 1.0, ratio_error),
    }


ORACLE: Final = Oracle(
    name="five_points_of_retention",
    claim="five points of retention from .8 on lift the worth of a customer by 27.5 % at a constant margin",
    source="Reichheld and Sasser (1990), who tell of 25 to 85 %; Gupta, Lehmann and Stuart (2004)",
    bands=_bands(),
    measure=measure,
)
