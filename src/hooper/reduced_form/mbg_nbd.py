"""MBG/NBD: the BG/NBD in which customers may leave after their first purchase, too.

In the BG/NBD whoever never came back is alive for sure. Sources: Batislam, Denizel and Filiztekin
(2007), International Journal of Research in Marketing 24(3); Hoppe and Wagner (2007), Marketing: Journal
of Research and Management 3(2), who call it CBG/NBD.

    waits ~ Exponential(lambda), lambda ~ Gamma(r, alpha); dropout with probability p ~ Beta(a, b)
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hooper.reduced_form import bg_nbd
from hooper.reduced_form.bg_nbd import BgNbdCustomers, BgNbdPopulation, BgNbdTraits
from hooper.reduced_form.generated_history import GeneratedHistory

Floats = NDArray[np.float64]


class MbgNbdPopulation(BgNbdPopulation):
    """How customers differ, under the names of the paper, which are those of the BG/NBD."""


def draw_traits(
    population: MbgNbdPopulation | BgNbdCustomers, n_customers: int, key: tuple[int, int]
) -> BgNbdTraits:
    """Draw who the customers are; with `last_repeat` 0 they leave with the entry."""
    traits = bg_nbd.draw_traits(population, n_customers, key)
    return replace(traits, last_repeat=traits.last_repeat - 1.0)


def generate(
    population: MbgNbdPopulation | BgNbdCustomers,
    entry_days: Floats,
    end_days: float,
    key: tuple[int, int],
) -> GeneratedHistory[BgNbdTraits]:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    `key` is (seed, replication): same key, same history. Raises InputError if somebody enters before
    day 0 or after the end.

    >>> population = MbgNbdPopulation(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> bool((history.traits.last_repeat == 0.0).any())
    True
    """
    traits = draw_traits(population, entry_days.size, key)
    return bg_nbd.live(traits, entry_days, end_days, key)
