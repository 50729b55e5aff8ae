"""Both arms of an experiment in the order of a score: how many were treated, and what they did, from the top.

Customers with equal scores come together: sums stand at the end of each group of equals only, so that neither
the order of the customers nor a lot among equals matters.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.effect_fit import Floats, IsTreated


@dataclass(frozen=True)
class ArmsByScore:
    """Cumulated from the highest score down, shape `(n_groups + 1,)`, the first entry 0.

    `treated` and `others` count customers, `treated_outcome` and `others_outcome` add up what they did.
    """

    treated: Floats
    others: Floats
    treated_outcome: Floats
    others_outcome: Floats

    @property
    def share(self) -> Floats:
        """The share of all customers who stand so high."""
        customers = self.treated + self.others
        return customers / customers[-1]


@dataclass(frozen=True)
class ScoreOrder:
    """The order from the highest score to the lowest, `(n,)`, and where each group of equals ends in it."""

    order: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, score: Floats) -> Self:
        """Return the order of scores, shape `(n,)`."""
        order = np.argsort(-score, kind="stable")
        ordered = score[order]
        return cls(order, np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), score.size - 1))


@dataclass(frozen=True)
class OrderedExperiment:
    """The customers of an experiment put in the order of a score once, for any number of samples of them.

    `is_treated` is 1 or 0; `treated_outcome` is 0 for the others, and the other way round. All are `(n,)`.
    """

    by_score: ScoreOrder
    is_treated: Floats
    treated_outcome: Floats
    others_outcome: Floats

    @classmethod
    def of(cls, score: Floats, treated: IsTreated, outcome: Floats) -> Self:
        """Put the customers in order; all `(n,)`."""
        by_score = ScoreOrder.of(score)
        treated, outcome = treated[by_score.order], outcome[by_score.order]
        arms = np.where(treated, outcome, 0.0), np.where(treated, 0.0, outcome)
        return cls(by_score, treated.astype(np.float64), *arms)

    def arms(self, weight: Floats) -> ArmsByScore:
        """Return both arms, in which each customer, in the order of the score, counts with a weight."""
        ends = self.by_score.ends
        all_customers = np.cumsum(weight)[ends]
        treated, treated_outcome, others_outcome = (
            np.append(0.0, np.cumsum(weight * column)[ends])
            for column in (self.is_treated, self.treated_outcome, self.others_outcome)
        )
        others = np.append(0.0, all_customers) - treated
        return ArmsByScore(treated, others, treated_outcome, others_outcome)
