"""S-learner: a single model with the treatment among its features; the effect is what switching that changes.

`effect(x) = m(x, 1) - m(x, 0)`, with boosted trees. Where a treatment does little, trees may never ask for
it, and effects shrink to 0.
Source: Künzel, Sekhon, Bickel and Yu (2019), Metalearners for estimating heterogeneous treatment effects,
PNAS 116(10); Lo (2002), The true lift model, for treatment as a feature.
"""

from typing import Final

import numpy as np

from hooper.targeting.boosted_trees import boosted_trees
from hooper.targeting.effect_fit import EffectFit, Floats, IsTreated, LearnerSettings, unlearnable

NAME: Final = "s_learner"


def fit(features: Floats, treated: IsTreated, outcome: Floats, settings: LearnerSettings) -> EffectFit:
    """Learn the effect from customers of whom some were treated; shapes `(n, n_features)` and `(n,)`."""
    nothing = unlearnable(NAME, treated, outcome)
    if nothing:
        return nothing
    mean = boosted_trees(_with(features, treated), outcome, settings)
    return EffectFit(
        NAME, "ok", "", lambda others: mean(_with(others, np.True_)) - mean(_with(others, np.False_))
    )


def _with(features: Floats, treated: IsTreated | np.bool_) -> Floats:
    return np.column_stack((features, np.broadcast_to(treated, len(features)).astype(np.float64)))
