"""Where in a person's own code something was raised, and what would have been right there."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import Any

_ELSEWISE = "mend it, and try it on a small world"


def line_of(error: BaseException, function: Callable[..., Any]) -> str:
    """Return the last line at work in the function's file, as ` in line 7 of mine.py`, or nothing."""
    code = getattr(function, "__code__", None)
    at_work = [
        line
        for frame, line in walk_tb(error.__traceback__)
        if code is not None and frame.f_code.co_filename == code.co_filename
    ]
    return f" in line {at_work[-1]} of {Path(code.co_filename).name}" if code and at_work else ""


def remedy_of(error: BaseException) -> str:
    """Return what to write in place of a name that is not there, where the names there are can be told.

    >>> from types import SimpleNamespace
    >>> try:
    ...     SimpleNamespace(total_spend=1.0).totalspend
    ... except AttributeError as error:
    ...     remedy_of(error)
    'did you mean total_spend?'
    """
    if not isinstance(error, AttributeError):
        return _ELSEWISE
    known = [name for name in dir(error.obj) if not name.startswith("_")]
    near = get_close_matches(error.name or "", known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"it has: {', '.join(known)}" if _is_ours(error.obj) else _ELSEWISE


def _is_ours(thing: object) -> bool:
    return type(thing).__module__.startswith("hooper.")
