"""Qini curve: what treating those with the highest scores gains, as an experiment shows it.

From the top of the score down, with n customers and outcome Y of the treated (T) and the others (C): `g(k) =
(Y_T(k) - Y_C(k) n_T(k) / n_C(k)) / n_T(n)`, the gain per customer if that share of all is treated; it ends at
the average effect. A score that knows nothing lies on the straight line to there. The coefficient is the area
between curve and line, in the unit of the outcome a customer.
Source: Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing Analytics
Journal.
"""

from dataclasses import dataclass

import numpy as np

from hooper.targeting.arms_by_score import ArmsByScore, OrderedExperiment
from hooper.targeting.effect_fit import Floats, IsTreated


@dataclass(frozen=True)
class GainCurve:
    """What is gained a customer, `gain`, if a `share` of all is treated; both start at 0, shape `(m,)`."""

    share: Floats
    gain: Floats

    @property
    def coefficient(self) -> float:
        """The area between the curve and the straight line to its end."""
        return float(np.trapezoid(self.gain - self.share * self.gain[-1], self.share))

    def at(self, share: float) -> float:
        """Return the gain at a share, on straight lines between the points."""
        return float(np.interp(share, self.share, self.gain))


def qini_curve(score: Floats, treated: IsTreated, outcome: Floats) -> GainCurve:
    """Return the Qini curve of a score; all `(n,)`, both arms with somebody in them.

    >>> score, treated = np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])
    >>> curve = qini_curve(score, treated, np.array([1.0, 0.0, 0.0, 0.0]))
    >>> curve.gain.tolist(), curve.coefficient
    ([0.0, 0.0, 0.5, 0.5, 0.5], 0.0625)
    """
    return qini_of(OrderedExperiment.of(score, treated, outcome).arms(np.ones(score.size)))


def qini_of(arms: ArmsByScore) -> GainCurve:
    """Return the Qini curve of ordered arms; it is 0 until it has met somebody of both."""
    met = (arms.others > 0.0) & (arms.treated > 0.0)
    ratio = np.divide(arms.treated, arms.others, out=np.zeros_like(arms.others), where=met)
    gain = np.where(met, arms.treated_outcome - arms.others_outcome * ratio, 0.0)
    return GainCurve(arms.share, gain / arms.treated[-1])
