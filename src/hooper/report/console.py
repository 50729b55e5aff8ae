"""The ranking as text for the terminal; the command prints it, nothing here does."""

from collections.abc import Sequence

from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.comparison.stopped import Stopped
from hooper.report import ranking_tables
from hooper.report.numbers import whole_percent
from hooper.report.plain_text import plain_text
from hooper.report.stopping_text import stopping_text

SPOKEN = ("incomplete", "one_replication", "identical")


def ranking_text(
    rows: Sequence[RankingRow],
    ignorance: Sequence[IgnoranceRow],
    currency: str,
    level: float = 0.95,
    stopped: Stopped | None = None,
) -> str:
    """Return the ranking, how it ended, leaks by cause and the ranking over parameter draws, as aligned text.

    The interval is Monte-Carlo error given the world; ignorance of the world has a block of its own.
    """
    draws = ignorance[0].draws if ignorance else 0
    blocks = [
        f"Customer equity gain in {currency} with its {whole_percent(level)} paired interval (chance only)",
        plain_text(ranking_tables.ranking_table(rows, (), currency, level)),
        *([stopping_text(stopped, currency)] if stopped else []),
        "Customers lost by cause, from the branch to the horizon",
        plain_text(ranking_tables.leaks_table(rows)),
    ]
    if ignorance:
        blocks += [
            f"Ranking over {draws} draws of the world's parameters (what is not known of the world)",
            plain_text(ranking_tables.ignorance_table(ignorance, currency)),
        ]
    blocks += [f"{row.strategy}: {row.gain.reason}" for row in rows if row.gain.status in SPOKEN]
    return "\n\n".join(blocks)
