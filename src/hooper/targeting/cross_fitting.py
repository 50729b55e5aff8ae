"""Effects on the customers of an experiment, each learned from others alone.

The customers are divided into parts by lot. The effects on those of a part are learned from the other parts,
so that nobody's own outcome speaks for her own score, and the outcomes can judge the scores.
Source: Chernozhukov et al. (2018), Double/debiased machine learning for treatment and structural parameters,
The Econometrics Journal 21(1).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import UPLIFT_FOLD
from hooper.foundation.random_words import customer_words, uniforms
from hooper.targeting.effect_fit import EffectFit, EffectStatus, Floats, LearnerSettings
from hooper.targeting.experiment import Experiment
from hooper.targeting.learners import Learner

PARTS: Final = 5
_WORST_FIRST: Final[tuple[EffectStatus, ...]] = ("failed", "flat", "ok")
# Which part is a trait: it is drawn with one period for all.
_FOR_GOOD: Final = 0


@dataclass(frozen=True)
class LearnedEffects:
    """The effect on each customer of an experiment, shape `(n,)`, and the worst status of all parts."""

    learner: str
    values: Floats
    status: EffectStatus
    reason: str


def cross_fitted(
    learner: Learner, experiment: Experiment, outcome: str, settings: LearnerSettings
) -> LearnedEffects:
    """Return the effect on each customer, learned from those of the other parts.

    The lots come from the random state of the settings and the customer's id, so that the order of the
    customers does not matter.
    """
    features, treated = experiment.features.values, experiment.treated
    result = experiment.outcome(outcome)
    part = part_of_each(experiment.customer_id, settings.random_state)
    values = np.full(part.size, np.nan)
    fits: list[EffectFit] = []
    for number in range(PARTS):
        own = part == number
        fits.append(learner.fit(features[~own], treated[~own], result[~own], settings))
        if own.any():
            values[own] = fits[-1].effect(features[own])
    worst = min(fits, key=lambda fit: _WORST_FIRST.index(fit.status))
    return LearnedEffects(learner.name, values, worst.status, worst.reason)


def part_of_each(customer_id: NDArray[np.uint64], seed: int) -> NDArray[np.int64]:
    """Return the part, from 0 to `PARTS` - 1, in which each customer stands, shape `(n,)`."""
    lots = uniforms(customer_words((seed, 0), customer_id, _FOR_GOOD, UPLIFT_FOLD)[0])
    return (lots * PARTS).astype(np.int64)
