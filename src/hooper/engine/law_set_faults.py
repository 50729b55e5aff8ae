"""What can be wrong with a set of laws, found before anything compiles."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import combinations
from numbers import Real

from hooper.foundation.errors import Fault
from hooper.mechanisms.dimensions import field_of
from hooper.mechanisms.law import Law, parameters
from hooper.mechanisms.settings_packing import dimensional_settings


def unknown_fields(laws: tuple[Law, ...], known: set[str]) -> Iterator[Fault]:
    """Yield a fault for each field that a law reads and nothing provides."""
    for law in laws:
        columns = (name for event in law.events for name in (event.when, *event.columns))
        for name in dict.fromkeys((*_reads(law), *columns)):
            if field_of(name) not in known:
                near = difflib.get_close_matches(name, sorted(known), n=1)
                own = "let a law write it, draw it, or own it as state"
                hint = f"did you mean '{near[0]}'?" if near else own
                yield Fault(f"law '{law.name}'", f"reads '{name}', which nothing provides", hint)


def fields_read_too_early(laws: tuple[Law, ...], of_period: set[str]) -> Iterator[Fault]:
    """Yield a fault for each field of the period that a law reads before another one has written it.

    It would find what the period before, or another customer, has left there.
    """
    written: set[str] = set()
    for place, law in enumerate(laws):
        for name in _reads(law):
            if field_of(name) in of_period - written - set(law.writes):
                later = next((each.name for each in laws[place:] if name in each.writes), "that writes it")
                problem = f"reads '{name}' before it is written"
                yield Fault(f"law '{law.name}'", problem, f"put it after the law '{later}'")
        written |= set(law.writes)


def written_over(laws: tuple[Law, ...], provided: set[str]) -> Iterator[Fault]:
    """Yield a fault for each field that a law writes although the engine or a draw provides it."""
    for law in laws:
        for name in law.writes:
            if name in provided:
                problem = f"writes '{name}', which is given to laws and not theirs to change"
                yield Fault(f"law '{law.name}'", problem, "write a field of another name")


def clashes(laws: tuple[Law, ...], dimensions: tuple[str, ...]) -> Iterator[Fault]:
    """Yield a fault for each name, word or state that two laws claim."""
    names = [law.name for law in laws]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Fault(f"law '{name}'", "stands twice in the set", "give each law a name of its own")
    drawn = [(law, draw) for law in laws for draw in law.draws_in(dimensions)]
    for (first, one), (second, other) in combinations(drawn, 2):
        where = f"law '{second.name}'"
        if one.name == other.name and one != other:
            problem = f"draws '{other.name}', which '{first.name}' draws otherwise"
            yield Fault(where, problem, "give it a name of its own")
        elif one != other and one.takes_words_of(other):
            problem = f"draw '{other.name}' takes the word of '{one.name}' (decision {other.decision})"
            yield Fault(where, problem, "give it a decision of its own")
    for one, other in combinations(laws, 2):
        for name in sorted(one.state.keys() & other.state.keys()) if one is not other else ():
            problem = f"owns the state '{name}', which '{one.name}' owns already"
            remedy = "leave it out of `state`: a law may write what another one owns"
            yield Fault(f"law '{other.name}'", problem, remedy)


def unknown_sums(sums: tuple[str, ...], known: set[str]) -> Iterator[Fault]:
    """Yield a fault for each sum of something that is not a field."""
    for name in sums:
        if name not in known:
            yield Fault("sums", f"'{name}' is not a field", f"choose from {', '.join(sorted(known))}")


def states_without_number(laws: tuple[Law, ...]) -> Iterator[Fault]:
    """Yield a fault for each state whose value for newcomers is no number."""
    for law in laws:
        declared: Mapping[str, object] = law.state
        for name, value in declared.items():
            if not isinstance(value, Real):
                problem = f"begins the state '{name}' with {value!r}, which is no number"
                yield Fault(f"law '{law.name}'", problem, "give the value of a newcomer, as in 0.0")


def _reads(law: Law) -> tuple[str, ...]:
    off = parameters(law.when_off) if law.when_off else ()
    return (*law.reads, *(name for name in off if name not in dimensional_settings(law.settings_type)))
