"""What a catalogue has under a name, or the nearest names that it has."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TypeVar

from hooper.foundation.errors import Fault, InputError

EntryT = TypeVar("EntryT")


def named_entry(kind: str, name: str, entries: Mapping[str, EntryT]) -> EntryT:
    """Return the entry of that name; raises `InputError` with the nearest names, of a `kind`.

    >>> named_entry("colour", "red", {"red": 1, "blue": 2})
    1
    """
    if name in entries:
        return entries[name]
    near = nearest_names(name, entries)
    raise InputError([Fault(kind, f"there is no '{name}'", f"choose one of: {', '.join(near)}")])


def nearest_names(name: str, known: Collection[str]) -> Collection[str]:
    """Return the names nearest to one that is not known, or all of them if none is near.

    >>> nearest_names("blau", ("red", "blue")), nearest_names("x", ("red", "blue"))
    (['blue'], ('red', 'blue'))
    """
    return get_close_matches(name, known, n=3) or known
