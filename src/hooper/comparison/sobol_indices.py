"""Shares of variance: how much of what is uncertain in an outcome is owed to each parameter.

Parameters are uniform within their ranges and independent. The first-order index is the share of the
variance that would go if the parameter were known, S_i = Var(E[Y | X_i]) / Var(Y); the total index is what
would stay if all others were, T_i = E[Var(Y | all others)] / Var(Y). T_i - S_i is interaction.
Source: Sobol' (2001), Mathematics and Computers in Simulation 55: 271-280; the design and both estimators:
Saltelli et al. (2010), Computer Physics Communications 181(2): 259-270.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from hooper.comparison.sensitivity_design import SensitivityDesign

_RESAMPLES = 500


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


def sobol_design(n_parameters: int, points: int, seed: int) -> SensitivityDesign:
    """Return the points A, then B, then for each parameter A with that parameter as in B.

    `points` is the size of each of these matrices and a power of two; there are `n_parameters + 2` of them.
    A and B are the two halves of a scrambled Sobol' sequence of twice as many dimensions.

    >>> sobol_design(2, 4, seed=1).levels.shape
    (16, 2)
    """
    drawn = qmc.Sobol(2 * n_parameters, rng=seed).random_base2(points.bit_length() - 1)
    first, second = drawn[:, :n_parameters], drawn[:, n_parameters:]
    mixed = np.repeat(first[np.newaxis], n_parameters, axis=0)
    for k in range(n_parameters):
        mixed[k, :, k] = second[:, k]
    levels = np.concatenate((first, second, mixed.reshape(-1, n_parameters)))
    after = 2 * points + np.arange(n_parameters * points).reshape(n_parameters, points)
    before = np.broadcast_to(np.arange(points), after.shape)
    return SensitivityDesign(levels, np.stack((before, after), axis=-1), 2 * points)


def share_variance(
    design: SensitivityDesign, outcome: NDArray[np.float64], level: float, seed: int
) -> tuple[SobolIndices, ...]:
    """Return the indices of each parameter from the outcome at each point, shape `(n_points,)`.

    `level` is that of the intervals, which are from a bootstrap over the rows of A, B and the mixed matrices.
    """
    n_parameters, points, _ = design.steps.shape
    by_matrix = outcome.reshape(n_parameters + 2, points)

    def indices(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        first, second, *mixed = by_matrix[:, rows]
        values = {"f_A": first[None], "f_B": second[None], "f_AB": np.array(mixed)[:, None]}
        found = stats.sobol_indices(func=values, n=points)
        return np.stack((found.first_order, found.total_order)).reshape(2, n_parameters)

    rows = np.arange(points)
    first, total = indices(rows).tolist()
    spread = stats.bootstrap(
        (rows,), indices, n_resamples=_RESAMPLES, confidence_level=level, method="percentile", rng=seed
    ).confidence_interval
    ends = (end.tolist() for both in zip(spread.low, spread.high, strict=True) for end in both)
    first_low, first_high, total_low, total_high = ends
    columns = (first, first_low, first_high, total, total_low, total_high)
    return tuple(SobolIndices(*own) for own in zip(*columns, strict=True))
