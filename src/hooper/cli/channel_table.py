"""What newcomers cost by named channel: on average, and one more of them."""

import numpy as np

from hooper.engine.books import Books
from hooper.report.numbers import Cell, count, money, verbatim
from hooper.report.table import Column, Table


def channels_told(books: Books) -> dict[str, dict[str, Cell]]:
    """Return by channel who came, what was spent, and costs per newcomer; None where nobody came.

    The marginal cost is that of one more newcomer for more spend in all periods alike, with the commission on
    one: None where more spend brings nobody.
    """
    names = dict.fromkeys(name.rpartition(".")[0] for name in books.channels)
    return {name: _costs(books, name) for name in names}


def channel_table(told: dict[str, dict[str, Cell]]) -> Table:
    """Return the channels as rows."""
    columns = (
        Column("channel", "channel", verbatim),
        Column("newcomers", "newcomers", count),
        Column("spend", "spend", money),
        Column("commission", "commission", money),
        Column("average_cost", "cost of each", money),
        Column("marginal_cost", "of one more", money),
    )
    return Table("Channels", columns, tuple((name, *costs.values()) for name, costs in told.items()))


def _costs(books: Books, name: str) -> dict[str, Cell]:
    spend, commission, by_doubling = (
        float(books.channels.get(f"{name}.{what}", np.zeros(1)).sum())
        for what in ("spend", "commission", "newcomers_by_doubling")
    )
    newcomers = int(books.arrivals[:, books.inflows.index(name)].sum())
    on_one = commission / newcomers if newcomers else 0.0
    return {
        "newcomers": newcomers,
        "spend": spend,
        "commission": commission,
        "average_cost": spend / newcomers + on_one if newcomers else None,
        "marginal_cost": spend / by_doubling + on_one if by_doubling else None,
    }
