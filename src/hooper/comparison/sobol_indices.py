"""Shares of variance: how much of what is uncertain in an outcome is owed to each parameter.

Parameters are uniform within their ranges and independent. The first-order index is the share of the
variance that would go if the parameter were known, S_i = Var(E[Y | X_i]) / Var(Y); the total index is what
would stay if all others were, T_i = E[Var(Y | all others)] / Var(Y). T_i - S_i is interaction.
Both estimators are the means of two, one from A and the other from B, since either can be the base.
Source: Sobol' (2001), Mathematics and Computers in Simulation 55: 271-280; estimators (b) and (f) of Saltelli
et al. (2010), Computer Physics Communications 181(2): 259-270.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.over_rows import over_rows
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sobol_design import outcomes_of


@dataclass(frozen=True)
class SobolIndices:
    """The shares of variance of one parameter, each with a bootstrap interval.

    Estimates of small shares may fall below 0. All are 0 where the outcome does not vary.
    """

    first_order: float
    first_order_low: float
    first_order_high: float
    total: float
    total_low: float
    total_high: float

    @property
    def strength(self) -> float:
        """What parameters are sorted by."""
        return self.total


def share_variance(
    design: SensitivityDesign, outcome: NDArray[np.float64], level: float, seed: int
) -> tuple[SobolIndices, ...]:
    """Return the indices of each parameter from the outcome at each point, shape `(n_points,)`.

    `level` is that of the intervals, which are from a bootstrap over the rows of all matrices.
    """
    outcomes = outcomes_of(design, outcome)

    def indices(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        own = outcomes.at(rows)
        centre = np.mean((own.a, own.b))
        of_a, of_b = own.a_with_b - own.a, own.b_with_a - own.b
        alone = ((own.b - centre) * of_a + (own.a - centre) * of_b) / 2.0
        with_others = (of_a**2 + of_b**2) / 4.0
        return own.shares(np.stack((alone, with_others), axis=1))

    found = over_rows(indices, outcomes.a.size, level, seed)
    return tuple(SobolIndices(*own.ravel().tolist()) for own in found)
