"""Uplift curve: the effect among those with the highest scores, times the share of customers that they are.

`u(k) = (Y_T(k) / n_T(k) - Y_C(k) / n_C(k)) n(k) / n`. It ends at the average effect as the Qini curve does,
and weighs both arms alike where their shares differ along the score.
Source: Rzepakowski and Jaroszewicz (2012), Decision trees for uplift modeling with single and multiple
treatments, Knowledge and Information Systems 32(2).
"""

import numpy as np

from hooper.targeting.arms_by_score import OrderedExperiment
from hooper.targeting.effect_fit import Floats, IsTreated
from hooper.targeting.qini import GainCurve


def uplift_curve(score: Floats, treated: IsTreated, outcome: Floats) -> GainCurve:
    """Return the uplift curve of a score; all `(n,)`. It is 0 until it has met somebody of both arms.

    >>> score, treated = np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])
    >>> uplift_curve(score, treated, np.array([1.0, 0.0, 0.0, 0.0])).gain.tolist()
    [0.0, 0.0, 0.5, 0.375, 0.5]
    """
    arms = OrderedExperiment.of(score, treated, outcome).arms(np.ones(score.size))
    met = (arms.others > 0.0) & (arms.treated > 0.0)
    nothing = np.zeros_like(arms.share)
    of_treated, of_others = (
        np.divide(total, count, out=nothing.copy(), where=met)
        for total, count in (
            (arms.treated_outcome, arms.treated),
            (arms.others_outcome, arms.others),
        )
    )
    return GainCurve(arms.share, (of_treated - of_others) * arms.share)
