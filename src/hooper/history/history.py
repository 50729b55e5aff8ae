"""A history: what was observed, what is true, and the digest that says whether two are the same."""

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from hooper.history.digest import digest_of, digest_of_table
from hooper.history.observed import Observed
from hooper.history.truth import Truth


@dataclass(frozen=True)
class History:
    """The two sides of a simulated history."""

    observed: Observed
    truth: Truth

    def tables(self) -> dict[str, pa.Table]:
        """Return all tables of both sides, by name."""
        return {"transactions": self.observed.transactions, **self.observed.others, **vars(self.truth)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all tables, independent of the order of rows, chunks, threads and engine."""
        return digest_of({name: digest_of_table(name, table) for name, table in self.tables().items()})
