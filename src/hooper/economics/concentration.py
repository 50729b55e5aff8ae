"""How value is concentrated among customers when they are taken in some order: Lorenz, Gini, top share."""

import numpy as np
from numpy.typing import NDArray


def mean_over_ties(score: NDArray[np.float64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Replace each value by the mean value of the customers with the same score, shape `(n,)`.

    Customers with one score cannot be told apart by it; any order among them would be an accident
    (in BG/NBD all one-time buyers of one day tie).

    >>> mean_over_ties(np.array([1.0, 1.0, 2.0]), np.array([0.0, 4.0, 9.0])).tolist()
    [2.0, 2.0, 9.0]
    """
    _, group, size = np.unique(score, return_inverse=True, return_counts=True)
    return (np.bincount(group, weights=value) / size)[group]


def concentration_curve(score: NDArray[np.float64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cumulated share of value, best scores first, shape `(n + 1,)`, starting at 0.

    Entry k is the share of all value held by the k customers with the highest scores. Ordered by the
    value itself this is the (mirrored) Lorenz curve. Raises ZeroDivisionError on a total of zero.

    >>> concentration_curve(np.array([2.0, 1.0]), np.array([3.0, 1.0])).tolist()
    [0.0, 0.75, 1.0]
    """
    total = float(value.sum())
    if total == 0.0:
        raise ZeroDivisionError("shares of a total of zero are not defined")
    order = np.argsort(-score, kind="stable")
    return np.concatenate(([0.0], np.cumsum(mean_over_ties(score, value)[order]) / total))


def share_in_top(curve: NDArray[np.float64], top: float) -> float:
    """Return the share of value held by the `top` share of customers on a concentration curve.

    >>> share_in_top(np.array([0.0, 0.75, 1.0]), 0.25)
    0.375
    """
    return float(np.interp(top, np.linspace(0.0, 1.0, curve.size), curve))


def gini(curve: NDArray[np.float64]) -> float:
    """Return the Gini coefficient of a concentration curve: twice its area above the diagonal.

    Ordered by the value itself it lies in [0, 1 - 1/n] for values that are not negative; ordered by an
    estimate it is lower, 0 for an estimate that knows nothing.

    >>> gini(np.array([0.0, 1.0, 1.0, 1.0, 1.0]))
    0.75
    """
    steps = curve.size - 1
    return float((curve[:-1] + curve[1:]).sum() / steps - 1.0)
