"""A Gaussian copula: scores of a person that go together, whatever the distributions of what they stand for.

`z = L e` with independent e ~ N(0, 1) and the Cholesky factor L of the correlations, `L L' = R`. Each score
is standard normal, and `F^-1(Phi(z))` has the distribution F.
Sources: Cario and Nelson (1997), Modeling and generating random vectors with arbitrary marginal distributions
and correlation matrix, Northwestern University; Abramowitz and Stegun (1964), 7.1.26, for Phi.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO, exp32
from hooper.foundation.random_words import customer_words, normal_pair

Floats = NDArray[np.float32]

NORMALS_PER_DECISION: Final = 4
_SQRT_HALF = np.float32(0.70710678)
_SLOPE = np.float32(0.3275911)
_ERF_1 = np.float32(0.254829592)
_ERF_2 = np.float32(-0.284496736)
_ERF_3 = np.float32(1.421413741)
_ERF_4 = np.float32(-1.453152027)
_ERF_5 = np.float32(1.061405429)


def cholesky_factor(correlations: Sequence[Sequence[float]]) -> Floats:
    """Return the lower factor L of positive definite correlations, `L L' = R`, shape `(n, n)`.

    In plain floats, exactly rounded sums: the libraries of two machines differ in the last bit.

    >>> cholesky_factor([[1.0, 0.6], [0.6, 1.0]]).round(4).tolist()
    [[1.0, 0.0], [0.6000000238418579, 0.800000011920929]]
    """
    lower = [[0.0] * len(correlations) for _ in correlations]
    for i, row in enumerate(lower):
        for j in range(i + 1):
            rest = math.fsum((correlations[i][j], *(-row[k] * lower[j][k] for k in range(j))))
            row[j] = math.sqrt(rest) if i == j else rest / lower[j][j]
    return np.array(lower, np.float32)


def normal_scores(
    key: tuple[int, int], customer_id: NDArray[np.uint64], period: int, first_decision: int, factor: Floats
) -> Floats:
    """Return scores of customers, shape `(n_scores, n)`, with the Cholesky `factor` `(n_scores, n_scores)`.

    Four scores take a decision, from `first_decision` on.

    >>> normal_scores((1, 0), np.arange(3, dtype=np.uint64), 0, 7, np.eye(5, dtype=np.float32)).shape
    (5, 3)
    """
    decisions = first_decision + np.arange(math.ceil(len(factor) / NORMALS_PER_DECISION))
    drawn = [_four_normals(customer_words(key, customer_id, period, decision)) for decision in decisions]
    return _correlated(np.concatenate(drawn), factor)


@compiled
def _four_normals(words: NDArray[np.uint32]) -> Floats:
    out = np.empty(words.shape, np.float32)
    for i in range(words.shape[1]):
        out[0, i], out[1, i] = normal_pair(words[0, i], words[1, i])
        out[2, i], out[3, i] = normal_pair(words[2, i], words[3, i])
    return out


@compiled
def _correlated(normals: Floats, factor: Floats) -> Floats:
    scores = np.zeros((factor.shape[0], normals.shape[1]), np.float32)
    for row in range(factor.shape[0]):
        for column in range(row + 1):
            for i in range(normals.shape[1]):
                scores[row, i] += factor[row, column] * normals[column, i]
    return scores


@kernel
def _normal_cdf(z):
    x = abs(z) * _SQRT_HALF
    t = ONE / (ONE + _SLOPE * x)
    p = ((((_ERF_5 * t + _ERF_4) * t + _ERF_3) * t + _ERF_2) * t + _ERF_1) * t
    upper = HALF * p * exp32(-x * x)
    return upper if z < ZERO else ONE - upper


@compiled
def normal_cdf(scores: Floats) -> Floats:
    """Return the standard normal distribution function, right to 2e-7, same shape `(n,)`."""
    out = np.empty(scores.size, np.float32)
    for i in range(scores.size):
        out[i] = _normal_cdf(scores[i])
    return out


@compiled
def exponentials_of(exponents: Floats) -> Floats:
    """Return e to the power of each, same shape `(n,)`."""
    out = np.empty(exponents.size, np.float32)
    for i in range(exponents.size):
        out[i] = exp32(exponents[i])
    return out
