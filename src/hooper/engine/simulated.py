"""A finished run: its books, its customers, and its history in memory or on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hooper.economics.customer_accounts import CustomerAccounts
from hooper.engine.books import Books
from hooper.engine.population import Population
from hooper.engine.since_branch import SinceBranch
from hooper.history import observed, truth
from hooper.history.history import History
from hooper.history.history_folder import About
from hooper.history.observed import Observed
from hooper.history.store import read_history
from hooper.history.table_sink import InMemory, NoRows
from hooper.history.truth import Truth
from hooper.strategies.budget import Budget


@dataclass(frozen=True)
class Simulated:
    """What a world has left behind: the books, what the strategy had to spend, and the history.

    Of `customer_accounts` those of stages and channels are of all periods; those of customers are in the
    history (`truth.accounts`), and as a present value from the branch of the plan on in `since_branch`.
    `kept` holds the history, or is the folder in which it was written; a run that kept no rows has no
    history, and `RuntimeError` is raised where it is asked for. `traits` are the names of those of
    customers, with the names of the levels of each; periods last `period_days`.
    """

    books: Books
    customer_accounts: CustomerAccounts
    budget: Budget
    population: Population
    since_branch: SinceBranch
    kept: InMemory | NoRows | Path
    end_days: float
    traits: Mapping[str, Sequence[str]]
    period_days: float

    @property
    def customers(self) -> int:
        """How many customers ever entered."""
        return self.population.size

    @cached_property
    def digest(self) -> str:
        """The digest of the history, however it is kept."""
        kept = self._kept_rows()
        return About.read(kept).digest if isinstance(kept, Path) else kept.digest

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The number of rows of the history, by table."""
        kept = self._kept_rows()
        return About.read(kept).rows if isinstance(kept, Path) else kept.rows

    @cached_property
    def history(self) -> History:
        """What was recorded, as tables; put together, or read from disk, when it is first asked for."""
        kept = self._kept_rows()
        if isinstance(kept, Path):
            return read_history(kept)
        others = {name: kept.table(name) for name in observed.SCHEMAS if name != "transactions"}
        bought = kept.table("transactions")
        days = self.period_days
        seen = Observed(bought, self.end_days, others=others, traits=self.traits, period_days=days)
        return History(seen, Truth(**{name: kept.table(name) for name in truth.SCHEMAS}))

    def _kept_rows(self) -> InMemory | Path:
        if isinstance(self.kept, NoRows):
            raise RuntimeError("this run has kept no rows: let it be run with its history")
        return self.kept
