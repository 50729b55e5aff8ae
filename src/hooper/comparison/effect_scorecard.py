"""Scores of estimated treatment effects against the true ones: order, gain and share of what could be gained.

A true effect is a mean over pairs of futures, with the treatment and without. To order customers by such
means and judge the order by the same means would praise luck: whoever had it stands in front. So the order by
the truth is taken from some futures, and everything is judged by others.
"""

from dataclasses import dataclass

import numpy as np

from hooper.comparison.rank_correlation import rank_correlation
from hooper.targeting.arms_by_score import ScoreOrder
from hooper.targeting.effect_fit import Floats
from hooper.targeting.qini import GainCurve


@dataclass(frozen=True)
class EffectScorecard:
    """How well a score orders customers by their true effects; None is "not computable".

    `qini` is the area between the gain by the score and by lot, a customer, and `best_qini` that of the truth
    from other futures. `gain_at_top` is the mean effect on those with the highest scores, `best_gain_at_top`
    on those who gain most, and `gain_of_everybody` on all: what lots would reach.
    """

    customers: int
    rank_correlation: float | None
    qini: float
    best_qini: float
    gain_at_top: float
    best_gain_at_top: float
    gain_of_everybody: float

    @property
    def share_of_best_gain(self) -> float | None:
        """The share of the best gain at the top that the score reaches."""
        return self.gain_at_top / self.best_gain_at_top if self.best_gain_at_top > 0.0 else None


def score_effects(
    score: Floats, effect: Floats, effect_in_other_futures: Floats, top: float = 0.1
) -> EffectScorecard:
    """Score the order that a score gives to customers by their true effects; all `(n,)`.

    >>> truth = np.array([3.0, 1.0, 0.0, -2.0])
    >>> card = score_effects(np.array([1.0, 2.0, 0.0, -1.0]), truth, truth, top=0.25)
    >>> card.gain_at_top, card.best_gain_at_top, card.share_of_best_gain
    (1.0, 3.0, 0.3333333333333333)
    """
    by_score, by_truth = true_gain_curve(score, effect), true_gain_curve(effect_in_other_futures, effect)
    return EffectScorecard(
        customers=score.size,
        rank_correlation=rank_correlation(score, effect),
        qini=by_score.coefficient,
        best_qini=by_truth.coefficient,
        gain_at_top=by_score.at(top) / top,
        best_gain_at_top=by_truth.at(top) / top,
        gain_of_everybody=float(effect.mean()),
    )


def true_gain_curve(score: Floats, effect: Floats) -> GainCurve:
    """Return what treating those with the highest scores gains, by their true effects; both `(n,)`.

    Equals come together, on a straight line from the first to the last of them.

    >>> true_gain_curve(np.array([1.0, 1.0, 0.0, 0.0]), np.array([3.0, 1.0, 0.0, -2.0])).gain.tolist()
    [0.0, 1.0, 0.5]
    """
    by_score = ScoreOrder.of(score)
    gained = np.append(0.0, np.cumsum(effect[by_score.order])[by_score.ends]) / score.size
    return GainCurve(np.append(0.0, by_score.ends + 1.0) / score.size, gained)
