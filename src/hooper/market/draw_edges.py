"""Draws the edges of networks: small worlds, scale-free ones, and blocks, by a graph library.

The library is imported when a network is first drawn.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hooper.scenario.network_settings import NetworkSettings

if TYPE_CHECKING:
    from networkx import Graph


def draw_edges(settings: NetworkSettings, people: int) -> NDArray[np.int64]:
    """Return the edges of a network among so many people, shape `(n_edges, 2)`, in the numbers of its kind.

    Neighbours on the ring of a small world have neighbouring numbers; in a scale-free network the lowest
    numbers know most; blocks follow each other. The settings ask for no more acquaintances than there are.

    >>> draw_edges(NetworkSettings(mean_degree=2.0, rewired_share=0.0), people=3).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    import networkx as nx  # noqa: PLC0415  # a second that most worlds need not wait

    half, drawing = max(1, round(settings.mean_degree / 2.0)), settings.drawing
    if settings.kind == "small_world":
        return _edges_of(nx.watts_strogatz_graph(people, 2 * half, settings.rewired_share, seed=drawing))
    if settings.kind == "scale_free":
        return _edges_of(nx.barabasi_albert_graph(people, half, seed=drawing))
    return np.concatenate(list(_within_and_between_blocks(settings, people)))


def _within_and_between_blocks(settings: NetworkSettings, people: int) -> Iterator[NDArray[np.int64]]:
    """Yield the edges within each block, and those between each two of them."""
    import networkx as nx  # noqa: PLC0415  # as above

    ends = np.linspace(0, people, settings.blocks + 1).round().astype(int).tolist()
    sizes, mean_size = np.diff(ends).tolist(), people / settings.blocks
    inside = settings.mean_degree * settings.share_within_block / (mean_size - 1.0)
    across = settings.mean_degree * (1.0 - settings.share_within_block) / (people - mean_size)
    for k, size in enumerate(sizes):
        seed = settings.drawing * settings.blocks**2 + k * settings.blocks
        yield ends[k] + _edges_of(nx.fast_gnp_random_graph(size, inside, seed=seed))
        for other in range(k):
            between = nx.bipartite.random_graph(size, sizes[other], across, seed=seed + 1 + other)
            yield np.add(_edges_of(between), [ends[k], ends[other] - size])


def _edges_of(graph: "Graph") -> NDArray[np.int64]:
    ends = chain.from_iterable(graph.edges())
    return np.fromiter(ends, np.int64, 2 * graph.number_of_edges()).reshape(-1, 2)
