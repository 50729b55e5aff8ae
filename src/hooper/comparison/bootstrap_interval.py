"""An interval for a mean difference that does not take the differences for normal.

Samples drawn again from the replications give the distribution of `t = (mean* - mean) / error*`, whose
quantiles take the place of Student's: where the differences are skewed the interval is so too. It needs a
few replications; with less than five some samples hold but one value, whose error is 0, and there is none.
Source: Hall (1988), Theoretical comparison of bootstrap confidence intervals, Annals of Statistics 16(3), on
the percentile-t interval.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.resampling import drawn_again


def bootstrap_interval(differences: NDArray[np.float64], level: float) -> tuple[float, float] | None:
    """Return the bootstrap-t interval of the mean of differences, shape `(replications,)`.

    None where there is none: too few replications, or no two that differ.

    >>> low, high = bootstrap_interval(np.array([1.0, 2.0, 2.0, 3.0, 2.5, 1.5, 2.0, 9.0]), level=0.9)
    >>> round(low, 1), round(high, 1)
    (1.7, 8.3)
    """
    error = _error(differences[np.newaxis])[0]
    if not error:
        return None
    drawn = differences[drawn_again(differences.size)]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (drawn.mean(axis=1) - differences.mean()) / _error(drawn)
    # 0 / 0: a sample of the mean itself. One of another value alone is as far out as can be.
    t = np.where(np.isnan(t), 0.0, t)
    low = np.quantile(t, 0.5 - level / 2, method="lower")
    high = np.quantile(t, 0.5 + level / 2, method="higher")
    found = float(differences.mean() - high * error), float(differences.mean() - low * error)
    return found if np.isfinite(found).all() else None


def _error(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard error of each sample, shape `(samples,)`; exactly 0 where all values are one."""
    spread = samples.std(axis=1, ddof=1) / np.sqrt(samples.shape[1])
    return np.where(np.ptp(samples, axis=1) > 0.0, spread, 0.0)
