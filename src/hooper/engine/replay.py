"""The replay: one customer lives again, alone, and every draw, law and value is written down.

A draw depends on the customer, the period and the decision, so that a life can be lived again without
any other customer. What the firm did to the customer (offers, membership, waits) is taken from the journal;
everything else has to come out as it did among all the others, bit for bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.engine.journal import Journal, Page, keep_journal
from hooper.engine.law_set import IDENTITY, STAGE
from hooper.engine.lone_life import Line, LoneLife
from hooper.engine.physics import Physics
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import ENTRY_PERIOD
from hooper.engine.world import World
from hooper.mechanisms.life_stages import GONE

FIRM: Final = "firm"
SET: Final = "set"
SCHEMA: Final = pa.schema(
    [
        ("period", pa.int32()),
        ("law", pa.string()),
        ("role", pa.string()),
        ("field", pa.string()),
        ("value", pa.float32()),
    ]
)
# The rows of state that departments and strategies write between two periods.
_SET_BY_FIRM: Final = frozenset(
    {
        *("exposure", "offer", "member"),
        *("wait_felt", "failure_felt", "made_good", "delay_felt", "neglect_felt"),
        *("emotional_loyalty", "knowledge", "heard"),
        *("usual_discount", "switching_cost", "categories", "frailty", "serving_factor", "recent_contacts"),
        *("reward_progress", "rewarded"),
        *("recent_experience.relationship", "recent_experience.overall"),
    }
)


@dataclass(frozen=True)
class LivedPeriod:
    """A period that was lived again: what the laws did in it, and the values of all fields after it."""

    period: int
    lines: list[Line]
    values: dict[str, np.float32]


class ReplayError(Exception):
    """A replayed life differs from the one that was lived among the others: a fault of the engine."""


def replay(world: World, plan: RunPlan, customer_id: int) -> pa.Table:
    """Return every draw, every value that a law read or wrote, and all that the firm set, in order.

    Columns: `period`; `law`, "firm" for what was set from outside; `role` (draw, read, write, set); `field`;
    `value`. Raises `InputError` if no such customer enters, and `ReplayError` if the life lived alone is
    not the one that was lived among the others.
    """
    return relive(world.physics, keep_journal(world, plan, customer_id))


def relive(physics: Physics, journal: Journal) -> pa.Table:
    """Return the table of `replay` for a journal that was kept before."""
    lines = [(each.period, *line) for each in lived_again(physics, journal) for line in each.lines]
    columns = zip(*lines, strict=True)
    return pa.table(dict(zip(SCHEMA.names, map(list, columns), strict=True)), schema=SCHEMA)


def lived_again(physics: Physics, journal: Journal) -> Iterator[LivedPeriod]:
    """Yield the periods of a life as it is lived again; the first has the entry with it."""
    life = LoneLife(physics, journal.customer_id)
    first = journal.pages[0]
    life.values |= journal.given_at_entry
    entered = [(FIRM, SET, row, value) for row, value in journal.given_at_entry.items()]
    entered += list(life.enter(first.key, int(ENTRY_PERIOD), first.signals))
    for page in journal.pages:
        set_by_firm: list[Line] = []
        for row, value in _changes(physics, life, page.before):
            if row not in _SET_BY_FIRM and not _comes_back(life, row):
                raise _disagreement(journal, page, row, life.values[row], value)
            life.values[row] = value
            set_by_firm.append((FIRM, SET, row, value))
        lived = list(life.live(page.key, page.period, page.signals))
        for row, value in _changes(physics, life, page.after):
            raise _disagreement(journal, page, row, life.values[row], value)
        yield LivedPeriod(page.period, [*entered, *set_by_firm, *lived], dict(life.values))
        entered = []


def _comes_back(life: LoneLife, row: str) -> bool:
    return row == STAGE and life.values[STAGE] == GONE


def _changes(
    physics: Physics, life: LoneLife, state: NDArray[np.float32]
) -> Iterator[tuple[str, np.float32]]:
    """Yield the rows in which a life differs from a state, if only by a bit."""
    for row, value in zip(physics.law_set.state_rows, state, strict=True):
        if row not in IDENTITY and life.values[row].view(np.int32) != value.view(np.int32):
            yield row, value


def _disagreement(journal: Journal, page: Page, row: str, alone: Any, among: Any) -> ReplayError:  # noqa: ANN401  # numbers
    return ReplayError(
        f"customer {journal.customer_id}, period {page.period}: '{row}' is {alone} for the customer alone "
        f"and {among} among all the others"
    )
