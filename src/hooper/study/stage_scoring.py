"""Schemes that tell the stage of customers from observations, against the truth of a simulated world."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.class_scores import ClassScores, score_classes
from hooper.comparison.detection_delay import DeclineReviews, DetectionScores, score_detection
from hooper.comparison.true_stages import decline_spells, stages_at
from hooper.history.customer_summary import summarise
from hooper.history.history import History
from hooper.history.observed import Observed
from hooper.segmentation.lifecycle_stages import DECLINE, STAGES

# From a log and the day of a cut to the stage of everybody who bought by then, in the order of ids.
StageScheme = Callable[[Observed, float], NDArray[np.int64]]


@dataclass(frozen=True)
class StageScores:
    """Scores among everybody known, who is gone being in decline, and among those who are still there."""

    everybody: ClassScores
    still_there: ClassScores


def score_stages(scheme: StageScheme, history: History, cut_days: float, period_days: float) -> StageScores:
    """Score the stages that a scheme tells at a cut; raises InputError if nobody is there any more."""
    customers = summarise(history.observed, cut_days).customer_id
    true = stages_at(history.truth, customers, cut_days, period_days)
    told, there = scheme(history.observed, cut_days), true <= DECLINE
    return StageScores(
        score_classes(np.minimum(true, DECLINE), told, len(STAGES)),
        score_classes(true[there], told[there], len(STAGES)),
    )


def score_decline(
    scheme: StageScheme, history: History, review_days: Sequence[float], period_days: float
) -> DetectionScores:
    """Score how soon a scheme that is asked at each of some rising reviews tells decline.

    Raises InputError as `score_detection`.
    """
    known = summarise(history.observed, review_days[-1])
    told = np.zeros((len(review_days), known.n_customers), np.bool_)
    for row, day in zip(told, review_days, strict=True):
        row[known.first_time_days <= day] = scheme(history.observed, day) == DECLINE
    reviews = DeclineReviews(known.customer_id, known.first_time_days, np.array(review_days), told)
    return score_detection(decline_spells(history.truth, period_days), reviews)
