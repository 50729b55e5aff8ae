"""Kaplan-Meier: how many customers stay for how long, when not all were seen from the start to the end.

Source: Kaplan and Meier (1958), Nonparametric estimation from incomplete observations, Journal of the
American Statistical Association 53(282): 457-481. At each time t at which somebody leaves, of the n who
are under observation and still there just before it, d leave:

    S(t) = product over the times up to t of (1 - d / n)
    Var log S(t) = sum of d / (n (n - d))                        (Greenwood 1926)

Who was last seen at t counts among the n at t, who came under observation at t does not. Intervals are
those of log(-log S) (Kalbfleisch and Prentice 1980), which stay within 0 and 1.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from hooper.history.durations import Durations

Floats = NDArray[np.float64]

_LEVEL = 0.95
_ROUNDING = 1e-12  # in a share of survivors, which is a product of many


@dataclass(frozen=True)
class SurvivalCurve:
    """The share of customers still there after each time at which somebody left.

    The arrays have shape `(n_times,)`. `at_risk` were still there and under observation just before the
    time, `left` of them left then. `standard_error` is that of `survival`. Once all at risk have left,
    survival is zero and its error, for which the formula has no value, nan. With late entries `survival`
    is that of those who were still there at the first entry; where few are at risk early on, they may all
    leave, and the curve is zero from there though others came later.
    """

    time: Floats
    at_risk: NDArray[np.int64]
    left: NDArray[np.int64]
    survival: Floats
    standard_error: Floats

    @cached_property
    def interval(self) -> tuple[Floats, Floats]:
        """The lowest and the highest survival of the 95 % interval at each time, both `(n_times,)`.

        >>> from hooper.history.durations import durations_from_start
        >>> low, high = kaplan_meier(durations_from_start([1, 2, 3, 4], [1, 0, 0, 0])).interval
        >>> low.round(3).tolist(), high.round(3).tolist()
        ([0.128], [0.961])
        """
        known = ~np.isnan(self.standard_error)
        survival, error = self.survival[known], self.standard_error[known]
        log_survival = np.log(survival)
        reach = ndtri((1.0 + _LEVEL) / 2.0) * error / (survival * -log_survival)
        bounds = np.full((2, self.time.size), np.nan)
        bounds[:, known] = np.exp(log_survival * np.exp([reach, -reach]))
        return bounds[0], bounds[1]

    def at(self, times: ArrayLike) -> Floats:
        """Return the survival after each of the `times`, shape `(n,)`; beyond the last one it stays."""
        steps = np.searchsorted(self.time, np.atleast_1d(np.asarray(times, dtype=np.float64)), side="right")
        return np.append(1.0, self.survival)[steps]

    @property
    def median(self) -> float:
        """The first time after which half of the customers or fewer are there; infinite if none is."""
        return _first_time(self.time, self.survival)

    @property
    def median_interval(self) -> tuple[float, float]:
        """The 95 % interval of the median: where the interval of survival has half in it.

        Source: Brookmeyer and Crowley (1982), Biometrics 38(1): 29-41.
        """
        low, high = self.interval
        gone = self.survival <= 0.0
        return _first_time(self.time, np.where(gone, 0.0, low)), _first_time(self.time, high)


def kaplan_meier(durations: Durations) -> SurvivalCurve:
    """Return the survival curve of all causes together.

    >>> from hooper.history.durations import durations_from_start
    >>> curve = kaplan_meier(durations_from_start([1, 2, 2, 5], [True, True, False, True]))
    >>> curve.time.tolist(), curve.at_risk.tolist(), curve.survival.tolist()
    ([1.0, 2.0, 5.0], [4, 3, 1], [0.75, 0.5, 0.0])
    """
    time, left = np.unique(durations.duration[durations.has_left], return_counts=True)
    still_there = durations.n_customers - np.searchsorted(np.sort(durations.duration), time, side="left")
    yet_to_come = durations.n_customers - np.searchsorted(np.sort(durations.entry), time, side="left")
    at_risk = still_there - yet_to_come
    stayed = at_risk - left
    survival = np.cumprod(stayed / at_risk, dtype=np.float64)
    terms = np.divide(left, at_risk * stayed, out=np.full(time.size, np.nan), where=stayed > 0)
    error_of_log = np.sqrt(np.cumsum(terms, dtype=np.float64))
    return SurvivalCurve(time, at_risk, left, survival, survival * error_of_log)


def _first_time(time: Floats, survival: Floats) -> float:
    reached = survival <= 0.5 + _ROUNDING
    return float(time[reached.argmax()]) if reached.any() else np.inf
