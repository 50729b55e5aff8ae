"""Interrupts that come while machine code runs."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def told_as_such() -> Iterator[None]:
    """Raise `KeyboardInterrupt` for an interrupt that came while a kernel ran.

    Such a kernel returns its result although the interrupt is pending. Python takes that for a fault of
    the kernel, and raises a `SystemError` which the interrupt has caused.
    """
    try:
        yield
    except SystemError as error:
        if _is_interrupt(error):
            raise KeyboardInterrupt from error
        raise


def _is_interrupt(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None
