"""Builds networks of acquaintances: edges are drawn or read, and compressed sparse rows carry them.

What is built depends on the settings and the number of people alone, and not on the seed of a run.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import PLACE_IN_A_NETWORK
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.random_words import words
from hooper.market.draw_edges import draw_edges
from hooper.market.network import Everybody, Network, SparseNetwork
from hooper.market.read_edges import read_edges
from hooper.scenario.network_settings import NetworkSettings


def build_network(settings: NetworkSettings, founders: int) -> Network:
    """Return the network of the settings among the founders and the others.

    Raises `InputError` where people would have to know more others than there are, or the list of one's own
    names people who are not there.

    >>> build_network(NetworkSettings(people_per_1000=2_000.0), founders=50).people
    100
    """
    people = settings.people(founders)
    if settings.kind == "everybody":
        return Everybody(people)
    if settings.file is not None:
        return sparse(people, read_edges(settings.file, people))
    _check_there_are_enough(settings, people)
    return _drawn(settings, founders, people)  # pyright: ignore[reportArgumentType]  # frozen settings have a hash


def sparse(people: int, edges: NDArray[np.int64]) -> SparseNetwork:
    """Return a network of so many people from its edges, `(n_edges, 2)`; an edge given twice counts once.

    >>> sparse(3, np.array([[0, 1], [1, 2], [1, 0]])).neighbours.tolist()
    [1, 0, 2, 1]
    """
    both = np.concatenate([edges, edges[:, ::-1]])
    known = np.unique(both[:, 0] * people + both[:, 1])
    first = np.searchsorted(known, np.arange(people + 1) * people)
    return SparseNetwork(first, (known % people).astype(np.int32))


@lru_cache(maxsize=2)
def _drawn(settings: NetworkSettings, founders: int, people: int) -> SparseNetwork:
    """Return a network that is drawn once for all replications of a world, since that may take seconds."""
    return sparse(people, _numbers(settings, founders, people)[draw_edges(settings, people)])


def _numbers(settings: NetworkSettings, founders: int, people: int) -> NDArray[np.int64]:
    """Return the number of who stands at each place of a network: founders may stand anywhere.

    Numbers rise with the places, among founders as among the others, so that acquaintances have numbers, and
    places in memory, near each other. Who founders are has nothing to do with their numbers.
    """
    lots = words((settings.drawing, 0), np.arange(people), 0, 0, PLACE_IN_A_NETWORK)[0]
    is_founder = np.zeros(people, np.bool_)
    is_founder[np.argsort(lots, kind="stable")[:founders]] = True
    return np.where(is_founder, np.cumsum(is_founder), founders + np.cumsum(~is_founder)) - 1


def _check_there_are_enough(settings: NetworkSettings, people: int) -> None:
    """Raise `InputError` where somebody would have to know more people than there are."""
    if settings.kind == "blocks":
        needed, there = settings.mean_degree * settings.share_within_block, people / settings.blocks - 1.0
    else:
        needed, there = settings.mean_degree, people - 1.0
    if needed > there:
        whom = "in the own block " if settings.kind == "blocks" else ""
        problem = f"is {settings.mean_degree:g}: {needed:g} {whom}to know, where there are {there:g} others"
        remedy = "lower it, or raise network.people_per_1000 or founders.customers"
        raise InputError([Fault("network.mean_degree", problem, remedy)])
