"""Intervals of the parameters of a fit, by the method that was asked for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.parametric_bootstrap import BootstrapModel

LEVEL = 0.95
REFITS = 1000


class IntervalMethod(StrEnum):
    """How the intervals of parameters are found."""

    WALD = "wald"
    PROFILE = "profile"
    BOOTSTRAP = "bootstrap"


_TOLD = {
    IntervalMethod.WALD: "from the standard errors, on the logarithmic scale of positive parameters",
    IntervalMethod.PROFILE: "where the profile likelihood has fallen as far as chance allows",
    IntervalMethod.BOOTSTRAP: f"percentiles of {REFITS:,} fits to histories drawn from the model",
}


@dataclass(frozen=True)
class Intervals:
    """The ends of the interval of each parameter, and what is to be said of them."""

    method: IntervalMethod
    ends: Mapping[str, tuple[float, float]]
    remarks: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, object]:
        """Return them as JSON has them, an end that does not exist as None."""
        ends = {
            name: [end if math.isfinite(end) else None for end in pair] for name, pair in self.ends.items()
        }
        return {"method": self.method.value, "level": LEVEL, "ends": ends, "remarks": dict(self.remarks)}

    def lines(self) -> list[str]:
        """Return what people must know to read them."""
        return [
            f"intervals: {_TOLD[self.method]}",
            *(f"{name}: {said}" for name, said in self.remarks.items()),
        ]


def wald(fitted: "Fit") -> Intervals:
    """Return the intervals from the standard errors, on the logarithmic scale of positive parameters."""
    from hooper.lifetime_value.wald_intervals import wald_intervals

    return Intervals(IntervalMethod.WALD, wald_intervals(fitted, LEVEL))


@dataclass(frozen=True)
class FindIntervals:
    """Finds the intervals of any fit by the method that was asked for; `seed` drives the bootstrap."""

    method: IntervalMethod
    seed: int

    def __call__(
        self,
        model: "BootstrapModel[Any]",
        data: Any,  # noqa: ANN401  # every kind of model reads a summary of its own
        fitted: "Fit",
    ) -> Intervals:
        """Return the intervals of the fit of a model to its data."""
        if fitted.status == "failed" or self.method is IntervalMethod.WALD:
            return wald(fitted)
        if self.method is IntervalMethod.PROFILE:
            return _profile(model, data, fitted)
        return _bootstrap(model, data, fitted, self.seed)

    def require_wald(self, why: str) -> None:
        """Raise InputError if the method needs a likelihood to which there is no way."""
        if self.method is not IntervalMethod.WALD:
            problem = f"{self.method.value} does not go with {why}"
            raise InputError([Fault("--intervals", problem, "leave it out")])


def _profile(model: "BootstrapModel[Any]", data: Any, fitted: "Fit") -> Intervals:  # noqa: ANN401
    from hooper.lifetime_value.profile_likelihood import profile_intervals

    found = profile_intervals(model.problem(data), fitted, LEVEL)
    ends = {name: (each.low, each.high) for name, each in found.items()}
    has_no_end = {name: each for name, each in found.items() if not _finite_and_positive(each.low, each.high)}
    return Intervals(IntervalMethod.PROFILE, ends, {name: each.reason for name, each in has_no_end.items()})


def _finite_and_positive(low: float, high: float) -> bool:
    return low != 0.0 and math.isfinite(low) and math.isfinite(high)


def _bootstrap(model: "BootstrapModel[Any]", data: Any, fitted: "Fit", seed: int) -> Intervals:  # noqa: ANN401
    from hooper.lifetime_value.parametric_bootstrap import parametric_bootstrap

    bootstrap = parametric_bootstrap(model, data, fitted, seed, REFITS)
    remarks = {f"{count:,} of {REFITS:,} refits": reason for reason, count in bootstrap.reasons().items()}
    return Intervals(IntervalMethod.BOOTSTRAP, bootstrap.percentile_intervals(LEVEL), remarks)
