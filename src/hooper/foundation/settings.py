"""The base of every settings class: closed, strict, frozen, and checked once at the edge."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Positive = Annotated[float, Field(gt=0)]
NonNegative = Annotated[float, Field(ge=0)]
Probability = Annotated[float, Field(ge=0, le=1)]
PositiveCount = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]


class Settings(BaseModel):
    """Typed settings: an unknown key, a wrong type, or a number that is not finite is an error.

    Units stand in the name of each field (`churn_per_month`, `discount_rate_per_year`).
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def assumed(default: float, *, low: float, high: float, source: str) -> Any:  # noqa: ANN401  # as `Field`
    """Declare a parameter that is assumed, not fitted, with the range in which it may lie and its source.

    The range is what a study draws from to show how far the ranking depends on the assumption.
    """
    return Field(default=default, json_schema_extra={"low": low, "high": high, "source": source})
