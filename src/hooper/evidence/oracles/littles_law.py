"""Little's law for stages: who is in a stage is who comes to it, times how long they stay.

`L = lambda W`: with A newcomers a period, stage g holds `A v_g` customers in the long run, v_g being the
periods that a life spends there, the first row of `(I - P)^-1`; after t periods from empty, `A` times the
first row of `I + P + ... + P^(t - 1)`. Over any time and with all laws at work the law is an identity:
the customer-weeks that the firm counts in a stage are those that its customers spent there.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.constant_lives import live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Band, Oracle, exactly, within_chance
from hooper.evidence.oracles.recorded_year import WEEKS, Record, retail_year
from hooper.evidence.oracles.stage_markov_chain import CHANCES, transitions
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.history import History
from hooper.mechanisms.life_stages import EXPLORATION, GONE, STAGES

NEWCOMERS: Final = 10_000
PERIODS: Final = 30


def weeks_spent(history: History) -> NDArray[np.int64]:
    """Return how many ends of a week customers of a year saw in each stage, by their moves, shape `(4,)`."""
    traits, moves = history.truth.traits, history.truth.stage_moves
    ids = traits["customer_id"].to_numpy()
    mover, when = np.searchsorted(ids, moves["customer_id"].to_numpy()), moves["period"].to_numpy()
    entered = np.floor(traits["entry_days"].to_numpy() / DAYS_PER_WEEK).astype(np.int64)
    # A stay goes from an entry or a move to the next move of the same customer, or to the end of the year.
    customer = np.concatenate([np.arange(ids.size), mover])
    stage = np.concatenate([np.full(ids.size, EXPLORATION), moves["stage"].to_numpy()])
    begins = np.concatenate([entered, when])
    order = np.lexsort((np.arange(begins.size), customer))
    same = np.append(np.diff(customer[order]) == 0, False)
    ends = np.where(same, np.roll(begins[order], -1), WEEKS)
    weeks = np.bincount(stage[order], weights=ends - begins[order], minlength=GONE + 1)
    return weeks[:GONE].astype(np.int64)


def measure(
    seed: int, chances: Chances = CHANCES, record: Callable[[int], Record] = retail_year
) -> dict[str, float]:
    """Fill the stages of a world with constant chances, and count the stages of a whole world twice."""
    newcomers = np.full(PERIODS, NEWCOMERS)
    held = live(seed, chances, newcomers).occupancy[-1]
    books, history = record(seed)
    unexplained = books.stages[1:].sum(axis=0) - weeks_spent(history)
    return {_held(stage): float(held[k]) for k, stage in enumerate(STAGES)} | {
        _unexplained(stage): float(unexplained[k]) for k, stage in enumerate(STAGES)
    }


def _held(stage: str) -> str:
    return f"held in {stage}"


def _unexplained(stage: str) -> str:
    return f"unexplained customer-weeks in {stage}"


def _bands() -> dict[str, Band]:
    moves = transitions(CHANCES)
    there = np.array([np.linalg.matrix_power(moves, age)[EXPLORATION] for age in range(PERIODS)])
    held = NEWCOMERS * there.sum(axis=0)
    # Each age is a multinomial number of its own newcomers.
    errors = np.sqrt(NEWCOMERS * (there * (1.0 - there)).sum(axis=0))
    return {_held(stage): within_chance(held[k], errors[k]) for k, stage in enumerate(STAGES)} | {
        _unexplained(stage): exactly(0.0) for stage in STAGES
    }


ORACLE: Final = Oracle(
    name="littles_law",
    claim="every stage holds who comes to it a period, times how long they stay",
    source="Little (1961), A proof for the queuing formula L = lambda W",
    bands=_bands(),
    measure=measure,
)
