"""Conservation: nobody appears from nothing or gets lost, and neither does money.

For the firm, who entered is who left and who is there, channel by channel and cause by cause; for each
customer, an entry, moves that begin where the last one ended, one exit at most, and no deed outside of
that life; what customers paid is what the firm took, and the accounts of the ledger add up to the change
of cash. Books and tables are written apart, so that each identity can fail.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.evidence.oracles.oracle import Band, Oracle, exactly
from hooper.evidence.oracles.recorded_year import WEEKS, Record, retail_year
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.history import History
from hooper.mechanisms.life_stages import EXPLORATION

# A rounding of float64 for each event of a week, of which there are fewer than 2^20.
ROUNDING: Final = 2.0**20 * 2.0**-53


def measure(seed: int, record: Callable[[int], Record] = retail_year) -> dict[str, float]:
    """Simulate a year and count what does not agree."""
    books, history = record(seed)
    return lost_customers(books, history) | broken_lives(history) | lost_money(books, history)


def lost_customers(books: Books, history: History) -> dict[str, float]:
    """Count the customers by whom the flows of the books and of the tables differ."""
    traits, exits = history.truth.traits, history.truth.exits
    arrivals, leaks = books.arrivals.sum(axis=0), books.leaks.sum(axis=0)
    came, went = (
        np.bincount(column.to_numpy(), minlength=counted.size)
        for column, counted in ((traits["channel"], arrivals), (exits["cause"], leaks))
    )
    return {
        "entered, less left, less there": traits.num_rows - exits.num_rows - float(books.held[-1]),
        "entered through another channel": float(np.abs(arrivals - came).sum()),
        "left for another cause": float(np.abs(leaks - went).sum()),
    }


def broken_lives(history: History) -> dict[str, float]:
    """Count what customers did twice, or when they were not there."""
    traits, exits = history.truth.traits, history.truth.exits
    ids = traits["customer_id"].to_numpy()
    leavers = np.searchsorted(ids, exits["customer_id"].to_numpy())
    ends_days = np.full(ids.size, WEEKS * DAYS_PER_WEEK)
    ends_days[leavers] = (exits["period"].to_numpy() + 1) * DAYS_PER_WEEK
    begins_days = traits["entry_days"].to_numpy() - ROUNDING
    broken = {
        "exits of those who had left": float(leavers.size - np.unique(leavers).size),
        "stage moves from elsewhere": float(_moves_from_elsewhere(history.truth.stage_moves)),
    }
    for what, (customer_id, days) in _deeds(history).items():
        who = np.searchsorted(ids, customer_id)
        broken[what] = float(((days < begins_days[who]) | (days > ends_days[who])).sum())
    return broken


def _deeds(history: History) -> dict[str, tuple[NDArray[np.uint64], NDArray[np.float64]]]:
    """Return who did something, and on which day (for referrals, the last of the week)."""
    observed = history.observed
    cases, referrals = observed.others["service_cases"], observed.others["referrals"]
    week_ends = (referrals["period"].to_numpy() + 1) * DAYS_PER_WEEK
    return {
        "orders of the absent": (observed.column("customer_id"), observed.column("time_days")),
        "service cases of the absent": (cases["customer_id"].to_numpy(), cases["time_days"].to_numpy()),
        "referrals by the absent": (referrals["customer_id"].to_numpy(), week_ends),
    }


def _moves_from_elsewhere(moves: pa.Table) -> int:
    """Count moves, sorted by customer and period, that do not begin where the one before ended."""
    customer, before, after = (moves[name].to_numpy() for name in ("customer_id", "stage_before", "stage"))
    is_first = np.append(True, np.diff(customer) != 0)
    expected = np.where(is_first, EXPLORATION, np.roll(after, 1))
    return int((before != expected).sum())


def lost_money(books: Books, history: History) -> dict[str, float]:
    """Return by how much revenue and profit differ from payments and cash, as shares of a week's turnover."""
    transactions = history.observed.transactions
    week = np.minimum(transactions["time_days"].to_numpy() // DAYS_PER_WEEK, WEEKS - 1).astype(np.int64)
    paid = np.bincount(week, weights=transactions["amount"].to_numpy(), minlength=WEEKS)
    turnover = np.abs(books.ledger.accounts).sum(axis=1) + np.abs(books.ledger.overheads).sum(axis=1)
    return {
        "revenue less what was paid": float(np.abs(books.revenue / paid - 1.0).max()),
        "profit less change of cash": float((np.abs(books.ledger.profit - books.cash) / turnover).max()),
    }


_COUNTS: Final = (
    "entered, less left, less there",
    "entered through another channel",
    "left for another cause",
    "exits of those who had left",
    "stage moves from elsewhere",
    "orders of the absent",
    "service cases of the absent",
    "referrals by the absent",
)

ORACLE: Final = Oracle(
    name="conservation",
    claim="nobody appears from nothing or gets lost, and neither does money",
    source="balance equations of a population and of double-entry books",
    bands={count: exactly(0.0) for count in _COUNTS}
    | {"revenue less what was paid": Band(0.0, ROUNDING), "profit less change of cash": Band(0.0, ROUNDING)},
    measure=measure,
)
