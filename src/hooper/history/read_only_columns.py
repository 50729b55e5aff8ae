"""Columns of a frozen row set that nobody can write to."""

from collections.abc import Iterable


def set_read_only(rows: object, names: Iterable[str]) -> None:
    """Replace the named arrays of a frozen dataclass by views that cannot be written to.

    They are views, so that the caller's own arrays stay as they were.
    """
    for name in names:
        column = getattr(rows, name).view()
        column.flags.writeable = False
        object.__setattr__(rows, name, column)
