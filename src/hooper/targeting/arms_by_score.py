"""Both arms of an experiment in the order of a score: how many were treated, and what they did, from the top.

Customers with equal scores come together: sums stand at the end of each group of equals only, so that neither
the order of the customers nor a lot among equals matters.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

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
    """The order of scores, found once for any number of samples of the same customers."""

    order: np.ndarray
    ends: np.ndarray

    @classmethod
    def of(cls, score: Floats) -> Self:
        """Return the order from the highest score to the lowest, shape `(n,)`, and where equals end."""
        order = np.argsort(-score, kind="stable")
        ordered = score[order]
        return cls(order, np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), score.size - 1))

    def arms(self, treated: IsTreated, outcome: Floats, weight: Floats) -> ArmsByScore:
        """Return both arms, in which each customer counts with a weight; all `(n,)`."""
        of_treated = np.where(treated, weight, 0.0)
        columns = (of_treated, weight - of_treated, of_treated * outcome, (weight - of_treated) * outcome)
        sums = (np.cumsum(column[self.order])[self.ends] for column in columns)
        return ArmsByScore(*(np.append(0.0, column) for column in sums))
