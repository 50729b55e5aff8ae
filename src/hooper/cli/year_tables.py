"""The books of a world by year: its profit and loss, and its leaky bucket."""

import numpy as np
from numpy.typing import NDArray

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.ledger import Ledger
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.report.numbers import Cell, Format, count, money, words
from hooper.report.table import Column, Table

MOST_YEARS = 4  # that are shown beside the total; more would not fit a terminal


def year_of(periods: int, period_days: float) -> NDArray[np.int64]:
    """Return the year, from 0, in which each period begins, shape `(periods,)`.

    >>> year_of(3, period_days=365.25 / 2).tolist()
    [0, 0, 1]
    """
    # A period that begins a rounding error before the year does belongs to the year.
    return np.floor(np.arange(periods) * period_days / DAYS_PER_YEAR + 1e-9).astype(np.int64)


def profit_and_loss_table(ledger: Ledger, period_days: float) -> Table:
    """Return the accounts and overheads as rows, the years and their total as columns."""
    rows = [(name, *_by_year(values, period_days)) for name, values in ledger.flows().items()]
    return _table("Profit and loss", "account", rows, money)


def bucket_table(bucket: LeakyBucket, period_days: float) -> Table:
    """Return who was held, who came by which channel and who left for which cause, by year."""
    years = year_of(len(bucket.arrivals), period_days)
    first = np.searchsorted(years, np.unique(years))
    last = np.append(first[1:], years.size)
    flows = bucket.flows()
    rows = [
        ("held at start", *bucket.held[first].tolist(), int(bucket.held[0])),
        *((name.replace("_", ": ", 1), *_by_year(values, period_days)) for name, values in flows.items()),
        ("held at end", *bucket.held[last].tolist(), int(bucket.held[-1])),
    ]
    return _table("Leaky bucket", "customers", rows, count)


def totals(table: Table) -> dict[str, Cell]:
    """Return the last column of a table of years by its row names."""
    return {str(row[0]).replace(": ", "_").replace(" ", "_"): row[-1] for row in table.rows}


def _by_year(values: NDArray[np.generic], period_days: float) -> list[Cell]:
    """Return the sum of each year, and that of all."""
    years = year_of(values.size, period_days)
    starts = np.searchsorted(years, np.unique(years))
    return [*np.add.reduceat(values, starts).tolist(), values.sum().item()]


def _table(name: str, head: str, rows: list[tuple[Cell, ...]], show: Format) -> Table:
    years = len(rows[0]) - 2
    shown = years if years <= MOST_YEARS else 0
    kept = tuple((row[0], *row[1 : 1 + shown], row[-1]) for row in rows)
    columns = [Column(f"year_{year + 1}", f"year {year + 1}", show) for year in range(shown)]
    return Table(name, (Column(head, head, words), *columns, Column("total", "total", show)), kept)
