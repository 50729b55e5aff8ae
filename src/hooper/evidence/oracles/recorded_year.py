"""A year of a whole world under a strategy that spends: what its books and its tables say."""

from typing import Final, NamedTuple

from hooper.engine.books import Books
from hooper.engine.simulate import simulate
from hooper.history.history import History
from hooper.scenario import presets
from hooper.strategies.loyalty_programme import LoyaltyProgramme

FOUNDERS: Final = 5_000
WEEKS: Final = 52
GRANT_PER_REVIEW: Final = 1_000.0


class Record(NamedTuple):
    """The two accounts of a world, which are kept apart from each other."""

    books: Books
    history: History


def retail_year(seed: int) -> Record:
    """Simulate the retail preset for a year."""
    simulated = simulate(
        presets.load("retail", [f"founders.customers={FOUNDERS}"]),
        WEEKS,
        seed=seed,
        strategy=LoyaltyProgramme(),
        grant_per_review=GRANT_PER_REVIEW,
    )
    return Record(simulated.books, simulated.history)
