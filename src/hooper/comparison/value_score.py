"""All scores of one estimator of customer value in one world whose truth is known."""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import DecileCalibration, calibrate_by_decile
from hooper.comparison.estimator_scorecard import (
    IntervalCoverage,
    Scorecard,
    cover_intervals,
    score_estimates,
)
from hooper.comparison.targeting_regret import (
    TargetingRegret,
    targeting_regret,
    treatment_that_pays_on_average,
)
from hooper.lifetime_value.value_estimators.value_estimate import EstimateStatus, ValueEstimate

Floats = NDArray[np.float64]
Record = dict[str, object]


@dataclass(frozen=True)
class ScoredValues:
    """How good the values of an estimator are; `coverage` is None where it gives no intervals."""

    card: Scorecard
    calibration: DecileCalibration
    coverage: IntervalCoverage | None
    targeting: TargetingRegret

    @property
    def calibration_error(self) -> float | None:
        """How far estimate and truth are apart in a tenth, on average, as a share of the mean true value."""
        table = self.calibration
        total = float(table.customers @ table.true_mean)
        miss = float(table.customers @ np.abs(table.estimated_mean - table.true_mean))
        return miss / total if total > 0.0 else None

    def record(self) -> Record:
        """Return the scores as plain values, the tenths as lists."""
        tenths = {
            f"decile_{name}": values.tolist()
            for name, values in vars(self.calibration).items()
            if name != "customers"
        }
        covered = asdict(self.coverage) if self.coverage else {}
        return {
            **asdict(self.card),
            "calibration_error": self.calibration_error,
            **{name: covered.get(name) for name in ("coverage", "below", "above", "mean_width")},
            **asdict(self.targeting),
            **tenths,
        }


@dataclass(frozen=True)
class ValueScore:
    """An estimator in a world; `scores` is None if it gave no values, and `reason` says why."""

    world: str
    kind: str
    estimator: str
    status: EstimateStatus
    reason: str
    scores: ScoredValues | None

    def record(self) -> Record:
        """Return everything as plain values; of an estimator without values, names and reason only."""
        told = {name: getattr(self, name) for name in ("world", "kind", "estimator", "status", "reason")}
        return {**told, **(self.scores.record() if self.scores else {})}


def score_values(estimate: ValueEstimate, expected: Floats, realised: Floats) -> ScoredValues | None:
    """Score an estimate against the truth, `(n,)`: errors, order and use against what is to be expected.

    Intervals are of one life, so they are scored against the one that was realised.
    """
    value, low, high = estimate.value, estimate.low, estimate.high
    if value is None:
        return None
    return ScoredValues(
        card=score_estimates(value, expected),
        calibration=calibrate_by_decile(value, expected),
        coverage=None if low is None or high is None else cover_intervals(low, high, realised),
        targeting=targeting_regret(value, expected, treatment_that_pays_on_average(expected)),
    )
