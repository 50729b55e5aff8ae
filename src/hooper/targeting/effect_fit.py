"""What every learner of treatment effects hands back, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Count, Positive, PositiveCount, Settings

Floats = NDArray[np.float64]
IsTreated = NDArray[np.bool_]
EffectStatus = Literal["ok", "flat", "failed"]
FEWEST_IN_AN_ARM: Final = 50


class LearnerSettings(Settings):
    """How boosted trees learn: slowly, with few leaves and many customers in each, since effects are small.

    `random_state` decides what they leave to chance.
    """

    random_state: Count = 1
    trees: PositiveCount = 100
    leaves_of_a_tree: PositiveCount = 6
    fewest_customers_in_a_leaf: PositiveCount = 400
    learning_rate: Positive = 0.05


@dataclass(frozen=True)
class EffectFit:
    """A learned effect of a treatment. What went wrong is a status, never an exception.

    `effect(features)` takes the features of m customers, shape `(m, n_features)`, and returns the effect on
    each, shape `(m,)`, in the unit of the outcome. `status` is `ok`, `flat` (the outcome is the same for all,
    so that every effect is 0) or `failed` (every effect is nan); `reason` says why.
    """

    learner: str
    status: EffectStatus
    reason: str
    effect: Callable[[Floats], Floats]


def unlearnable(learner: str, treated: IsTreated, outcome: Floats) -> EffectFit | None:
    """Return the fit of data that nothing can be learned from, or None if something can.

    >>> nobody = unlearnable("t_learner", np.array([True]), np.array([1.0]))
    >>> nobody.status, nobody.effect(np.zeros((2, 3))).tolist()
    ('failed', [nan, nan])
    """
    arms = int(treated.sum()), int((~treated).sum())
    if min(arms) < FEWEST_IN_AN_ARM:
        reason = f"{arms[0]} customers were treated and {arms[1]} were not; {FEWEST_IN_AN_ARM} are needed"
        return EffectFit(learner, "failed", reason, lambda features: np.full(len(features), np.nan))
    if not np.ptp(outcome) > 0.0:
        return EffectFit(
            learner, "flat", "all have the same outcome", lambda features: np.zeros(len(features))
        )
    return None
