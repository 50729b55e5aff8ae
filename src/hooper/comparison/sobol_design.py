"""Points for shares of variance: two independent matrices, and each with single columns of the other.

Rows of a matrix are points, its columns parameters; A and B are the two halves of a scrambled Sobol' sequence
of twice as many dimensions. Every other matrix is A with one column as in B, or B with one column as in A.
Source: Saltelli (2002), Computer Physics Communications 145(2): 280-297.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from hooper.comparison.sensitivity_design import SensitivityDesign


class SobolOutcomes(NamedTuple):
    """The outcome at the points of each matrix.

    `a` and `b` have shape `(points,)`; `a_with_b` is that of A with one column as in B and `b_with_a` that of
    B with one column as in A, both of shape `(n_parameters, points)`.
    """

    a: NDArray[np.float64]
    b: NDArray[np.float64]
    a_with_b: NDArray[np.float64]
    b_with_a: NDArray[np.float64]

    def at(self, rows: NDArray[np.int64]) -> "SobolOutcomes":
        """Return the outcomes of these rows of all matrices."""
        return SobolOutcomes(*(own[..., rows] for own in self))

    def shares(self, products: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return means of products over rows as shares of the variance; 0 where the outcome does not vary."""
        variance = np.var((self.a, self.b))
        means = products.mean(axis=-1)
        return means / variance if variance > 0.0 else np.zeros_like(means)


def sobol_design(n_parameters: int, points: int, seed: int) -> SensitivityDesign:
    """Return the points of A, of B, of A with each column as in B, and of B with each column as in A.

    `points` is the size of each of these matrices and a power of two; there are `2 * n_parameters + 2`.

    >>> sobol_design(2, 4, seed=1).levels.shape
    (24, 2)
    """
    drawn = qmc.Sobol(2 * n_parameters, rng=seed).random_base2(points.bit_length() - 1)
    a, b = drawn[:, :n_parameters], drawn[:, n_parameters:]
    is_own = np.eye(n_parameters, dtype=np.bool_)[:, np.newaxis]
    mixed = np.stack((np.where(is_own, b, a), np.where(is_own, a, b)))
    levels = np.concatenate((a, b, mixed.reshape(-1, n_parameters)))
    after = 2 * points + np.arange(mixed[..., 0].size).reshape(2, n_parameters, points)
    before = np.arange(2 * points).reshape(2, 1, points)
    steps = np.stack(np.broadcast_arrays(before, after), axis=-1)
    return SensitivityDesign(levels, np.concatenate(steps, axis=1), 2 * points)


def outcomes_of(design: SensitivityDesign, outcome: NDArray[np.float64]) -> SobolOutcomes:
    """Return the outcome at each point of such a design, shape `(n_points,)`, by matrix."""
    n_parameters = design.levels.shape[1]
    by_matrix = outcome.reshape(2 * n_parameters + 2, -1)
    return SobolOutcomes(by_matrix[0], by_matrix[1], *np.split(by_matrix[2:], 2))
