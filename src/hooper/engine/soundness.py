"""Whether all numbers of a world are numbers, and if not, which law was the first to return one that is not.

What laws have added up and raised is looked at in every period. The state is looked at too if there are laws
that are not the package's own; those are tested.
"""

from collections.abc import Sequence

import numpy as np

from hooper.engine.law_set import IDENTITY, LawSet
from hooper.engine.period_outcome import PeriodOutcome
from hooper.engine.population import Population
from hooper.foundation.workers import Workers
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS
from hooper.mechanisms.dimensions import field_of


class NotANumberError(Exception):
    """A field of a customer is not a number: carries the customer's id, the period and the field."""

    def __init__(self, customer_id: int, period: int, field: str) -> None:
        # SimPy makes an exception anew from its arguments before it raises it.
        super().__init__(customer_id, period, field)
        self.customer_id, self.period, self.field = customer_id, period, field

    def __str__(self) -> str:
        return f"'{self.field}' of customer {self.customer_id} is not a number in period {self.period}"


def watched_rows(laws: LawSet) -> tuple[str, ...]:
    """Return the rows of state that laws write which are not the package's own."""
    own = frozenset(law.name for law in (*ENTRY_LAWS, *PERIOD_LAWS))
    fields = dict.fromkeys(name for law in laws.laws if law.name not in own for name in law.writes)
    return tuple(row for name in fields for row in laws.rows_of(name) if row in laws.state_rows)


def require_numbers(
    period: int, outcome: PeriodOutcome, population: Population, watched: Sequence[str]
) -> None:
    """Raise `NotANumberError` for the first customer for whom a law has returned what is no number."""
    for rows in outcome.events.values():
        for name, values in rows.columns.items():
            wrong = np.isnan(values)
            if wrong.any():
                raise _error(population, int(rows.slots[wrong].min()), period, name)
    for row in watched:
        slot = population.first_not_a_number(row)
        if slot is not None:
            raise _error(population, slot, period, row)
    for row, total in outcome.sums.items():
        if np.isnan(total):
            slot = population.first_not_a_number(row) if row in population.rows else None
            raise _error(population, slot or 0, period, field_of(row))


def state_in_numbers(population: Population, period: int, workers: Workers) -> None:
    """Raise `NotANumberError` unless every row of everybody's state is a number."""
    rows = [row for row in population.rows if row not in IDENTITY]
    for row, slot in zip(rows, workers.map(population.first_not_a_number, rows), strict=True):
        if slot is not None:
            raise _error(population, slot, period, row)


def _error(population: Population, slot: int, period: int, field: str) -> NotANumberError:
    return NotANumberError(int(population.customer_id[slot]), period, field)
