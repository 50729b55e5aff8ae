"""Train the classifier of stages where the truth is known: in a simulated world.

The world is reviewed again and again, so that young relationships and old ones are learnt from. What is
learnt are features that anybody could see, and the stage that only the simulator knows; who is gone is taught
as in decline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.true_stages import tellable_stages_at
from hooper.history.history import History
from hooper.segmentation.stage_classifier import StageClassifier, StageClassifierSettings, train
from hooper.segmentation.stage_features import StageFeatureSettings, stage_features


@dataclass(frozen=True)
class StageLessons:
    """What is learnt from: `features`, shape `(n, features)`, and `stages`, shape `(n,)`."""

    features: NDArray[np.float64]
    stages: NDArray[np.int64]


def stage_lessons(
    history: History, review_days: Sequence[float], settings: StageFeatureSettings
) -> StageLessons:
    """Return what is seen and what is true of everybody known at each of the reviews in turn.

    `settings` say how long the periods of the history are.
    """
    seen = [stage_features(history.observed, day, settings) for day in review_days]
    stages = [
        tellable_stages_at(history.truth, each.customer_id, day, settings.period_days)
        for each, day in zip(seen, review_days, strict=True)
    ]
    return StageLessons(np.concatenate([each.values for each in seen]), np.concatenate(stages))


def train_on(
    history: History,
    review_days: Sequence[float],
    features: StageFeatureSettings,
    settings: StageClassifierSettings,
) -> StageClassifier:
    """Train on everybody known at each of the reviews of a history; raises InputError as `train`."""
    taught = stage_lessons(history, review_days, features)
    return train(taught.features, taught.stages, settings)
