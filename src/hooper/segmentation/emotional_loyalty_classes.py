"""Emotional loyalty in three classes: what customers say that the firm is to them.

Four items of a questionnaire ask whether a customer pays a premium, makes the firm her standard, recommends
it, and helps it to become better. Each counts by the mean of her answers to it, and the index is the mean
of the items that she has answered, on a scale from 0 (least) to 1 (most). The cuts are places on that scale
and not shares of customers: a firm may have none who are attached. A value at a cut belongs to the side
below it. Who has answered too few of the four is unknown and nobody is given the answers of others; those
who feel strongly answer rather than others, so that the classes are not shares of all customers.
Sources: GreaterChinaCRM (2004), the LV quadrant, for the four; Barnes (2003), Establishing meaningful
customer relationships, Managing Service Quality 13(3), for loyalty as a feeling; the cuts are assumed.
"""

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.history.survey_items import ITEMS, OF_QUESTION
from hooper.segmentation.activity_of_records import activity_of_records, in_order_of
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import TwoCuts
from hooper.segmentation.segments import Segments, segments_of

NAME = "emotional_loyalty_classes"
LABELS = ("indifferent", "inclined", "attached", "unknown")
_UNKNOWN = len(LABELS) - 1
_OF_THE_BOND = OF_QUESTION["emotional_loyalty"]


class EmotionalLoyaltySettings(Settings):
    """How answers are read: the `points` of the scale, how many items are needed, and the two cuts.

    With five points the default cuts lie at answers of 2.5 and 3.5.
    """

    points: Literal[5, 7, 10] = 5
    fewest_items: Annotated[int, Field(ge=1, le=len(_OF_THE_BOND))] = 1
    cuts: TwoCuts = (0.375, 0.625)


def emotional_loyalty_index(
    records: CustomerRecords, settings: EmotionalLoyaltySettings
) -> NDArray[np.float64]:
    """Return the index of each customer in [0, 1], nan of those who have answered too little, shape `(n,)`.

    Raises InputError without answers, or if an answer is beyond the scale.
    """
    _require_scale(records, settings.points)
    activity = activity_of_records(records)
    answers = np.array(
        [in_order_of(records, activity, activity.mean_answer([item])) for item in _OF_THE_BOND]
    )
    is_told = np.isfinite(answers)
    number = is_told.sum(axis=0)
    mean = np.where(is_told, answers, 0.0).sum(axis=0) / np.maximum(number, 1)
    return np.where(number >= settings.fewest_items, (mean - 1.0) / (settings.points - 1), np.nan)


def _require_scale(records: CustomerRecords, points: int) -> None:
    answers = records.table("survey_answers")
    is_of_the_bond = np.isin(answers["item"].to_numpy(), [ITEMS.index(item) for item in _OF_THE_BOND])
    most = np.nanmax(answers["answer"].to_numpy()[is_of_the_bond], initial=1.0)
    if most > points:
        problem = f"there is an answer of {most:g}, and the scale ends at {points}"
        raise InputError([Fault("survey_answers", problem, "give the scale: points is one of 5, 7, 10")])


def assign(records: CustomerRecords, settings: EmotionalLoyaltySettings) -> Segments:
    """Assign every customer to a class of emotional loyalty."""
    index = emotional_loyalty_index(records, settings)
    above = np.searchsorted(settings.cuts, index, side="left")
    code = np.where(np.isfinite(index), above, _UNKNOWN)
    return segments_of(NAME, LABELS, code, records, [np.nan_to_num(index)], {"index": settings.cuts})
