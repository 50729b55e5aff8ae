"""A set of laws, put together: every field found, given a row, and checked before anything compiles."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.dimensions import DIMENSIONAL_FIELDS, DIMENSIONS
from hooper.mechanisms.law import SETTINGS_PARAMETER, Draw, Event, Law

IDENTITY = ("id_low", "id_high", "stage")
ACTIVE = "active"
STAGE_AT_START = "stage_at_start"


@dataclass(frozen=True)
class LawSet:
    """Laws in the order in which they run, with the rows that their fields take.

    `state_rows` live on from period to period, `scratch_rows` for one period; a dimensional field has a
    row a dimension, named `field.dimension`. `signals` are numbers of the whole firm in a period.
    """

    entry_laws: tuple[Law, ...]
    period_laws: tuple[Law, ...]
    signals: tuple[str, ...]
    state_rows: tuple[str, ...]
    scratch_rows: tuple[str, ...]
    sums: tuple[str, ...]

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
        return {row: value for law in self.laws for name, value in law.state.items() for row in rows_of(name)}


def rows_of(field: str) -> tuple[str, ...]:
    """Return the rows of a field: one, or one a dimension.

    >>> rows_of("satisfaction"), rows_of("experience")
    (('satisfaction',), ('experience.overall',))
    """
    if field in DIMENSIONAL_FIELDS:
        return tuple(f"{field}.{dimension}" for dimension in DIMENSIONS)
    return (field,)


def assemble(
    entry_laws: Iterable[Law], period_laws: Iterable[Law], signals: tuple[str, ...], sums: tuple[str, ...]
) -> LawSet:
    """Put laws together into a set; raises `InputError` naming every field that nothing provides."""
    entry, period = tuple(entry_laws), tuple(period_laws)
    laws = entry + period
    owned = dict.fromkeys(name for law in laws for name in law.state)
    state_fields = (*IDENTITY, *(name for name in owned if name not in IDENTITY))
    drawn = dict.fromkeys(draw.name for law in laws for draw in law.draws)
    written = dict.fromkeys(name for law in laws for name in law.writes if name not in state_fields)
    faults = [
        *_unknown_fields(laws, {*state_fields, *drawn, *written, *signals, ACTIVE, STAGE_AT_START}),
        *_clashes(laws),
        *_unknown_sums(sums, {ACTIVE, *written, *state_fields}),
    ]
    if faults:
        raise InputError(faults)
    scratch = (ACTIVE, STAGE_AT_START, *drawn, *written)
    return LawSet(entry, period, signals, _rows(state_fields), _rows(scratch), _rows(sums))


def _rows(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(row for name in fields for row in rows_of(name))


def _unknown_fields(laws: tuple[Law, ...], known: set[str]) -> Iterator[Fault]:
    for law in laws:
        off_reads = (
            law.when_off.__code__.co_varnames[: law.when_off.__code__.co_argcount] if law.when_off else ()
        )
        columns = (name for event in law.events for name in (event.when, *event.columns))
        for name in dict.fromkeys((*law.reads, *off_reads, *columns)):
            if name not in known and name != SETTINGS_PARAMETER:
                near = difflib.get_close_matches(name, sorted(known), n=1)
                hint = (
                    f"did you mean '{near[0]}'?"
                    if near
                    else "let a law write it, draw it, or own it as state"
                )
                yield Fault(f"law '{law.name}'", f"reads '{name}', which nothing provides", hint)


def _clashes(laws: tuple[Law, ...]) -> Iterator[Fault]:
    taken: dict[tuple[int, int, str], Draw] = {}
    for law in laws:
        for draw in law.draws:
            other = taken.setdefault((draw.decision, draw.word, draw.kind), draw)
            if other != draw:
                problem = f"draw '{draw.name}' takes the word of '{other.name}' (decision {draw.decision})"
                yield Fault(f"law '{law.name}'", problem, "give it a decision of its own")
    names = [law.name for law in laws]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Fault(f"law '{name}'", "stands twice in the set", "give each law a name of its own")


def _unknown_sums(sums: tuple[str, ...], known: set[str]) -> Iterator[Fault]:
    for name in sums:
        if name not in known:
            yield Fault("sums", f"'{name}' is not a field", f"choose from {', '.join(sorted(known))}")
