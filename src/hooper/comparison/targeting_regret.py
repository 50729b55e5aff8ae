"""The money lost when a firm chooses whom to treat by an estimate of value instead of the truth.

A treatment costs c and adds a share e of what the customer will bring. The firm treats those whom it believes
to bring enough, e times the estimate above c, the best first, until the budget is spent. Who knows the truth
does the same by it, and nobody gains more:

    gain = sum over the treated of (e * true value - c),    regret = gain by the truth - gain by the estimate

The order of the estimates counts, and so does their height: who overrates customers treats some who do not
pay, and who underrates them leaves money in the budget. Of customers with one estimate lots are drawn.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.concentration import mean_over_ties

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Treatment:
    """What can be done for a customer: share of the value added, cost in currency, and how many it is for.

    `budget_share` is the share of the customers that the budget pays for.
    """

    added_share: float
    cost: float
    budget_share: float


@dataclass(frozen=True)
class TargetingRegret:
    """What a firm gains that knows estimates, and one that knows the truth, in currency over all customers.

    `regret_share` is of what the truth gains: 0 for the right choice, 1 for one that gains nothing, above it
    where treating loses money; None if there is nothing to gain.
    """

    treated: int
    gain: float
    best_treated: int
    best_gain: float
    regret: float
    regret_share: float | None


def treatment_that_pays_on_average(
    expected: Floats, added_share: float = 0.1, budget_share: float = 0.2
) -> Treatment:
    """Return a treatment that costs what it adds to the average customer, for a fifth of all customers.

    So it is worth the same trouble in worlds of small and of large amounts, and pays for good customers only.
    """
    return Treatment(added_share, added_share * float(expected.mean()), budget_share)


def targeting_regret(estimated: Floats, expected: Floats, treatment: Treatment) -> TargetingRegret:
    """Compare the choice by estimates with that by expected values, both of shape `(n,)`.

    >>> treatment = Treatment(added_share=0.5, cost=1.0, budget_share=0.5)
    >>> found = targeting_regret(np.array([1.0, 2.0, 3.0, 9.0]), np.array([8.0, 6.0, 4.0, 2.0]), treatment)
    >>> found.gain, found.best_gain, found.regret_share
    (1.0, 5.0, 0.8)
    """
    treated, gain = _chosen(estimated, expected, treatment)
    best_treated, best_gain = _chosen(expected, expected, treatment)
    regret = best_gain - gain
    share = regret / best_gain if best_gain > 0.0 else None
    return TargetingRegret(treated, gain, best_treated, best_gain, regret, share)


def _chosen(believed: Floats, expected: Floats, treatment: Treatment) -> tuple[int, float]:
    pays = treatment.added_share * believed > treatment.cost
    treated = min(int(np.count_nonzero(pays)), int(treatment.budget_share * believed.size))
    order = np.argsort(-believed, kind="stable")[:treated]
    of_chosen = mean_over_ties(believed, expected)[order]
    return treated, float((treatment.added_share * of_chosen - treatment.cost).sum())
