"""Market segment: to which segment of the market a newcomer belongs, drawn once.

The segment is number k, from 0, with the probability of its share. It says how fierce the competition for
the customer is (`competition`), and nothing else. Without segments everybody is in segment 0.
Source: Smith (1956), Product differentiation and market segmentation as alternative marketing strategies,
Journal of Marketing 21(1).
"""

from typing import Final, NamedTuple

from hooper.foundation.decisions import ENTRY_SEGMENT
from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.mechanisms.law import Draw, law
from hooper.mechanisms.life_stages import by_stage

MOST_SEGMENTS: Final = 4


class MarketSegment(NamedTuple):
    """The numbers that the law reads: the shares of the first one, two and three segments together."""

    reached: tuple[float, float, float]


@kernel
def by_segment(segment, values):
    """Return the entry of a four-tuple that belongs to the segment."""
    return by_stage(segment, values)


@law(
    writes=("segment",),
    settings=MarketSegment,
    state={"segment": 0.0},
    draws=(Draw("segment_uniform", "uniform", ENTRY_SEGMENT, 0),),
)
def market_segment(segment_uniform, s):
    """Return the number of the newcomer's segment."""
    segment = ONE if segment_uniform >= s.reached[0] else ZERO
    segment += ONE if segment_uniform >= s.reached[1] else ZERO
    return segment + (ONE if segment_uniform >= s.reached[2] else ZERO)
