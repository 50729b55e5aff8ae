"""Which laws of a world act, when an oracle is about a few of them."""

from typing import get_args

from hooper.scenario.law_names import LawName


def all_laws_but(*acting: LawName) -> tuple[LawName, ...]:
    """Return the laws to switch off so that only the given ones act.

    >>> "stages" in all_laws_but("stages")
    False
    """
    return tuple(law for law in get_args(LawName) if law not in acting)
