"""The settings that say in which worlds a study is carried out, and when a world has been seen enough."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hooper.comparison.stopping import PILOT, HalfWidth, IndifferenceZone, RelativeHalfWidth, StoppingRule
from hooper.foundation.settings import Positive, Settings

Level = float | int | bool | str


class FactorSettings(Settings):
    """What a setting of the world may be: `levels` of a grid, or `low` and `high` of a range to be filled."""

    levels: Annotated[tuple[Level, ...], Field(min_length=1)] | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Refuse what is neither a list of levels nor a range."""
        ends = (self.low, self.high)
        if (self.levels is None) == (ends == (None, None)):
            raise ValueError("needs either levels or a range; give levels = [...], or low and high")
        if self.levels is None and (None in ends or not ends[0] < ends[1]):  # pyright: ignore[reportOperatorIssue]
            raise ValueError(f"low {self.low} and high {self.high} are no range; give both, low below high")
        return self


class DesignSettings(Settings):
    """How the factors are put together: all levels with all others, or `points` that fill their ranges."""

    kind: Literal["grid", "latin_hypercube", "sobol"] = "grid"
    points: Annotated[int, Field(ge=1, le=10_000)] | None = None


class StoppingSettings(Settings):
    """When there are replications enough, by one of three rules, and how many there may be at most.

    `half_width` is of the interval of every difference to the baseline, and `indifference_zone` the lead that
    is worth being sure of, both in currency units a world; `relative_half_width` is the half-width as a share
    of the difference. The spread of the `first_stage` replications decides how many more a rule wants.
    """

    half_width: Positive | None = None
    relative_half_width: Positive | None = None
    indifference_zone: Positive | None = None
    first_stage: Annotated[int, Field(ge=2, le=10_000)] = PILOT
    most_replications: Annotated[int, Field(ge=2, le=10_000)] = 200

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Refuse several rules, and none."""
        rules = (self.half_width, self.relative_half_width, self.indifference_zone)
        if sum(rule is not None for rule in rules) != 1:
            raise ValueError("needs one rule; give half_width, relative_half_width or indifference_zone")
        return self

    def rule(self, level: float) -> StoppingRule:
        """Return the rule, at the level of the study's intervals."""
        if self.indifference_zone is not None:
            return IndifferenceZone(self.indifference_zone, level, self.first_stage)
        if self.relative_half_width is not None:
            return RelativeHalfWidth(self.relative_half_width, level, self.first_stage)
        return HalfWidth(self.half_width or 0.0, level, self.first_stage)
