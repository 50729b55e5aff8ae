"""What is asked of a study's assumptions: by which method, at how many points, over which ranges."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hooper.foundation.settings import PositiveCount, Settings

USUAL_POINTS = {"morris": 6, "sobol": 64}


class StatedRange(Settings):
    """The range of one parameter; an end that is not given is that of the stated range."""

    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _has_length(self) -> "StatedRange":
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low {self.low:g} is not below high {self.high:g}; give low the smaller value")
        return self


class SensitivitySettings(Settings):
    """How far the gains of the strategies hang on what is assumed of the world.

    `points` are trajectories for `morris` (6 unless said), and for `sobol` rows of each matrix, a power of
    two (64 unless said). `customers` found each world, which is lived in `replications` times. `grid` is the
    number of values of each of the two strongest parameters at which the best strategy is mapped; 0 or 1 maps
    nothing. `parameters` names what is varied, as `economics.margin = { low = 0.2, high = 0.4 }`; without it,
    all assumptions that the world's laws use.
    """

    method: Literal["morris", "sobol"] = "morris"
    points: Annotated[int, Field(ge=2, le=2**16)] | None = None
    customers: PositiveCount = 2_000
    replications: Annotated[int, Field(ge=1, le=1_000)] = 1
    grid: Annotated[int, Field(ge=0, le=50)] = 5
    parameters: dict[str, dict[str, StatedRange]] = Field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of trajectories or rows."""
        return self.points or USUAL_POINTS[self.method]

    @model_validator(mode="after")
    def _sobol_points_are_a_power_of_two(self) -> "SensitivitySettings":
        below = 1 << (self.size.bit_length() - 1)
        if self.method == "sobol" and below != self.size:
            raise ValueError(
                f"points {self.size} are not a power of two, which the method sobol needs;"
                f" give points = {below} or {2 * below}"
            )
        return self
