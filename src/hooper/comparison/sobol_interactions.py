"""Second-order Sobol' indices: the share of variance that is owed to two parameters acting together.

S_ij = Var(E[Y | X_i, X_j]) / Var(Y) - S_i - S_j is what is gained by knowing both beyond what is gained by
knowing each. It is the mean product of two effects over the variance: that of X_i on points that share
X_i and X_j alone with those of the effect of X_j,
S_ij = E[(f(B with A_i) - f(B)) (f(A with B_j) - f(A))] / Var(Y).
Written out these are the four products of Saltelli (2002), Computer Physics Communications 145(2): 280-297,
with X_i estimated from A as base and X_j from B; the estimate is the mean over both assignments. A parameter
that does nothing has exactly 0 with all others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.over_rows import over_rows
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sobol_design import outcomes_of


@dataclass(frozen=True)
class SobolInteraction:
    """The share of variance of a pair of parameters, given by their places, with a bootstrap interval.

    Estimates of small shares may fall below 0.
    """

    first: int
    second: int
    second_order: float
    second_order_low: float
    second_order_high: float


def share_among_pairs(
    design: SensitivityDesign, outcome: NDArray[np.float64], level: float, seed: int
) -> tuple[SobolInteraction, ...]:
    """Return the index of each pair of parameters from the outcome at each point, shape `(n_points,)`.

    `level` is that of the intervals, which are from a bootstrap over the rows of all matrices.
    """
    outcomes = outcomes_of(design, outcome)
    first, second = np.triu_indices(design.levels.shape[1], k=1)

    def indices(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        own = outcomes.at(rows)
        of_a, of_b = own.a_with_b - own.a, own.b_with_a - own.b
        return own.shares((of_b[first] * of_a[second] + of_a[first] * of_b[second]) / 2.0)

    found = over_rows(indices, outcomes.a.size, level, seed)
    pairs = zip(first.tolist(), second.tolist(), found.tolist(), strict=True)
    return tuple(SobolInteraction(i, j, *shares) for i, j, shares in pairs)
