"""The text of a function and of all that it calls: what decides the machine code that is made of it."""

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from hooper.foundation.errors import Fault, InputError


def whole_source(function: Callable[..., Any]) -> Iterator[str]:
    r"""Yield the source of a function and of all that it calls, and the constants that they read.

    Raises `InputError` for a function whose source cannot be read.

    Numbers, texts, tuples and arrays count as constants; of a settings tuple the order of its fields.

    >>> def area(width, height):
    ...     return width * height
    >>> list(whole_source(area))
    ['def area(width, height):\n    return width * height\n']
    """
    yield from _parts(function, set())


def _parts(function: Callable[..., Any], seen: set[int]) -> Iterator[str]:
    plain = getattr(function, "py_func", function)
    if id(plain) in seen:
        return
    seen.add(id(plain))
    yield _text(plain)
    for name, value in _values_read(plain):
        called = getattr(value, "py_func", value)
        if isinstance(called, FunctionType):
            yield from _parts(called, seen)
        elif isinstance(value, type):
            yield f"{name}={getattr(value, '_fields', value)}"
        elif isinstance(value, np.ndarray):
            yield f"{name}={value.dtype}{value.shape}{value.tobytes().hex()}"
        elif isinstance(value, (int, float, str, tuple, np.generic)):
            yield f"{name}={value!r}"


@cache
def _text(function: FunctionType) -> str:
    try:
        return inspect.getsource(function)
    except OSError:
        problem = "its source cannot be read, and machine code is kept under the source"
        remedy = "write the function in a file or a notebook, not at a bare prompt"
        raise InputError([Fault(f"function '{function.__name__}'", problem, remedy)]) from None


def _values_read(function: FunctionType) -> Iterator[tuple[str, object]]:
    for name in dict.fromkeys(_names(function.__code__)):
        if name in function.__globals__:
            yield name, function.__globals__[name]
    cells = function.__closure__ or ()
    for name, cell in zip(function.__code__.co_freevars, cells, strict=True):
        yield name, cell.cell_contents


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
