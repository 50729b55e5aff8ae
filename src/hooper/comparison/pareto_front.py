"""Which strategies nobody beats in everything: the Pareto front of several aims.

A strategy is on the front if no other is at least as good in every aim and better in one; whoever wants some
of each aim chooses among those alone. What is nearly equal changes places by chance, so that beside the front
of the means stands the share of samples, drawn again from the replications, in which a strategy is on it.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.resampling import drawn_again

AIMS = ("equity", "retention", "mean_satisfaction")


@dataclass(frozen=True)
class FrontPlace:
    """Whether a strategy is on the front by its means, and in which share of samples it is."""

    on_front: bool
    share_on_front: float


def pareto_front(outcome: xr.Dataset, aims: tuple[str, ...] = AIMS) -> dict[str, FrontPlace]:
    """Return the place of every strategy by name; more of each aim is better.

    `outcome` has the aims over (strategy, replication), with nothing missing.

    >>> both = ("strategy", "replication")
    >>> means = {"equity": (both, [[5.0], [3.0], [4.0]]), "retention": (both, [[0.4], [0.6], [0.4]])}
    >>> front = pareto_front(xr.Dataset(means, {"strategy": ["a", "b", "c"]}), ("equity", "retention"))
    >>> {name: each.on_front for name, each in front.items()}
    {'a': True, 'b': True, 'c': False}
    """
    values = np.stack([outcome[aim].transpose("strategy", "replication").to_numpy() for aim in aims])
    drawn = drawn_again(values.shape[2])
    means = np.stack([[own[drawn].mean(axis=1) for own in aim] for aim in values])
    now = is_on_front(values.mean(axis=2)[:, :, np.newaxis])[:, 0]
    share = is_on_front(means).mean(axis=1)
    names = [str(name) for name in outcome["strategy"].values]
    return {name: FrontPlace(bool(now[k]), float(share[k])) for k, name in enumerate(names)}


def is_on_front(means: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return who is on the front in each sample, shape `(strategies, samples)`.

    `means` has shape `(aims, strategies, samples)`; more is better.

    >>> is_on_front(np.array([[[1.0], [1.0], [2.0]], [[1.0], [1.0], [0.0]]]))[:, 0].tolist()
    [True, True, True]
    """
    on_front = np.ones(means.shape[1:], np.bool_)
    for k in range(means.shape[1]):
        own = means[:, k : k + 1]
        on_front[k] = ~((means >= own).all(axis=0) & (means > own).any(axis=0)).any(axis=0)
    return on_front
