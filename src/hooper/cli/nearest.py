"""What to offer for a name that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name: the nearest known ones, or all of them.

    >>> nearest("shemes", ("schemes", "models"))
    'did you mean schemes?'
    """
    names = tuple(known)
    near = get_close_matches(name, names, n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"choose one of: {', '.join(names)}"
