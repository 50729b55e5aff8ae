"""A compiled function as plain Python: the same text, and that of all functions that it calls."""

from collections.abc import Callable
from functools import cache
from types import CellType, FunctionType
from typing import Any


@cache
def interpreted(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` so that neither it nor what it calls is compiled; on float32 it has the same bits.

    >>> import numpy as np
    >>> from hooper.foundation.kernel_numerics import logistic32
    >>> interpreted(logistic32)(np.float32(0.0))
    np.float32(0.5)
    """
    plain = getattr(function, "py_func", function)
    known = plain.__globals__
    called = {name: _plain(known[name]) for name in plain.__code__.co_names if name in known}
    cells = tuple(CellType(_plain(cell.cell_contents)) for cell in plain.__closure__ or ())
    copy = FunctionType(plain.__code__, {**known, **called}, plain.__name__, None, cells or None)
    copy.__defaults__ = plain.__defaults__
    return copy


def _plain(value: object) -> object:
    return interpreted(value) if callable(getattr(value, "py_func", None)) else value
