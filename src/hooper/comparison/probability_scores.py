"""Probabilities that a model gave against what came: how often each customer bought, and whether at all.

Sources: the logarithmic score, Good (1952), Journal of the Royal Statistical Society B 14(1); the
quadratic one, Brier (1950), Monthly Weather Review 78(1); calibration error by groups of like
probabilities, Naeini, Cooper and Hauskrecht (2015), AAAI 29. The first two are proper: nobody can expect to
do better than by the true probabilities.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import calibrate_by_decile

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ProbabilityScores:
    """Scores of foretold probabilities, means over the customers.

    `log_score` is the mean logarithm of the probability of the number of purchases that came true: the
    higher, the better; minus infinity if something came that was held to be impossible. `brier_score` is
    the mean squared error of the probability to buy at all: 0 is perfect, 0.25 is what 1/2 for everybody
    gets. `calibration_error` is how far that probability is from the share who bought, within tenths of
    like probabilities, on average.
    """

    log_score: float
    brier_score: float
    calibration_error: float

    def as_dict(self) -> dict[str, float | None]:
        """Return the scores as plain JSON values, one that is not finite as None."""
        return {name: value if np.isfinite(value) else None for name, value in asdict(self).items()}


def score_probabilities(of_actual: Floats, of_any: Floats, actual: NDArray[np.int64]) -> ProbabilityScores:
    """Score probabilities against the number of purchases that came, all of shape `(n,)`, n at least 1.

    `of_actual` is the probability of exactly `actual` purchases, `of_any` that of one or more.

    >>> scores = score_probabilities(np.array([0.5, 0.25]), np.array([0.5, 0.5]), np.array([0, 3]))
    >>> round(scores.log_score, 4), scores.brier_score, scores.calibration_error
    (-1.0397, 0.25, 0.0)
    """
    bought = (actual > 0).astype(np.float64)
    tenths = calibrate_by_decile(of_any, bought)
    error = np.abs(tenths.estimated_mean - tenths.true_mean)
    with np.errstate(divide="ignore"):  # what was held to be impossible has the logarithm minus infinity
        log_score = np.log(of_actual).mean()
    return ProbabilityScores(
        log_score=float(log_score),
        brier_score=float(((of_any - bought) ** 2).mean()),
        calibration_error=float(error @ tenths.customers / actual.size),
    )
