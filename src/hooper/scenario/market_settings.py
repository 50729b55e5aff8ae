"""Settings of the market: rivals, segments with the forces on each, and what happens to it at which date."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated

from pydantic import Field, model_validator

from hooper.foundation.settings import Probability, Settings
from hooper.mechanisms.market_segment import MOST_SEGMENTS, MarketSegment
from hooper.scenario.five_forces import FiveForces
from hooper.scenario.imitation_settings import ImitationSettings
from hooper.scenario.market_shocks import DemandShock, Deregulation, MarketShock, RivalCloses, RivalOpens
from hooper.scenario.rival_settings import ChoiceSettings, RivalSettings

_ROUNDING = 1e-9


class SegmentSettings(Settings):
    """A segment of the market: the share of newcomers who belong to it, and the forces on it."""

    name: Annotated[str, Field(min_length=1)]
    share: Probability
    five_forces: FiveForces = FiveForces()


class MarketSettings(Settings):
    """Rivals, segments and shocks; without any, the cheapest rival is for ever cheaper by `price_gap`.

    The gap is a share of the firm's price. Where rivals are named, it is that of the cheapest who is open, or
    `price_gap` if that is more. Without segments everybody has the competition of `loyalty.competition`.
    Without `imitation` what the firm does sets it apart for ever.
    """

    price_gap: Probability = 0.0
    rivals: tuple[RivalSettings, ...] = ()
    segments: Annotated[tuple[SegmentSettings, ...], Field(max_length=MOST_SEGMENTS)] = ()
    shocks: tuple[MarketShock, ...] = ()
    choice: ChoiceSettings = ChoiceSettings()
    imitation: ImitationSettings | None = None

    def segment_constants(self) -> MarketSegment:
        """Return the numbers that the law of segments reads: the shares added up."""
        reached = [sum(each.share for each in self.segments[: k + 1]) for k in range(len(self.segments) - 1)]
        first, second, third = (*reached, *[1.0] * (MOST_SEGMENTS - 1 - len(reached)))
        return MarketSegment((first, second, third))

    def competition(self, without_segments: float) -> tuple[float, float, float, float]:
        """Return the competition of each segment before any shock; places without one get the given value."""
        own = [segment.five_forces.competition for segment in self.segments]
        first, second, third, fourth = (*own, *[without_segments] * (MOST_SEGMENTS - len(own)))
        return first, second, third, fourth

    def extra_months_of_demand(self, months: float) -> float:
        """Return how many months of usual demand shocks add, or take away, from the beginning until `months`.

        >>> boom = DemandShock(kind="demand", from_months=6, until_months=12, multiplier=1.5)
        >>> MarketSettings(shocks=(boom,)).extra_months_of_demand(8.0)
        1.0
        """
        demand = (shock for shock in self.shocks if isinstance(shock, DemandShock))
        return sum(
            (shock.multiplier - 1.0) * max(0.0, min(months, shock.until_months) - shock.from_months)
            for shock in demand
        )

    @model_validator(mode="after")
    def _holds_together(self) -> "MarketSettings":
        problems = [*self._unknown_names(), *self._names_twice(), *self._wrong_shares()]
        if problems:
            raise ValueError("; ".join(map(" and ".join, zip(*problems, strict=True))))
        return self

    def _unknown_names(self) -> Iterator[tuple[str, str]]:
        rivals, segments = ([each.name for each in kind] for kind in (self.rivals, self.segments))
        for shock in self.shocks:
            if isinstance(shock, RivalOpens | RivalCloses) and shock.rival not in rivals:
                yield (
                    f"a shock names a rival '{shock.rival}' who does not exist",
                    _nearest(shock.rival, rivals),
                )
            if isinstance(shock, Deregulation) and shock.segment and shock.segment not in segments:
                problem = f"a shock names a segment '{shock.segment}' that does not exist"
                yield problem, _nearest(shock.segment, segments)

    def _names_twice(self) -> Iterator[tuple[str, str]]:
        for kind, named in (("rivals", self.rivals), ("segments", self.segments)):
            names = [each.name for each in named]
            for name in dict.fromkeys(name for name in names if names.count(name) > 1):
                yield f"{names.count(name)} {kind} have the name '{name}'", "give each a name of its own"

    def _wrong_shares(self) -> Iterator[tuple[str, str]]:
        of_rivals, of_segments = (sum(each.share for each in kind) for kind in (self.rivals, self.segments))
        if of_rivals > 1.0 + _ROUNDING:
            yield f"the shares of the rivals add up to {of_rivals:g}", "let them add up to 1 at most"
        if self.segments and abs(of_segments - 1.0) > _ROUNDING:
            yield f"the shares of the segments add up to {of_segments:g}", "let them add up to 1"


def _nearest(name: str, names: Sequence[str]) -> str:
    """Return what to do about a name that is none of those known."""
    near = get_close_matches(name, names, n=3, cutoff=0.4) or names
    return f"choose from {', '.join(near)}" if near else "there is none in this market: add it"
