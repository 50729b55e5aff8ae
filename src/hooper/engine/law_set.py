"""A set of laws, put together: every field found, given a row, and checked before anything compiles."""

from collections.abc import Iterable
from dataclasses import dataclass

from hooper.engine.law_set_faults import (
    clashes,
    fields_read_too_early,
    states_without_number,
    unknown_fields,
    unknown_sums,
    written_over,
)
from hooper.engine.trial_call import faults_of_return
from hooper.foundation.errors import InputError
from hooper.mechanisms.dimensions import ONE_FOR_ALL, field_of, rows_of
from hooper.mechanisms.law import Event, Law, parameters

IDENTITY = ("id_low", "id_high")
STAGE = "stage"
STAGE_AT_START = "stage_at_start"
PERIOD = "period"


@dataclass(frozen=True)
class LawSet:
    """Laws in the order in which they run, with the rows that their fields take.

    `state_rows` live on from period to period, `scratch_rows` for one period; a dimensional field has a
    row a dimension, named `field.dimension`. `signals` are numbers of the whole firm in a period; the
    number of the `period` itself can be read too. A set without any law about the field `stage` has no
    row for it: its customers never go.
    """

    entry_laws: tuple[Law, ...]
    period_laws: tuple[Law, ...]
    signals: tuple[str, ...]
    state_rows: tuple[str, ...]
    scratch_rows: tuple[str, ...]
    sums: tuple[str, ...]
    dimensions: tuple[str, ...]

    def rows_of(self, field: str) -> tuple[str, ...]:
        """Return the rows of a field: one, or one a dimension."""
        return rows_of(field, self.dimensions)

    @property
    def laws(self) -> tuple[Law, ...]:
        """All laws, those of entry first."""
        return self.entry_laws + self.period_laws

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that the laws of a period raise, in order."""
        return tuple(event for law in self.period_laws for event in law.events)

    def initial_state(self) -> dict[str, float]:
        """Return the value of a newcomer for each state row that laws own."""
        owned = ((name, value) for law in self.laws for name, value in law.state.items())
        return {row: value for name, value in owned for row in self.rows_of(name)}


def assemble(
    entry_laws: Iterable[Law],
    period_laws: Iterable[Law],
    signals: tuple[str, ...],
    sums: tuple[str, ...],
    dimensions: tuple[str, ...] = ONE_FOR_ALL,
) -> LawSet:
    """Put laws together into a set; raises `InputError` with everything that does not fit together."""
    entry, period = tuple(entry_laws), tuple(period_laws)
    laws = entry + period
    mentioned = {name for law in laws for name in _mentions(law)} | set(sums)
    identity = (*IDENTITY, STAGE) if mentioned & {STAGE, STAGE_AT_START} else IDENTITY
    owned = dict.fromkeys(name for law in laws for name in law.state)
    state_fields = (*identity, *(name for name in owned if name not in identity))
    drawn = dict.fromkeys(draw.name for law in laws for draw in law.draws_in(dimensions))
    written = dict.fromkeys(name for law in laws for name in law.writes if name not in state_fields)
    given = {*map(field_of, drawn), *signals, STAGE_AT_START, PERIOD}
    faults = [
        *unknown_fields(laws, {*state_fields, *written, *given}),
        *written_over(laws, {*IDENTITY, *given}),
        *fields_read_too_early(entry, written.keys() - given),
        *fields_read_too_early(period, written.keys() - given),
        *clashes(laws, dimensions),
        *unknown_sums(sums, {*written, *state_fields}),
        *states_without_number(laws),
        *faults_of_return(laws, len(dimensions)),
    ]
    if faults:
        raise InputError(faults)
    at_start = (STAGE_AT_START,) if STAGE_AT_START in mentioned else ()
    scratch = (*at_start, *drawn, *written)
    state_rows, scratch_rows, sum_rows = (
        tuple(row for name in fields for row in rows_of(name, dimensions))
        for fields in (state_fields, scratch, sums)
    )
    return LawSet(entry, period, signals, state_rows, scratch_rows, sum_rows, dimensions)


def _mentions(law: Law) -> tuple[str, ...]:
    off = parameters(law.when_off) if law.when_off else ()
    columns = (name for event in law.events for name in (event.when, *event.columns))
    return tuple(map(field_of, (*law.reads, *law.writes, *off, *columns)))
