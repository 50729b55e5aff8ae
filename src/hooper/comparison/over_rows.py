"""Estimates from the rows of a design, with bootstrap intervals: rows are drawn again with replacement."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

_RESAMPLES = 500


def over_rows(
    estimate: Callable[[NDArray[np.int64]], NDArray[np.float64]], n_rows: int, level: float, seed: int
) -> NDArray[np.float64]:
    """Return what is estimated from all rows with the low and high end of its percentile interval.

    The three stand along a last axis, behind those of what `estimate` returns.

    >>> values = np.array([1.0, 2.0, 3.0, 6.0])
    >>> over_rows(lambda rows: values[rows].mean(axis=0, keepdims=True), 4, level=0.5, seed=1).tolist()
    [[3.0, 2.25, 3.75]]
    """
    rows = np.arange(n_rows)
    spread = stats.bootstrap(
        (rows,),
        estimate,
        n_resamples=_RESAMPLES,
        vectorized=False,
        confidence_level=level,
        method="percentile",
        rng=seed,
    ).confidence_interval
    return np.stack((estimate(rows), spread.low, spread.high), axis=-1)
