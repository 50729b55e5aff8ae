"""The ranking as tables and lines for the terminal; the command prints them, nothing here does."""

from collections.abc import Sequence
from dataclasses import replace

from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.comparison.stopped import Stopped
from hooper.report import ranking_tables
from hooper.report.numbers import whole_percent
from hooper.report.stopping_text import stopping_text
from hooper.report.table import Table

SPOKEN = ("incomplete", "one_replication", "identical")


def ranking_parts(
    rows: Sequence[RankingRow],
    ignorance: Sequence[IgnoranceRow],
    currency: str,
    level: float = 0.95,
    stopped: Stopped | None = None,
) -> list[Table | str]:
    """Return the ranking, how it ended, leaks by cause and the ranking over parameter draws.

    The interval is Monte-Carlo error given the world; ignorance of the world has a table of its own.
    """
    parts: list[Table | str] = [
        f"Customer equity gain in {currency} with its {whole_percent(level)} paired interval (chance only)",
        _untitled(ranking_tables.ranking_table(rows, (), currency, level)),
        *([f"{stopping_text(stopped, currency)}\n"] if stopped else []),
        "Customers lost by cause, from the branch to the horizon",
        _untitled(ranking_tables.leaks_table(rows)),
    ]
    if ignorance:
        parts += [
            f"Ranking over {ignorance[0].draws} draws of the world's parameters (what is not known of it)",
            _untitled(ranking_tables.ignorance_table(ignorance, currency)),
        ]
    return [*parts, *(f"{row.strategy}: {row.gain.reason}" for row in rows if row.gain.status in SPOKEN)]


def _untitled(table: Table) -> Table:
    return replace(table, name="")
