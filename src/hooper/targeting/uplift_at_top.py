"""Uplift at the top: the mean effect among those with the highest scores, and in each tenth of customers."""

from dataclasses import dataclass

import numpy as np

from hooper.targeting.average_effect import AverageEffect, average_effect
from hooper.targeting.effect_fit import Floats, IsTreated


@dataclass(frozen=True)
class EffectOfGroup:
    """A group of customers with like scores: the mean of these, and what the experiment says of the group."""

    customers: int
    mean_score: float
    observed: AverageEffect


def uplift_at_top(score: Floats, treated: IsTreated, outcome: Floats, share: float) -> EffectOfGroup:
    """Return the effect among the `share` of customers with the highest scores; all `(n,)`.

    Whoever has the score of the last of them is among them too.

    >>> score, treated = np.array([4.0, 4.0, 4.0, 4.0, 1.0]), np.array([True, False, True, False, True])
    >>> uplift_at_top(score, treated, np.array([1.0, 0.0, 1.0, 0.0, 9.0]), 0.2).observed.effect
    1.0
    """
    count = max(1, round(share * score.size))
    among = score >= np.partition(score, score.size - count)[score.size - count]
    return _group(among, score, treated, outcome)


def effects_by_group(
    score: Floats, treated: IsTreated, outcome: Floats, groups: int = 10
) -> tuple[EffectOfGroup, ...]:
    """Return the effect in groups of equal size up to ties, highest scores first; equals are in one group.

    There are fewer groups where scores do not tell that many apart.
    """
    cuts = np.unique(np.quantile(score, np.arange(1, groups) / groups, method="inverted_cdf"))
    group = np.searchsorted(cuts, score, side="left")
    return tuple(_group(group == each, score, treated, outcome) for each in np.unique(group)[::-1])


def _group(among: np.ndarray, score: Floats, treated: IsTreated, outcome: Floats) -> EffectOfGroup:
    observed = average_effect(treated[among], outcome[among])
    return EffectOfGroup(int(among.sum()), float(score[among].mean()), observed)
