"""How every command ends: 0 done, 1 the answer is no, 2 the input is wrong, 3 interrupted or incomplete."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from hooper.foundation.errors import Fault, IncompleteError, InputError

ANSWER_IS_NO = 1
WRONG_INPUT = 2
INCOMPLETE = 3

_AGAIN = "run the same command again"
_NOT_A_PLACE = (
    PermissionError,
    FileExistsError,
    FileNotFoundError,
    NotADirectoryError,
    IsADirectoryError,
)


class Commands(TyperGroup):
    """The commands; whatever one of them raises becomes a message on standard error and an exit code."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  typer has no public name for it
        """Run the chosen command, and see to it that what it printed has really been written."""
        with ending():
            try:
                return super().invoke(ctx)
            finally:
                with standard_output():
                    sys.stdout.flush()


@contextmanager
def ending() -> Iterator[None]:
    """End Python with a message and an exit code if something is raised; a fault of our own shows itself."""
    try:
        yield
    except InputError as error:
        raise _end(str(error), WRONG_INPUT) from None
    except IncompleteError as error:
        raise _end(str(error), INCOMPLETE) from None
    except KeyboardInterrupt:
        raise _end(f"interrupted, nothing half-written was left: {_AGAIN}", INCOMPLETE) from None
    except MemoryError as error:
        told = f"out of memory: {error}; use fewer customers or periods, then {_AGAIN}"
        raise _end(told, INCOMPLETE) from None
    except BrokenPipeError:
        _write_no_more()
        raise SystemExit(INCOMPLETE) from None  # whoever reads the output has seen enough
    except OSError as error:
        told = f"{error.filename or 'input or output'}: {_reason(error)}; put that right, then {_AGAIN}"
        raise _end(told, INCOMPLETE) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn whatever keeps `path` from being written into an error that names it and says what to do.

    A place that cannot take a file is wrong input; a disk that is full leaves the work incomplete.
    """
    try:
        yield
    except _NOT_A_PLACE as error:
        problem = f"cannot be written there: {_reason(error)}"
        raise InputError([Fault(str(path), problem, "choose another place with --out")]) from None
    except OSError as error:
        told = f"{path}: could not be written: {_reason(error)}; nothing half-written was left"
        remedy = f"make room or choose another place with --out, then {_AGAIN}"
        raise IncompleteError(f"{told}\n    remedy: {remedy}") from None


@contextmanager
def standard_output() -> Iterator[None]:
    """Turn whatever keeps standard output from being written into an end that says so."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _write_no_more()
        told = f"standard output: could not be written: {_reason(error)}"
        raise IncompleteError(f"{told}\n    remedy: make room or send it elsewhere, then {_AGAIN}") from None


def _write_no_more() -> None:
    """Let go of standard output: what is left in the buffer would fail once more when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _end(message: str, code: int) -> SystemExit:
    with suppress(OSError):  # standard error may be as full as the disk
        typer.echo(message, err=True)
    return SystemExit(code)
