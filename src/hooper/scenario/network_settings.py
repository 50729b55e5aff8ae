"""Settings of a network of acquaintances: who there is besides the founders, and how people are connected."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hooper.foundation.settings import Count, NonNegative, Positive, Probability, Settings, assumed

NetworkKind = Literal["small_world", "scale_free", "blocks", "everybody", "edge_list"]


class NetworkSettings(Settings):
    """People by number: the founders first, and then those who may still become customers.

    `small_world` is a ring of near acquaintances of whom a share is replaced by others from anywhere (Watts
    and Strogatz 1998); in a `scale_free` network a few know very many (Barabasi and Albert 1999); in `blocks`
    of one size most acquaintances are of the own block (Holland, Laskey and Leinhardt 1983); `everybody`
    knows all others, the limit in which only numbers count; an `edge_list` is one's own, a table with the
    columns `person` and `acquaintance`. In what is drawn founders stand anywhere. `drawing` tells networks
    of one kind apart: it is part of the world, and the same in all its replications. The pulls are of one
    talk, and of the loss of all acquaintances at once, in the logarithm of hazards of leaving.

    >>> NetworkSettings(people_per_1000=2_500.0).people(founders=400)
    1000
    """

    kind: NetworkKind = "small_world"
    people_per_1000: Annotated[float, Field(ge=1_000.0)] = 3_000.0
    mean_degree: Positive = 10.0
    rewired_share: Probability = 0.1
    blocks: Annotated[int, Field(ge=2)] = 4
    share_within_block: Probability = 0.8
    file: Path | None = None
    drawing: Count = 1
    come_by_themselves_per_year: NonNegative = 0.0
    months_a_warning_lasts: NonNegative = 6.0
    pull_per_talk: NonNegative = assumed(0.10, low=0.0, high=0.30, source="assumed")
    pull_of_lost_acquaintances: NonNegative = assumed(
        3.0, low=1.0, high=6.0, source="assumed; Nitzan and Libai (2011): 80 % more hazard at some exposure"
    )

    def people(self, founders: int) -> int:
        """Return how many people there are, the founders among them."""
        return round(self.people_per_1000 * founders / 1_000.0)

    @model_validator(mode="after")
    def _a_list_has_a_file(self) -> Self:
        if (self.kind == "edge_list") != (self.file is not None):
            said = "has no file" if self.file is None else f"does not read the file {self.file}"
            raise ValueError(f"a network of the kind {self.kind} {said}; give a file with edge_list alone")
        return self
