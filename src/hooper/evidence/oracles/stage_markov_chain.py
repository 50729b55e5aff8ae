"""Stages as a Markov chain: what a life is worth, how long it lasts, where it is spent.

With transitions P among the stages, margins m a period received in each stage and a rate d, the value of
a life that begins in each stage is `(I - P / (1 + d))^-1 m`, and the expected visits are the rows of
`(I - P)^-1` (Kemeny and Snell 1960; Pfeifer and Carraway 2000 for customer relationships).
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.discounting import present_value
from hooper.economics.markov_value import markov_value
from hooper.evidence.oracles.constant_lives import LONGEST_LIFE, all_at_once, live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.life_stages import STAGES

FloatArray = NDArray[np.floating]

CHANCES: Final = Chances(
    leave=(0.20, 0.10, 0.10, 0.40), up=(0.25, 0.20, 0.0, 0.10), down=(0.05, 0.05, 0.06, 0.0)
)
MARGINS: Final = np.array([-10.0, 20.0, 60.0, 10.0])
RATE: Final = 0.01
LIVES: Final = 100_000


def transitions(chances: Chances) -> FloatArray:
    """Return the chances to be in each stage (column) a period after each stage (row), shape `(4, 4)`."""
    matrix = np.diag(1.0 - np.array(chances.leave) - np.array(chances.up) - np.array(chances.down))
    matrix[0, 1] = chances.up[0]
    matrix[[1, 3], 2] = chances.up[1], chances.up[3]
    matrix[:3, 3] = chances.down[:3]
    return matrix


def variances_of_values(moves: FloatArray, margins: FloatArray, rate: float) -> FloatArray:
    """Return the variance of what single lives bring, shape `(4,)`.

    The second moment obeys `Q = m^2 + 2 m b P V + b^2 P Q` with b = 1 / (1 + d).
    """
    later = 1.0 / (1.0 + rate)
    mean = markov_value(moves, margins, rate)
    cross = margins**2 + 2.0 * margins * later * (moves @ mean)
    return np.linalg.solve(np.eye(4) - later**2 * moves, cross) - mean**2


def visits(moves: FloatArray) -> FloatArray:
    """Return the expected periods in each stage (column) of a life from each stage (row), `(4, 4)`."""
    return np.linalg.inv(np.eye(4) - moves)


def variances_of_visits(moves: FloatArray) -> FloatArray:
    """Return the variances of the visits, `N (2 diag N - I) - N^2` elementwise, shape `(4, 4)`."""
    expected = visits(moves)
    return expected @ (2.0 * np.diag(np.diag(expected)) - np.eye(4)) - expected**2


def tenure_distribution(moves: FloatArray, periods: int = LONGEST_LIFE) -> FloatArray:
    """Return the chances that a life from exploration lasts 1, 2, ... periods, shape `(periods,)`."""
    stage = np.array([1.0, 0.0, 0.0, 0.0])
    survival = [1.0]
    for _ in range(periods):
        stage = stage @ moves
        survival.append(stage.sum())
    return -np.diff(survival)


def measure(seed: int, chances: Chances = CHANCES) -> dict[str, float]:
    """Live lives from each stage on and describe what they bring, how long they last and where."""
    figures: dict[str, float] = {}
    for first, stage in enumerate(STAGES):
        lives = live(seed, chances, all_at_once(LIVES), first_stage=first)
        margins = lives.occupancy @ MARGINS / LIVES
        figures[f"value from {stage}"] = present_value(margins, DAYS_PER_YEAR, RATE)
        if first == 0:
            figures["mean tenure"] = float(lives.tenure_periods.mean())
            figures["variance of tenure"] = float(lives.tenure_periods.var())
            spent = lives.occupancy.sum(axis=0) / LIVES
            figures |= {f"periods in {where}": spent[k] for k, where in enumerate(STAGES)}
    return figures


def _bands() -> dict[str, Band]:
    moves = transitions(CHANCES)
    tenure = tenure_distribution(moves)
    length = np.arange(1, LONGEST_LIFE + 1)
    mean = float(tenure @ length)
    variance, fourth = (float(tenure @ (length - mean) ** power) for power in (2, 4))
    value_errors = np.sqrt(variances_of_values(moves, MARGINS, RATE) / LIVES)
    visit_errors = np.sqrt(variances_of_visits(moves)[0] / LIVES)
    return (
        {
            f"value from {stage}": within_chance(markov_value(moves, MARGINS, RATE)[k], value_errors[k])
            for k, stage in enumerate(STAGES)
        }
        | {
            "mean tenure": within_chance(mean, math.sqrt(variance / LIVES)),
            "variance of tenure": within_chance(variance, math.sqrt((fourth - variance**2) / LIVES)),
        }
        | {
            f"periods in {stage}": within_chance(visits(moves)[0, k], visit_errors[k])
            for k, stage in enumerate(STAGES)
        }
    )


ORACLE: Final = Oracle(
    name="stage_markov_chain",
    claim="stages with constant chances are a Markov chain with the closed form's values, tenures and visits",
    source="Kemeny and Snell (1960), Finite Markov chains; Pfeifer and Carraway (2000)",
    bands=_bands(),
    measure=measure,
)
