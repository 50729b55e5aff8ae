"""Lives in a world of constant chances, as the engine lives them and counts them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.population import Population
from hooper.evidence.oracles.constant_world import Chances, constant_world
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import EXPLORATION, GONE, STAGES

LONGEST_LIFE: Final = 500


@dataclass(frozen=True)
class Lives:
    """What became of customers whose chances never changed.

    `tenure_periods` of shape `(n_customers,)`, in the order of entry, counts the periods of each life,
    the last one with them (0 for a life that goes on); `held` of shape `(periods + 1,)` the customers
    at each boundary; `occupancy` of shape `(periods, 4)` those who lived a period in each stage;
    `leaks` of shape `(periods, causes)` those who left in it.
    """

    tenure_periods: NDArray[np.int64]
    held: NDArray[np.int64]
    occupancy: NDArray[np.int64]
    leaks: NDArray[np.int64]


def all_at_once(customers: int) -> NDArray[np.int64]:
    """Return newcomers of whom all enter in the first period, with time for everybody to leave."""
    newcomers = np.zeros(LONGEST_LIFE, np.int64)
    newcomers[0] = customers
    return newcomers


def live(
    seed: int,
    chances: Chances,
    newcomers: NDArray[np.int64],
    first_stage: int = EXPLORATION,
    replication: int = 0,
) -> Lives:
    """Live `newcomers`, shape `(periods,)`: how many enter in each period.

    Lives of two replications have nothing to do with each other.
    """
    periods = newcomers.size
    entry = np.repeat(np.arange(periods), newcomers)
    customers = LoneCustomers(constant_world(chances).physics, (seed, replication), capacity=entry.size)
    lives = Lives(
        np.zeros(entry.size, np.int64),
        np.zeros(periods + 1, np.int64),
        np.zeros((periods, len(STAGES)), np.int64),
        np.zeros((periods, len(CAUSES)), np.int64),
    )
    for period in range(periods):
        slots = customers.enter(int(newcomers[period]))
        customers.population.write("stage", slots, np.float32(first_stage))
        lives.occupancy[period] = _count_by_stage(customers.population)
        exits = customers.live()[-1].events["exits"]
        lives.tenure_periods[exits.slots] = period + 1 - entry[exits.slots]
        lives.leaks[period] = np.bincount(exits.columns["cause"].astype(np.int64), minlength=len(CAUSES))
        lives.held[period + 1] = _count_by_stage(customers.population).sum()
        if period >= entry[-1] and lives.held[period + 1] == 0:
            break
    return lives


def _count_by_stage(population: Population) -> NDArray[np.int64]:
    """Count the customers who are there, shape `(4,)`."""
    return np.bincount(population.values_there("stage").astype(np.int64), minlength=GONE)[:GONE]
