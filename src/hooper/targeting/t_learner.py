"""T-learner: one model of the treated, one of the others; the effect is the difference of their forecasts.

`effect(x) = m_1(x) - m_0(x)`, with boosted trees for both.
Source: Künzel, Sekhon, Bickel and Yu (2019), Metalearners for estimating heterogeneous treatment effects,
PNAS 116(10); Radcliffe and Surry (1999) for two models of response.
"""

from typing import Final

from hooper.targeting.boosted_trees import boosted_trees
from hooper.targeting.effect_fit import EffectFit, Floats, IsTreated, LearnerSettings, unlearnable

NAME: Final = "t_learner"


def fit(features: Floats, treated: IsTreated, outcome: Floats, settings: LearnerSettings) -> EffectFit:
    """Learn the effect from customers of whom some were treated; shapes `(n, n_features)` and `(n,)`."""
    nothing = unlearnable(NAME, treated, outcome)
    if nothing:
        return nothing
    if_treated, if_not = (boosted_trees(features[arm], outcome[arm], settings) for arm in (treated, ~treated))
    return EffectFit(NAME, "ok", "", lambda others: if_treated(others) - if_not(others))
