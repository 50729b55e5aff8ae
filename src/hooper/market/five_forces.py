"""The five-forces screen: how attractive a segment is, how fierce its competition, what presses on prices.

Scores from 1 to 5 become shares from 0 to 1. Competition is the mean of rivals, entrants, substitutes and
the power of buyers (`hooper.scenario.five_forces`); the pressure on prices is that of rivals and of the
powers of buyers and suppliers. A segment is attractive by what its forces leave, `1 - their mean`, by its
size and by its growth: a half, a quarter, and a quarter.
Source: Porter (1980), Competitive Strategy; the weights are assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hooper.scenario.five_forces import FiveForces, as_share
from hooper.scenario.market_settings import SegmentSettings

WEIGHT_OF_FORCES: Final = 0.5
WEIGHT_OF_SIZE: Final = 0.25
WEIGHT_OF_GROWTH: Final = 0.25


@dataclass(frozen=True)
class Screened:
    """What the screen says of a segment, all from 0 to 1."""

    attractiveness: float
    competition: float
    price_pressure: float


def screen(forces: FiveForces) -> Screened:
    """Return what the scores of a segment say of it.

    >>> screen(FiveForces(rivals=5, entrants=5, substitutes=5, buyer_power=5)).competition
    1.0
    """
    pressing = (forces.rivals, forces.buyer_power, forces.supplier_power)
    all_forces = (*pressing, forces.entrants, forces.substitutes)
    return Screened(
        attractiveness=WEIGHT_OF_FORCES * (1.0 - _mean(all_forces))
        + WEIGHT_OF_SIZE * as_share(forces.segment_size)
        + WEIGHT_OF_GROWTH * as_share(forces.segment_growth),
        competition=forces.competition,
        price_pressure=_mean(pressing),
    )


def ranked(segments: Sequence[SegmentSettings]) -> list[tuple[str, Screened]]:
    """Return the names of segments with what the screen says, the most attractive first.

    >>> thin = SegmentSettings(name="thin", share=0.5, five_forces=FiveForces(segment_size=1))
    >>> [name for name, _ in ranked([thin, SegmentSettings(name="broad", share=0.5)])]
    ['broad', 'thin']
    """
    told = [(segment.name, screen(segment.five_forces)) for segment in segments]
    return sorted(told, key=lambda each: -each[1].attractiveness)


def _mean(scores: Sequence[int]) -> float:
    return sum(map(as_share, scores)) / len(scores)
