"""A finished run: its books, its customers, and its history in memory or on disk."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hooper.engine.books import Books
from hooper.engine.population import Population
from hooper.history import observed, truth
from hooper.history.history import History
from hooper.history.observed import Observed
from hooper.history.store import read_history
from hooper.history.table_sink import InMemory
from hooper.history.truth import Truth
from hooper.strategies.budget import Budget


@dataclass(frozen=True)
class Simulated:
    """What a world has left behind: the books, what the strategy had to spend, and the history.

    `digest` is that of the history, however it is kept; `rows` counts its rows by table.
    """

    books: Books
    budget: Budget
    population: Population
    digest: str
    rows: dict[str, int]
    kept: InMemory | Path
    end_days: float

    @property
    def customers(self) -> int:
        """How many customers ever entered."""
        return self.population.size

    @cached_property
    def history(self) -> History:
        """What was recorded, as tables; put together, or read from disk, when it is first asked for."""
        if isinstance(self.kept, Path):
            return read_history(self.kept)
        others = {name: self.kept.table(name) for name in observed.SCHEMAS if name != "transactions"}
        seen = Observed(self.kept.table("transactions"), self.end_days, others=others)
        return History(seen, Truth(**{name: self.kept.table(name) for name in truth.SCHEMAS}))
