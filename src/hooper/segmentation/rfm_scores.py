"""Scores from 1 to 5 for recency, frequency and monetary value; 5 is best: most recent, most often, most.

Source: Hughes (2011), Strategic Database Marketing, 4th ed.: fifths of the customers in each measure.
Customers with equal values get equal scores, so that fifths are equal in size up to ties, and the
scores depend neither on the order of the customers nor on chance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from hooper.foundation.settings import Settings
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, days_since_last, purchases, segments_of

BEST = 5
_FIFTHS = (0.2, 0.4, 0.6, 0.8)


def _rising(cuts: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if any(low >= high for low, high in pairwise(cuts)):
        raise ValueError("cut points must rise")
    return cuts


CutPoints = Annotated[tuple[float, float, float, float], AfterValidator(_rising)]


class Fifths(Settings):
    """Cut each measure into fifths of the customers at hand."""


class FixedCuts(Settings):
    """Cut at given values: four rising ones a measure, a value at a cut belonging to the side below it."""

    days_since_last: CutPoints
    purchases: CutPoints
    spend: CutPoints


class RfmSettings(Settings):
    """How the three measures are cut into scores."""

    cuts: Fifths | FixedCuts = Fifths()


@dataclass(frozen=True)
class RfmScores:
    """Scores from 1 to 5, each of shape `(n,)`, and the values at which the measures were cut."""

    recency: NDArray[np.int64]
    frequency: NDArray[np.int64]
    monetary: NDArray[np.int64]
    cut_points: dict[str, tuple[float, ...]]


def rfm_scores(summary: CustomerSummary, settings: RfmSettings) -> RfmScores:
    """Score every customer of the summary; without customers there are no cut points of fifths.

    Recency is the days since the last purchase, frequency the number of purchases, monetary value the
    total spend.
    """
    measures = {
        "days_since_last": days_since_last(summary),
        "purchases": purchases(summary).astype(np.float64),
        "spend": summary.total_spend,
    }
    cuts = {name: _cut_points(name, values, settings) for name, values in measures.items()}
    above = {name: np.searchsorted(cuts[name], values, side="left") for name, values in measures.items()}
    return RfmScores(
        recency=BEST - above["days_since_last"],
        frequency=1 + above["purchases"],
        monetary=1 + above["spend"],
        cut_points=cuts,
    )


def _cut_points(name: str, values: NDArray[np.float64], settings: RfmSettings) -> tuple[float, ...]:
    if isinstance(settings.cuts, FixedCuts):
        return getattr(settings.cuts, name)
    # Cut at values that occur, not between them: a cut then says who is below it.
    return tuple(np.quantile(values, _FIFTHS, method="inverted_cdf").tolist()) if values.size else ()


def assign_by_scores(
    scheme: str,
    labels: tuple[str, ...],
    code_of: Callable[[RfmScores], NDArray[np.int64]],
    records: CustomerRecords,
    settings: RfmSettings,
) -> Segments:
    """Return the segments of a scheme that gives each customer a position in `labels` by scores alone."""
    scores = rfm_scores(records.summary, settings)
    measures = (scores.recency, scores.frequency, scores.monetary)
    return segments_of(scheme, labels, code_of(scores), records, measures, scores.cut_points)
