"""k-means and silhouettes of points that stand for several customers each, by scikit-learn.

First centres are drawn by k-means++: the first by weight, each next one by weight times the squared distance
to the nearest so far. One thread does the work, since several would add up in another order.
Source: Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding, SODA.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import CUSTOMERS_DRAWN
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.random_words import uniforms, words

Floats = NDArray[np.float64]

_ITERATIONS = 300


class Points(NamedTuple):
    """Distinct points in a fixed order, `(n, n_figures)`, and how many customers are at each, `(n,)`."""

    place: Floats
    weight: NDArray[np.int64]


def clusters(points: Points, number: int, starts: int, seed: int) -> NDArray[np.int64]:
    """Return the cluster of each point, from 0 to below `number`, shape `(n,)`: the best of all starts.

    With no more points than clusters, each point is one. Raises InputError without scikit-learn.

    >>> corners = Points(np.array([[0.0], [0.1], [5.0], [5.2]]), np.array([1, 3, 2, 1]))
    >>> clusters(corners, number=2, starts=2, seed=1).tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True
    """
    if points.weight.size <= number:
        return np.arange(points.weight.size)
    k_means, _, threads = _scikit_learn()
    fits = []
    with threads(1):
        for start in range(starts):
            centres = first_centres(points, number, seed, start)
            model = k_means(n_clusters=number, init=centres, n_init=1, max_iter=_ITERATIONS)
            fits.append(model.fit(points.place, sample_weight=points.weight))
    best = min(fits, key=lambda fit: fit.inertia_)
    return best.labels_.astype(np.int64)


def first_centres(points: Points, number: int, seed: int, start: int) -> Floats:
    """Return the centres from which a search begins, shape `(number, n_figures)`: points, none twice."""
    chance = uniforms(words((seed, 1), start, 0, np.arange(number), CUSTOMERS_DRAWN)[0])
    pull = points.weight.astype(np.float64)
    nearest = np.full(pull.size, np.inf)
    chosen = []
    for uniform in chance:
        reach = np.cumsum(pull)
        row = min(int(np.searchsorted(reach, uniform * reach[-1], side="right")), pull.size - 1)
        chosen.append(row)
        nearest = np.minimum(nearest, ((points.place - points.place[row]) ** 2).sum(axis=1))
        pull = points.weight * nearest
    return points.place[chosen]


def mean_silhouette(points: Points, cluster: NDArray[np.int64], sample_customers: int) -> float:
    """Return the mean silhouette of customers, from -1 to 1, in an even sample of them; -1 of one cluster.

    The sample takes every so-manieth customer in the order of the points, so that nothing is left to chance.
    """
    customers = np.repeat(np.arange(points.weight.size), points.weight)
    step = max(1, -(-customers.size // sample_customers))
    sample = customers[::step]
    found = np.unique(cluster[sample]).size
    if not 2 <= found < sample.size:
        return -1.0
    _, silhouette_score, threads = _scikit_learn()
    with threads(1):
        return float(silhouette_score(points.place[sample], cluster[sample]))


def _scikit_learn() -> tuple[Any, Any, Any]:
    """Return `KMeans`, `silhouette_score` and `threadpool_limits`."""
    try:
        from sklearn.cluster import KMeans  # noqa: PLC0415  # brought by an extra
        from sklearn.metrics import silhouette_score  # noqa: PLC0415
        from threadpoolctl import threadpool_limits  # noqa: PLC0415  # comes with it
    except ImportError:
        remedy = "pip install 'hooper[learning]', or choose a scheme that does without: hooper list schemes"
        raise InputError([Fault("k_means", "it needs scikit-learn", remedy)]) from None
    return KMeans, silhouette_score, threadpool_limits
