"""What a command says: its answer on standard output, everything else on standard error."""

import io
import json
import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from hooper.cli.exits import standard_output
from hooper.cli.folded import folded
from hooper.report.table import Table

WIDTH_OF_A_FILE = 140  # nobody resizes a file, so tables in one need not be squeezed to a terminal's 80
ENDLESS = 10_000  # a width at which rich says how much a table needs, and not how much there is


@dataclass(frozen=True)
class Talk:
    """How a command was asked to speak."""

    as_json: bool
    quiet: bool

    def note(self, text: str) -> None:
        """Say something on standard error, unless asked to be quiet."""
        if not self.quiet:
            typer.echo(text, err=True)

    def answer(self, record: Mapping[str, object], *shown: Table | str) -> None:
        """Print the answer: the record as JSON if that was asked for, or else tables and lines of text."""
        text = _for_programs(record) if self.as_json else _for_people(shown)
        with standard_output():
            sys.stdout.write(text)
            sys.stdout.flush()


def plain(value: object) -> object:
    """Return a value that JSON can hold: NumPy scalars as numbers, what is not finite as null.

    >>> plain({"low": float("nan"), "names": ("a",)})
    {'low': None, 'names': ['a']}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    item = getattr(value, "item", None)  # a NumPy scalar, without importing NumPy to see it
    value = item() if callable(item) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _for_programs(record: Mapping[str, object]) -> str:
    return json.dumps(plain(record), allow_nan=False) + "\n"


def _for_people(shown: tuple[Table | str, ...]) -> str:
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_FILE
    encoding = sys.stdout.encoding or "utf-8"
    page = io.TextIOWrapper(io.BytesIO(), encoding, errors="replace")
    console = Console(file=page, force_terminal=sys.stdout.isatty(), highlight=False, width=width)
    for part in shown:
        if isinstance(part, Table):
            console.print(_fitting(part, console))
        else:
            # In a file a line stays whole: programs read it, and documents are made of it.
            told = folded(part, console.width) if console.is_terminal else part
            console.print(Text(told), soft_wrap=True)
    page.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in page)


def _fitting(table: Table, console: Console) -> RichTable | Text:
    """Return the table as it fits: texts folded between words, or else one line a cell."""
    drawn = _drawn(table)
    needed = console.measure(drawn, options=console.options.update(width=ENDLESS)).minimum
    return drawn if needed <= console.width else _stacked(table)


def _stacked(table: Table) -> Text:
    """Return a line a cell, the rows one below the other."""
    lines = [table.name] if table.name else []
    for row in table.shown():
        told = [(column.title, cell) for column, cell in zip(table.columns, row, strict=True) if cell]
        lines += ["", *(f"{title}: {cell}" if title else cell for title, cell in told)]
    return Text("\n".join([*lines, ""]))


def _drawn(table: Table) -> RichTable:
    title = Text(table.name) if table.name else None
    drawn = RichTable(title=title, title_justify="left", box=SIMPLE, pad_edge=False)
    for column in table.columns:
        justify = "right" if column.is_number else "left"
        drawn.add_column(Text(column.title), justify=justify, no_wrap=column.is_number, overflow="fold")
    for row in table.shown():
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn
