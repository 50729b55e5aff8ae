"""A law that only looks on: it writes down how far experience lay above and below expectation.

Dimensions cancel in the average gap, so gaps are split by sign in every dimension before they are weighted
and added up. The fields are state, so that they can be read after each period.
"""

from typing import Final, NamedTuple

from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law

GAPS: Final = ("gap_above", "gap_below")
WRITTEN_DOWN: Final = (*GAPS, "expected", "satisfied")


class Weights(NamedTuple):
    """How much each dimension counts."""

    weights: tuple[float, ...]


@law(writes=WRITTEN_DOWN, settings=Weights, state=dict.fromkeys(WRITTEN_DOWN, 0.0))
def gaps_by_sign(experience, expectation, satisfaction, s):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return weighted gaps above and below expectation; weighted expectation and satisfaction before."""
    above = ZERO
    below = ZERO
    expected = ZERO
    for k in range(len(experience)):
        gap = experience[k] - expectation[k]
        above += s.weights[k] * (gap if gap > ZERO else ZERO)
        below += s.weights[k] * (gap if gap < ZERO else ZERO)
        expected += s.weights[k] * expectation[k]
    return above, below, expected, satisfaction
