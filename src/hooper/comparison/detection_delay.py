"""How long decline goes on until it is told, and how often it is told of somebody who is not in decline.

A spell is told at the first review after it began, while it lasts, at which it is said of its customer. One
that ends before, or lasts beyond the last review untold, is censored: its delay is longer than was seen. The
curve of Kaplan and Meier (1958) counts both rightly. Two things make a delay look shorter than it is. Of some
customers decline is said already before it begins, by chance or because they foreshow it (`foretold`); and
who cries wolf all the time is never late (`false_alarms`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.true_stages import DeclineSpells
from hooper.foundation.errors import Fault, InputError
from hooper.history.durations import Durations
from hooper.lifetime_value.kaplan_meier import SurvivalCurve, kaplan_meier

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class DeclineReviews:
    """Of whom decline was said when.

    `customer_id` rises and, like `first_days`, the day of the first purchase, has the shape `(n,)`; `days`,
    shape `(reviews,)`, rises; `told`, shape `(reviews, n)`, is false for whoever has not bought yet.
    """

    customer_id: NDArray[np.uint64]
    first_days: Floats
    days: Floats
    told: Flags


@dataclass(frozen=True)
class DetectionScores:
    """How soon decline was told.

    `spells` began between the first and the last review, after the first purchase; `told` of them were told
    before the last. `foretold` is the share of which decline was said at the review before already, `delay`
    the share that is still untold so many days after the beginning, `false_alarms` the share of reviews of
    customers not in decline at which it is said that they are.
    """

    spells: int
    told: int
    foretold: float
    delay: SurvivalCurve
    false_alarms: float


def score_detection(spells: DeclineSpells, reviews: DeclineReviews) -> DetectionScores:
    """Score reviews against the true spells; raises InputError if no spell begins between them.

    Decline begins on day 40 and goes on; it is told on day 90, and had been told on day 30, falsely:

    >>> spells = DeclineSpells(np.array([5], np.uint64), np.array([40.0]), np.array([np.inf]))
    >>> told = np.array([[True], [False], [True]])
    >>> five = np.array([5], np.uint64)
    >>> reviews = DeclineReviews(five, np.zeros(1), np.array([30.0, 60.0, 90.0]), told)
    >>> scores = score_detection(spells, reviews)
    >>> scores.delay.median, scores.foretold, scores.false_alarms
    (50.0, 1.0, 1.0)
    """
    place, is_known = _places(spells, reviews)
    first, last = reviews.days[0], reviews.days[-1]
    counts = is_known & (first <= spells.begin_days) & (spells.begin_days < last)
    counts[counts] = reviews.first_days[place[counts]] <= spells.begin_days[counts]
    if not counts.any():
        remedy = "review for longer, or more customers"
        raise InputError([Fault("reviews", "no decline begins between the first and the last", remedy)])
    place, begins, ends = place[counts], spells.begin_days[counts], spells.end_days[counts]
    told_on = _first_told(place, begins, ends, reviews)
    is_told = np.isfinite(told_on)
    delay = np.where(is_told, told_on, np.minimum(ends, last)) - begins
    before = np.searchsorted(reviews.days, begins, side="right") - 1
    return DetectionScores(
        spells=place.size,
        told=int(is_told.sum()),
        foretold=float(reviews.told[before, place].mean()),
        delay=kaplan_meier(Durations(np.zeros(place.size), delay, is_told.astype(np.int64))),
        false_alarms=_false_alarms(spells, reviews),
    )


def _places(spells: DeclineSpells, reviews: DeclineReviews) -> tuple[NDArray[np.int64], Flags]:
    place = np.searchsorted(reviews.customer_id, spells.customer_id)
    place = np.minimum(place, reviews.customer_id.size - 1)
    return place, reviews.customer_id[place] == spells.customer_id


def _first_told(place: NDArray[np.int64], begins: Floats, ends: Floats, reviews: DeclineReviews) -> Floats:
    """Return the day on which each spell is told, infinity if it never is."""
    told_on = np.full(place.size, np.inf)
    for day, told in zip(reviews.days[::-1], reviews.told[::-1], strict=True):
        # A review on the day of the move itself has seen nothing of it yet.
        told_on[told[place] & (begins < day) & (day < ends)] = day
    return told_on


def _false_alarms(spells: DeclineSpells, reviews: DeclineReviews) -> float:
    place, is_known = _places(spells, reviews)
    wrong = right = 0
    for day, told in zip(reviews.days, reviews.told, strict=True):
        not_in_decline = reviews.first_days <= day
        not_in_decline[place[is_known & (spells.begin_days <= day) & (day < spells.end_days)]] = False
        wrong += int((told & not_in_decline).sum())
        right += int((~told & not_in_decline).sum())
    return wrong / max(wrong + right, 1)
