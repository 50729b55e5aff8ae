"""Customers by the rating that they give in a survey, and what they do afterwards."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.lives import Lives
from hooper.mechanisms.survey_answers import RATINGS, rating, reported_satisfaction, score

RECORDED: Final = ("satisfaction", "recovery_glow")


def reported(lives: Lives, month: int) -> NDArray[np.floating]:
    """Return reported satisfaction when a month begins, shape `(n,)`; lives have `RECORDED` on record."""
    return reported_satisfaction(*(lives.recorded[row][month] for row in RECORDED))


def rating_of(lives: Lives, month: int, score_slope: float) -> NDArray[np.int64]:
    """Return the rating from 1 to 5 that each customer gives when a month begins, shape `(n,)`."""
    return rating(score(reported(lives, month), score_slope))


def retention_by_rating(lives: Lives, month: int, months: int, score_slope: float) -> NDArray[np.float64]:
    """Return the share of those there in `month` who are there `months` later, by rating, shape `(5,)`."""
    given = rating_of(lives, month, score_slope)
    return np.array([lives.retention(given == each, month, months) for each in RATINGS])
