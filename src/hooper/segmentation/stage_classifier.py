"""The stage of each customer by a classifier that has learnt from customers whose stage is known.

No log holds stages. They are known in a simulated world, in which somebody who may see the truth trains the
classifier; it then tells stages from the observations of other worlds, or of a real log, alone. Decision
trees are added one after another, each to what the ones before it leave unexplained.
Source: Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics
29(5): 1189-1232, in the histogram form of scikit-learn.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import NonNegative, Positive, PositiveCount, Settings
from hooper.history.observed import Observed
from hooper.segmentation.lifecycle_stages import STAGES
from hooper.segmentation.stage_features import StageFeatureSettings, stage_features

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

Integers = NDArray[np.int64]


class StageClassifierSettings(Settings):
    """How the trees are grown; customers in a leaf and penalty keep what is learnt from being noise."""

    trees: PositiveCount = 150
    learning_rate: Positive = 0.05
    most_leaves: Annotated[int, Field(ge=2)] = 15
    customers_in_leaf: PositiveCount = 100
    penalty: NonNegative = 1.0


@dataclass(frozen=True)
class StageClassifier:
    """A trained classifier."""

    trees: "HistGradientBoostingClassifier"

    def predict(self, features: NDArray[np.float64]) -> Integers:
        """Return the place in `STAGES` of the most probable stage of each row of features, shape `(n,)`."""
        if not features.shape[0]:
            return np.zeros(0, np.int64)
        with _one_thread():
            return self.trees.predict(features)

    def stage_of(self, observed: Observed, cut_days: float, settings: StageFeatureSettings) -> Integers:
        """Return the place in `STAGES` of the stage of everybody who bought by the cut, by id."""
        return self.predict(stage_features(observed, cut_days, settings).values)


def train(
    features: NDArray[np.float64], stages: Integers, settings: StageClassifierSettings
) -> StageClassifier:
    """Train on customers whose stage is known; `features` has shape `(n, features)`, `stages` `(n,)`.

    A stage that nobody is in is never said. Raises InputError if the arrays do not fit together, if all are
    in one stage, or if scikit-learn is missing.

    >>> features = np.repeat([[0.0], [1.0]], 200, axis=0)
    >>> stages = np.repeat([0, 3], 200)
    >>> train(features, stages, StageClassifierSettings(trees=5)).predict(np.array([[1.0], [0.0]])).tolist()
    [3, 0]
    """
    faults = _faults(features, stages)
    if faults:
        raise InputError(faults)
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as missing:
        remedy = "pip install 'hooper[learning]'"
        raise InputError([Fault("stage classifier", "needs scikit-learn", remedy)]) from missing
    trees = HistGradientBoostingClassifier(
        max_iter=settings.trees,
        learning_rate=settings.learning_rate,
        max_leaf_nodes=settings.most_leaves,
        min_samples_leaf=settings.customers_in_leaf,
        l2_regularization=settings.penalty,
        early_stopping=False,  # pyright: ignore[reportArgumentType]  # its stub knows only "auto"
        random_state=0,
    )
    # scikit-learn cannot bin a feature that nobody has; as a constant it teaches nothing either.
    known = np.where(np.isnan(features).all(axis=0), 0.0, features)
    with _one_thread():
        return StageClassifier(trees.fit(known, stages))


def _one_thread() -> AbstractContextManager[object]:
    """Return a context in which scikit-learn takes one thread: several wait for each other on a busy machine.

    The trees are the same with any number.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  # comes with scikit-learn

    return threadpool_limits(1, user_api="openmp")


def _faults(features: NDArray[np.float64], stages: Integers) -> list[Fault]:
    if features.ndim != 2 or stages.shape != features.shape[:1]:
        problem = f"features have shape {features.shape} and stages {stages.shape}"
        return [Fault("training", problem, "give a row of features and a stage a customer")]
    if not np.isin(stages, range(len(STAGES))).all():
        problem = f"there is a stage {stages[~np.isin(stages, range(len(STAGES)))][0]}"
        return [Fault("training", problem, f"number the stages from 0 to {len(STAGES) - 1}, as in STAGES")]
    if np.unique(stages).size < 2:
        return [Fault("training", "all customers are in one stage", "train on a world that lives longer")]
    return []
