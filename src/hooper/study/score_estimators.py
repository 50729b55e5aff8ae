"""Scores every estimator of customer value in every world of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hooper.comparison.value_score import ValueScore, score_values
from hooper.lifetime_value.value_estimators.catalogue import ESTIMATORS
from hooper.study.execute import execute
from hooper.study.lived_world import WorldToScore


@dataclass(frozen=True)
class WorldScores:
    """The scores in one world, in the order of the catalogue of estimators.

    `mean_value` is the mean expected value of its `customers`, in currency; `error_of_truth` the root mean
    square of the error that this expected value has itself, where it is a mean over futures.
    """

    world: str
    kind: str
    customers: int
    mean_value: float
    error_of_truth: float
    scores: tuple[ValueScore, ...]


@dataclass(frozen=True)
class _Task:
    world: WorldToScore
    seed: int


def score_estimators(worlds: Sequence[WorldToScore], seed: int, workers: int = 1) -> Iterator[WorldScores]:
    """Yield the scores of each world in order, whatever the number of workers but for last bits of fits."""
    yield from execute(_score, [_Task(world, seed) for world in worlds], workers)


def _score(task: _Task) -> WorldScores:
    world = task.world
    lived = world.live(task.seed)
    scores = []
    for estimator in ESTIMATORS:
        estimate = estimator.answer(lived.question)
        scored = score_values(estimate, lived.expected, lived.realised)
        scores.append(
            ValueScore(world.name, world.kind, estimator.name, estimate.status, estimate.reason, scored)
        )
    return WorldScores(
        world.name,
        world.kind,
        lived.expected.size,
        float(lived.expected.mean()),
        float(np.sqrt(np.square(lived.error_of_expected).mean())),
        tuple(scores),
    )
