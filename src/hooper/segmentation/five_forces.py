"""A screen of segments: is a segment large, does it grow, and how strong are the five forces in it?

Scores go from 1 to 5. Three come from the log, cut at given values: size (the segment's spend by that of a
mean segment), growth (its spend in the last window by that in the window before, less one) and the power of
buyers (the share of its spend that its four largest customers have). A log says nothing of rivals, entrants,
substitutes and suppliers: whoever knows the market scores them, segment by segment, 3 where nothing is said.
A score given for what the log tells takes its place. Strong forces make a segment less attractive:

    attractiveness = sum_k w_k score_k / sum_k w_k, with 6 - score for each of the five forces

Sources: Porter (1979), How competitive forces shape strategy, Harvard Business Review 57(2): 137-145; Kotler
and Keller (2016), Marketing management, 15th ed., for size and growth. Cuts and weights are assumed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Annotated, Final

import numpy as np
from pydantic import AfterValidator, Field

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import NonNegative, Positive, Settings, assumed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segment_measures import growth_rate, relative_size, share_of_largest
from hooper.segmentation.segments import Segments

MIDDLE: Final = 3.0
FORCES: Final[tuple[str, ...]] = ("rivals", "entrants", "substitutes", "buyer_power", "supplier_power")
CRITERIA: Final[tuple[str, ...]] = ("size", "growth", *FORCES)


def _rising(cuts: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if any(low >= high for low, high in pairwise(cuts)):
        raise ValueError(f"the cuts {list(cuts)} do not rise; give four rising ones")
    return cuts


Cuts = Annotated[tuple[float, float, float, float], AfterValidator(_rising)]
Score = Annotated[float, Field(ge=1, le=5)]


class KnownScores(Settings):
    """What whoever knows the market says of one segment; None leaves it to the log, or to the middle."""

    size: Score | None = None
    growth: Score | None = None
    rivals: Score | None = None
    entrants: Score | None = None
    substitutes: Score | None = None
    buyer_power: Score | None = None
    supplier_power: Score | None = None


class Weights(Settings):
    """How much each criterion weighs."""

    size: NonNegative = 1.0
    growth: NonNegative = 1.0
    rivals: NonNegative = 1.0
    entrants: NonNegative = 1.0
    substitutes: NonNegative = 1.0
    buyer_power: NonNegative = 1.0
    supplier_power: NonNegative = 1.0


class ScreenSettings(Settings):
    """Scores by the label of the segment, weights, and where what the log tells is cut; a cut is below."""

    known: Mapping[str, KnownScores] = {}
    weights: Weights = Weights()
    size_cuts: Cuts = (0.25, 0.75, 1.25, 2.0)
    growth_cuts: Cuts = (-0.2, -0.05, 0.05, 0.2)
    concentration_cuts: Cuts = (0.1, 0.25, 0.4, 0.6)
    window_days: Positive = assumed(182.0, low=91.0, high=365.0, source="assumed: half a year")


@dataclass(frozen=True)
class ScreenedSegment:
    """A segment with what was measured in the log (nan where it cannot be), its scores, and the whole."""

    label: str
    relative_size: float
    growth_rate: float
    share_of_largest: float
    size: float
    growth: float
    rivals: float
    entrants: float
    substitutes: float
    buyer_power: float
    supplier_power: float
    attractiveness: float

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def screen(
    records: CustomerRecords, segments: Segments, settings: ScreenSettings
) -> tuple[ScreenedSegment, ...]:
    """Screen `segments` of these `records`, in their order; what cannot be measured has the middle score.

    Raises InputError if scores are given for a segment that there is not, if all weights are zero, or if the
    records have no log.
    """
    _require_fitting(segments, settings)
    measured = {
        "size": relative_size(records, segments),
        "growth": growth_rate(records, segments, settings.window_days),
        "buyer_power": share_of_largest(records, segments),
    }
    cuts = (settings.size_cuts, settings.growth_cuts, settings.concentration_cuts)
    told = {
        name: np.where(np.isnan(values), MIDDLE, 1.0 + np.searchsorted(cut, values, side="left"))
        for (name, values), cut in zip(measured.items(), cuts, strict=True)
    }
    screened = []
    for place, label in enumerate(segments.labels):
        said = settings.known.get(label, KnownScores()).model_dump(exclude_none=True)
        from_log = {name: float(scores[place]) for name, scores in told.items()}
        scores = {name: said.get(name, from_log.get(name, MIDDLE)) for name in CRITERIA}
        figures = [float(values[place]) for values in measured.values()]
        whole = attractiveness(scores, settings.weights)
        screened.append(ScreenedSegment(label, *figures, **scores, attractiveness=whole))
    return tuple(screened)


def attractiveness(scores: Mapping[str, float], weights: Weights) -> float:
    """Return the weighted mean of the scores from 1 to 5, those of the five forces turned over.

    >>> attractiveness(dict.fromkeys(CRITERIA, 5.0), Weights(rivals=0.0, entrants=0.0, substitutes=0.0))
    3.0
    """
    weight = weights.model_dump()
    turned = {name: 6.0 - score if name in FORCES else score for name, score in scores.items()}
    return sum(weight[name] * turned[name] for name in CRITERIA) / sum(weight.values())


def _require_fitting(segments: Segments, settings: ScreenSettings) -> None:
    remedy = f"choose from: {', '.join(segments.labels)}"
    faults = [
        Fault("known", f"scheme {segments.scheme} has no segment {label!r}", remedy)
        for label in settings.known
        if label not in segments.labels
    ]
    if not sum(settings.weights.model_dump().values()):
        faults.append(Fault("weights", "all of them are zero", "let one criterion weigh something"))
    if faults:
        raise InputError(faults)
