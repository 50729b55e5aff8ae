"""How good warnings were: risks that were told against what came, in months that no model had seen.

Sources: lift, Neslin, Gupta, Kamakura, Lu and Mason (2006), Journal of Marketing Research 43(2); the
quadratic score, Brier (1950), Monthly Weather Review 78(1); the area under the curve of hits against false
alarms, Hanley and McNeil (1982), Radiology 143(1); the slope of calibration, Cox (1958), Biometrika 45(3/4).
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.concentration import concentration_curve, share_in_top
from hooper.foundation.mean_ranks import mean_ranks
from hooper.targeting.logistic_regression import fit_logistic

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_TENTH = 0.1
_SUREST = 1e-6  # nearest to 0 and 1 that a risk is taken to be where its logit is asked for


@dataclass(frozen=True)
class WarningScores:
    """Scores of `n_rows` warnings, a share `base_rate` of which came true; None is "not computable".

    `lift_in_top_tenth` is how many times more often it came in the tenth with the highest risks than in all.
    `brier_score` is the mean squared error of the risk: 0 is perfect, and `brier_of_base_rate` is what the
    same risk for everybody would get. `area_under_curve` is the chance that of two customers, one with the
    outcome and one without, the first has the higher risk; 1/2 for one that knows nothing.
    `calibration_slope` is the weight of the risk's logit in a logistic regression of the outcome: 1 if risks
    are as they should be, below it if they are too far apart.
    """

    n_rows: int
    base_rate: float | None
    lift_in_top_tenth: float | None
    brier_score: float | None
    brier_of_base_rate: float | None
    area_under_curve: float | None
    calibration_slope: float | None

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the scores as plain JSON values."""
        return asdict(self)


def score_warnings(risk: Floats, came: Flags) -> WarningScores:
    """Score risks in [0, 1] against outcomes, both of shape `(n,)`. Equal risks share what came.

    >>> scores = score_warnings(np.array([0.8, 0.8, 0.2, 0.2]), np.array([True, True, False, True]))
    >>> scores.base_rate, scores.lift_in_top_tenth, scores.area_under_curve
    (0.75, 1.3333333333333333, 0.8333333333333334)
    """
    if not came.size or not np.isfinite(risk).all():
        return WarningScores(came.size, None, None, None, None, None, None)
    base = float(came.mean())
    brier = float(((risk - came) ** 2).mean())
    if base in (0.0, 1.0):
        return WarningScores(came.size, base, None, brier, 0.0, None, None)
    return WarningScores(
        n_rows=came.size,
        base_rate=base,
        lift_in_top_tenth=share_in_top(concentration_curve(risk, came.astype(np.float64)), _TENTH) / _TENTH,
        brier_score=brier,
        brier_of_base_rate=base * (1.0 - base),
        area_under_curve=_area(risk, came),
        calibration_slope=_calibration_slope(risk, came),
    )


def _area(risk: Floats, came: Flags) -> float:
    """Return the area by the ranks of the risks (Mann and Whitney)."""
    with_it = int(came.sum())
    above = float(mean_ranks(risk)[came].sum()) - with_it * (with_it + 1) / 2.0
    return above / with_it / (came.size - with_it)


def _calibration_slope(risk: Floats, came: Flags) -> float | None:
    inside = np.clip(risk, _SUREST, 1.0 - _SUREST)
    logit = {"logit": np.log(inside / (1.0 - inside))}
    fit = fit_logistic(logit, came)
    return fit.weights.get("logit") if fit.status == "ok" else None
