"""Where the search for classes begins: customers told apart by how much, or how irregularly, they buy."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.class_space import ClassSpace
from hooper.lifetime_value.hidden_markov.search import climb
from hooper.lifetime_value.hidden_markov.search_coordinates import REACH
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel
from hooper.lifetime_value.hidden_markov.starts import starts

Floats = NDArray[np.float64]

_INSIDE = 0.9  # so much of each customer is in the class of their like, the rest in the others


def class_starts(space: ClassSpace) -> Floats:
    """Return points to begin from, shape `(n_starts, n_parameters)`: tops of each class's own customers."""
    return np.array([_start(space, scores) for scores in _scores(space.panel)])


def _start(space: ClassSpace, scores: Floats) -> Floats:
    """Return the point of classes of the same size: those with the lowest scores, and so on."""
    customers, panel = space.panel.customers, space.panel
    order = np.argsort(scores, kind="stable")
    below = np.empty(scores.size)
    below[order] = customers[order].cumsum() - customers[order] / 2.0
    class_of = np.minimum((space.n_classes * below / customers.sum()).astype(np.int64), space.n_classes - 1)
    points = []
    for each in range(space.n_classes):
        share = np.where(class_of == each, _INSIDE, (1.0 - _INSIDE) / (space.n_classes - 1))
        own = replace(space.of_one, panel=_weighted(panel, customers * share))
        point = climb(own, starts(own)[0])
        point[: own.n_states] += np.log(own.panel.mean_purchases / panel.mean_purchases)
        points.append(np.clip(point, -REACH, own.upper))
    return np.append(np.concatenate(points), np.zeros(space.n_classes - 1))


def _weighted(panel: StandardisedPanel, customers: Floats) -> StandardisedPanel:
    weights = np.repeat(customers, np.diff(panel.bounds))
    counts = np.bincount(panel.levels, weights, minlength=panel.purchases.size).astype(np.float64)
    return replace(panel, customers=customers, counts=counts)


def _scores(panel: StandardisedPanel) -> list[Floats]:
    """Return two scores of each run of rows: mean purchases, and their mean change from period to period."""
    lengths, purchases = np.diff(panel.bounds), panel.purchases[panel.levels]
    change = np.abs(np.diff(purchases, prepend=0.0))
    change[panel.bounds[:-1]] = 0.0
    means, changes = (np.add.reduceat(each, panel.bounds[:-1]) / lengths for each in (purchases, change))
    return [means, changes / np.maximum(means, 1.0 / lengths)]
