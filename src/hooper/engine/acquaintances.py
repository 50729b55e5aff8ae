"""Acquaintances: what newcomers who were brought by a customer have from that customer.

They know the firm by hearsay (`acquaintance` is 1), and what suits the one is likely to suit the other: the
fit of the customer who brought them stands where the law of entry (`character`) finds it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import BY_NOBODY, Population
from hooper.mechanisms.dimensions import field_of

ACQUAINTANCE: Final = "acquaintance"
_INHERITED: Final = "quality_fit"


def introduce(population: Population, slots: NDArray[np.int64], brought_by: NDArray[np.int64]) -> None:
    """Give newcomers in the given slots what they have from whom they know, before they enter.

    `brought_by` holds the slots of those who brought them, or `BY_NOBODY`; same shape.
    """
    population.brought_by[slots] = brought_by
    introduced = brought_by != BY_NOBODY
    brought, by = slots[introduced], brought_by[introduced]
    if brought.size:
        population.write(ACQUAINTANCE, brought, np.float32(1.0))
        for row in _inherited(population):
            population.write(row, brought, population.values_at(row, by))


def given_at_entry(population: Population, slot: int) -> dict[str, np.float32]:
    """Return what a customer had from another before entering, by row; nothing for most customers."""
    by = int(population.brought_by[slot])
    if by == BY_NOBODY:
        return {}
    state = dict(zip(population.rows, population.state_of(by), strict=True))
    return {ACQUAINTANCE: np.float32(1.0), **{row: state[row] for row in _inherited(population)}}


def _inherited(population: Population) -> list[str]:
    return [row for row in population.rows if field_of(row) == _INHERITED]
