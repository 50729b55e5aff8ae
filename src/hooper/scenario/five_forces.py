"""The five forces on a segment as a screen scores them, and the competition that they make.

Each force is scored from 1 (weak) to 5 (strong), by whoever knows the market. What makes a customer's way out
easy is competition: rivals, entrants, substitutes and the power of buyers, in equal parts,
`c = (their sum - 4) / 16`. Suppliers press on cost and not on customers.
Source: Porter (1980), Competitive Strategy, for the forces; the equal parts are assumed.
"""

from typing import Annotated, Final

from pydantic import Field

from hooper.foundation.settings import Settings

LOWEST_SCORE: Final = 1
HIGHEST_SCORE: Final = 5
Score = Annotated[int, Field(ge=LOWEST_SCORE, le=HIGHEST_SCORE)]


class FiveForces(Settings):
    """Scores from 1 to 5 of the forces on a segment, and of its size and growth."""

    rivals: Score = 3
    entrants: Score = 3
    substitutes: Score = 3
    buyer_power: Score = 3
    supplier_power: Score = 3
    segment_size: Score = 3
    segment_growth: Score = 3

    @property
    def competition(self) -> float:
        """The intensity of competition for the segment's customers, from 0 to 1.

        >>> FiveForces(rivals=1, entrants=1, substitutes=2, buyer_power=1).competition
        0.0625
        """
        scores = (self.rivals, self.entrants, self.substitutes, self.buyer_power)
        return sum(as_share(score) for score in scores) / len(scores)


def as_share(score: float) -> float:
    """Return a score on the way from the lowest to the highest, from 0 to 1.

    >>> as_share(2)
    0.25
    """
    return (score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE)
