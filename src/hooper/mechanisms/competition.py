"""Competition: by how much the intensity of competition for a customer differs from that of the scenario.

`d = (c_segment - c) + change of the segment`, with c of `loyalty.competition`: each segment has an intensity
of its own, from the scores of the forces on it (`hooper.scenario.five_forces`), and the market moves it at
dates of its own (deregulation). The laws of loyalty and defection read it, `c + d`.
Source: Porter (1980), Competitive Strategy, for what makes competition intense.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law
from hooper.mechanisms.market_segment import by_segment


class Competition(NamedTuple):
    """The numbers that the law reads: what each segment has more than the scenario says, before any shock."""

    own: tuple[float, float, float, float]


@law(writes=("competition_change",), settings=Competition)
def competition(
    segment,
    competition_change_in_first,
    competition_change_in_second,
    competition_change_in_third,
    competition_change_in_fourth,
    s,
):
    """Return by how much competition for the customer differs from the scenario's."""
    change = (
        competition_change_in_first,
        competition_change_in_second,
        competition_change_in_third,
        competition_change_in_fourth,
    )
    return by_segment(segment, s.own) + by_segment(segment, change)


def _as_everywhere():
    return ZERO


competition = competition.off(_as_everywhere)
