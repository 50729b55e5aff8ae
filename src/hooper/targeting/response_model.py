"""Response model: what a customer does if treated, by a regression of the treated alone.

It is what most campaigns are aimed by, and it is no effect: whoever would have bought anyway responds best.
As a score it stands here beside the learners of effects, to be beaten.
Source: Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing Analytics
Journal.
"""

from typing import Final

from hooper.targeting.effect_fit import EffectFit, Floats, IsTreated, LearnerSettings, unlearnable
from hooper.targeting.plain_regression import plain_regression

NAME: Final = "response_model"


def fit(features: Floats, treated: IsTreated, outcome: Floats, settings: LearnerSettings) -> EffectFit:
    """Learn the outcome of the treated; shapes `(n, n_features)` and `(n,)`.

    `effect` of the fit returns that outcome. The settings are those of trees, and are not asked for here.
    """
    del settings
    nothing = unlearnable(NAME, treated, outcome)
    if nothing:
        return nothing
    return EffectFit(NAME, "ok", "", plain_regression(features[treated], outcome[treated]))
