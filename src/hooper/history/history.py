"""A history: what was observed, what is true, and the digest that says whether two are the same."""

from dataclasses import dataclass
from functools import cached_property

from hooper.history.digest import digest_of
from hooper.history.observed import Observed
from hooper.history.truth import Truth


@dataclass(frozen=True)
class History:
    """The two sides of a simulated history."""

    observed: Observed
    truth: Truth

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all tables, independent of chunks, threads and engine."""
        tables = {"transactions": self.observed.transactions}
        tables |= {f"observed.{name}": table for name, table in self.observed.others.items()}
        tables |= {f"truth.{name}": getattr(self.truth, name) for name in vars(self.truth)}
        return digest_of(tables)
