"""Plain T-learner: a regression of the treated, one of the others, and the difference of their forecasts.

Least squares, or the logistic curve for outcomes of 0 and 1: what other learners have to beat.
Source: Künzel, Sekhon, Bickel and Yu (2019), Metalearners for estimating heterogeneous treatment effects,
PNAS 116(10); Cai, Tian, Wong and Wei (2011) for two regressions.
"""

from typing import Final

from hooper.targeting.effect_fit import EffectFit, Floats, IsTreated, LearnerSettings, unlearnable
from hooper.targeting.plain_regression import plain_regression

NAME: Final = "plain_t_learner"


def fit(features: Floats, treated: IsTreated, outcome: Floats, settings: LearnerSettings) -> EffectFit:
    """Learn the effect from customers of whom some were treated; shapes `(n, n_features)` and `(n,)`.

    The settings are those of trees, and are not asked for here.
    """
    del settings
    nothing = unlearnable(NAME, treated, outcome)
    if nothing:
        return nothing
    if_treated, if_not = (plain_regression(features[arm], outcome[arm]) for arm in (treated, ~treated))
    return EffectFit(NAME, "ok", "", lambda others: if_treated(others) - if_not(others))
