"""Balance of an experiment: whether treated and others were alike before, as lots would have made them.

For each feature, z is the difference of the arms' means over its standard error. If the largest of all p is
beyond what lots give once in a thousand experiments (the normal quantile at .001 / 2p), then it was not lots
that decided who is treated, or they were tampered with, and differences in outcomes are no effects.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtri

from hooper.targeting.average_effect import average_effect
from hooper.targeting.experiment import Experiment

_FALSE_ALARM: Final = 0.001


@dataclass(frozen=True)
class Balance:
    """The feature in which the arms differ most, by how many standard errors, and the most that lots give."""

    feature: str
    difference_in_errors: float
    most_by_lots: float

    @property
    def looks_like_lots(self) -> bool:
        """Whether lots may have decided who was treated."""
        return abs(self.difference_in_errors) <= self.most_by_lots


def balance_of(experiment: Experiment) -> Balance:
    """Return how the arms of an experiment differ before it."""
    features = experiment.features
    differ = [np.ptp(column) > 0.0 for column in features.values.T]
    found = [average_effect(experiment.treated, column) for column in features.values.T]
    z = [each.effect / each.standard_error if some else 0.0 for each, some in zip(found, differ, strict=True)]
    worst = int(np.argmax(np.abs(z)))
    most = float(-ndtri(_FALSE_ALARM / (2 * max(1, sum(differ)))))
    return Balance(features.names[worst], float(z[worst]), most)
