"""Whether the order of the strategies depends on a parameter: how often a step in it alone changes ranks."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata


def winners(gains: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the place of the best strategy at each point, of equals the first; gains are by point, strategy.

    >>> winners(np.array([[0.0, 2.0], [0.0, 0.0]])).tolist()
    [1, 0]
    """
    return np.argmax(gains, axis=1)


def share_of_rank_changes(gains: NDArray[np.float64], steps: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of steps that change a strategy's rank, shape `(n_parameters, n_strategies)`.

    `gains` has shape `(n_points, n_strategies)`, `steps` `(n_parameters, n_steps, 2)`; equals share a rank.
    """
    ranks = rankdata(-gains, method="min", axis=1)
    return (ranks[steps[..., 0]] != ranks[steps[..., 1]]).mean(axis=1)


def share_of_winner_changes(gains: NDArray[np.float64], steps: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of steps that change which strategy is best, shape `(n_parameters,)`.

    >>> share_of_winner_changes(np.array([[0.0, 2.0], [0.0, -1.0]]), np.array([[[0, 1]]])).tolist()
    [1.0]
    """
    best = winners(gains)
    return (best[steps[..., 0]] != best[steps[..., 1]]).mean(axis=1)
