"""How the replications of a world ended: by the stopping rule, or because there may be no more."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from hooper.comparison.paired_differences import NONE_DROPPED
from hooper.comparison.selection_of_the_best import Selection
from hooper.comparison.stopping import HalfWidth, IndifferenceZone, RelativeHalfWidth, StoppingRule

_NAMES: Final[Mapping[type, str]] = {
    HalfWidth: "half_width",
    RelativeHalfWidth: "relative_half_width",
    IndifferenceZone: "indifference_zone",
}


@dataclass(frozen=True)
class Stopped:
    """What a rule says at the end; `holds` is whether it got what it wants, and so keeps its promise.

    `replications` is how many there are, `wanted` how many it wants at the least, `most_replications` how
    many there may be. `selection` is that of an indifference zone, None for another rule, and for one that
    could not begin since a replication of the baseline has failed.
    """

    rule: StoppingRule
    replications: int
    wanted: int
    most_replications: int
    holds: bool
    selection: Selection | None = None

    @property
    def dropped_after(self) -> Mapping[str, int]:
        """After how many replications each strategy was dropped that was."""
        return self.selection.dropped_after if self.selection else NONE_DROPPED

    def record(self) -> dict[str, object]:
        """Return everything for JSON, with the rule under its name and its settings."""
        own = {name: value for name, value in vars(self).items() if name not in ("rule", "selection")}
        return {
            "rule": _NAMES[type(self.rule)],
            **asdict(self.rule),
            **own,
            "selection": self.selection and asdict(self.selection),
        }
