"""The multinomial logit: which of several things happens, one of which (number 0) is that nothing does.

With the terms x of a row and the coefficients b_k of outcome k = 1 .. K, and b_0 = 0,

    P(outcome k) = exp(b_k x) / sum over j of exp(b_j x)

Source: McFadden (1974), Conditional logit analysis of qualitative choice behavior; for hazards Allison
(1982), Discrete-time methods for the analysis of event histories, Sociological Methodology 13: 61-98. The
log-likelihood is concave: what is a top is the top.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from hooper.foundation.jit import compiled

Floats = NDArray[np.float64]


def outcome_probabilities(coefficients: Floats, terms: Floats) -> Floats:
    """Return the probabilities of the outcomes 0, 1 .. K, shape `(..., n_outcomes)`.

    `coefficients` has shape `(n_outcomes - 1, n_terms)`, `terms` shape `(..., n_terms)`.

    >>> outcome_probabilities(np.log([[3.0]]), np.array([[1.0], [0.0]])).round(6).tolist()
    [[0.25, 0.75], [0.5, 0.5]]
    """
    utilities = terms @ coefficients.T
    all_of_them = np.concatenate((np.zeros((*utilities.shape[:-1], 1)), utilities), axis=-1)
    return softmax(all_of_them, axis=-1)


def log_likelihood(
    parameters: Floats, outcome: NDArray[np.int64], terms: Floats, counts: NDArray[np.int64]
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient and the upper triangle of its Hessian in the coefficients.

    The parameters have shape `(n_parameters,)`, those of outcome 1 first; `outcome` has shape `(n_rows,)`
    and `terms` `(n_rows, n_terms)`; `counts` says how often each row comes.
    """
    coefficients = parameters.reshape(-1, terms.shape[1])
    gradient, hessian = np.zeros(coefficients.shape), np.zeros((parameters.size, parameters.size))
    value = _add_rows(coefficients, outcome, terms, counts, gradient, hessian)
    return value, gradient.ravel(), hessian


@compiled
def _add_rows(
    coefficients: Floats,
    outcome: NDArray[np.int64],
    terms: Floats,
    counts: NDArray[np.int64],
    gradient: Floats,
    hessian: Floats,
) -> float:
    """Add up value, slopes and curvatures of the rows; the largest utility is taken out of every sum."""
    n_causes, n_terms = coefficients.shape
    value, share = 0.0, np.empty(n_causes)
    for i in range(outcome.size):
        highest, own = 0.0, 0.0
        for k in range(n_causes):
            share[k] = 0.0
            for t in range(n_terms):
                share[k] += coefficients[k, t] * terms[i, t]
            highest = max(highest, share[k])
        if outcome[i] > 0:
            own = share[outcome[i] - 1]
        total = np.exp(-highest)
        for k in range(n_causes):
            share[k] = np.exp(share[k] - highest)
            total += share[k]
        value += counts[i] * (own - highest - np.log(total))
        for k in range(n_causes):
            share[k] /= total
        for k in range(n_causes):
            surprise = counts[i] * ((1.0 if outcome[i] == k + 1 else 0.0) - share[k])
            for t in range(n_terms):
                gradient[k, t] += surprise * terms[i, t]
            for j in range(k, n_causes):
                weight = counts[i] * share[k] * (share[j] - (1.0 if j == k else 0.0))
                _add_square(hessian, weight, terms[i], k * n_terms, j * n_terms)
    return value


@compiled
def _add_square(hessian: Floats, weight: float, terms: Floats, row: int, column: int) -> None:
    """Add `weight * terms terms'` to the block that begins at `row` and `column`."""
    for t in range(terms.size):
        for u in range(t if row == column else 0, terms.size):
            hessian[row + t, column + u] += weight * terms[t] * terms[u]
