"""Purchases in cells: what is left of purchase times when they are rounded down to days or weeks.

Time is cut into cells of equal width. Of each cell a log tells only whether the customer bought in it, so
that recency and age count cells. The first purchase came at an unknown moment of its cell, every moment
as likely. The cell of the cut counts as seen to its end: in a log of whole days up to and with its last
day, that is what `summarise` makes, and the customer was really seen for half a cell more than the age,
on average. For a log that breaks off at the beginning of a cell, cut one cell earlier.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary

_OFF_GRID = 1e-6  # of a cell: more than rounding errors leave, less than any time of day


@dataclass(frozen=True)
class CustomerCells:
    """Each customer's cells after that of the first purchase, columns of shape `(n,)`.

    `bought` counts those with a purchase, `last` is the number of the last of them (0: none), `seen` how
    many were seen in all.
    """

    bought: NDArray[np.int64]
    last: NDArray[np.int64]
    seen: NDArray[np.int64]


def customer_cells(summary: CustomerSummary, grid: float) -> CustomerCells:
    """Return the cells of the customers of a summary; `grid`, above 0, is their width in its unit of time.

    Raises InputError if the grid is not above 0, if recency or age is not a whole number of cells, or if
    somebody bought more often than there are cells.
    """
    if not 0.0 < grid < np.inf:
        raise InputError([Fault("grid", f"is {grid}", "give the width of a cell, above 0")])
    last, seen = summary.recency / grid, summary.age / grid
    cells = CustomerCells(summary.frequency, np.rint(last).astype(np.int64), np.rint(seen).astype(np.int64))
    checks = {
        f"a recency off the grid of {grid:g}": np.abs(last - cells.last) > _OFF_GRID,
        f"an age off the grid of {grid:g}": np.abs(seen - cells.seen) > _OFF_GRID,
        f"more repeat purchases than cells of {grid:g}": cells.bought > cells.last,
    }
    remedy = (
        "round the times of the log down to the grid, and merge those in one cell, before it is summarised"
    )
    faults: list[Fault] = []
    for what, wrong in checks.items():
        if wrong.any():
            who = f"customer {summary.customer_id[wrong.argmax()]}"
            faults.append(Fault(who, f"has {what}", remedy))
    if faults:
        raise InputError(faults)
    return cells
