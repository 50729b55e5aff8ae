"""The departments of a firm as a table: what each cost, and the numbers that its manager would look at."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.report.numbers import Cell, significant, words
from hooper.report.table import Column, Table

COST = "cost"


def department_table(books: Books) -> Table:
    """Return the mean, lowest and highest period of each number of each department that did anything."""
    columns = (
        Column("department", "department", words),
        Column("number", "each period", words),
        *(Column(name, name, significant) for name in ("mean", "lowest", "highest")),
    )
    return Table("Departments", columns, tuple(_rows(books)))


def departments_told(books: Books) -> dict[str, dict[str, Cell]]:
    """Return by department its total cost, and the mean over periods of every other number."""
    told: dict[str, dict[str, Cell]] = {
        name: {COST: float(costs.sum())} for name, costs in books.pools.items() if costs.any()
    }
    for row in _rows(books):
        if row[1] != COST:
            told.setdefault(str(row[0]), {})[str(row[1])] = row[2]
    return told


def _rows(books: Books) -> Iterator[tuple[Cell, ...]]:
    for department in dict.fromkeys((*books.pools, *(name.partition(".")[0] for name in books.operations))):
        costs = books.pools.get(department, np.zeros(1))
        if costs.any():
            yield department, COST, *_summary(costs)
        for name, values in books.operations.items():
            if name.partition(".")[0] == department and not np.isnan(values).all():
                yield department, name.partition(".")[2], *_summary(values)


def _summary(values: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(np.nanmean(values)), float(np.nanmin(values)), float(np.nanmax(values))
