"""The life of one simulated customer, in the order in which it happened."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa

from hooper.engine.population import LARGEST_ID
from hooper.firm.customer_ids import CHANNELS
from hooper.foundation.errors import Fault, InputError
from hooper.history.history import History
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import GONE, STAGES
from hooper.report.numbers import ratio, words
from hooper.report.table import Column, Table, table_of
from hooper.strategies.actions import CUSTOMER_LEVERS

ENTRY, CONTACT, PURCHASE, SERVICE_CASE, REFERRAL, STAGE, EXIT, SETTLED, RETURN = (
    "entry contact purchase service_case referral stage exit settled return".split()
)
# What is dated by its period only is told at its end, save returns and contacts of strategies, which open it.
_AT_END = 1.0


@dataclass(frozen=True)
class LifeEvent:
    """One thing that happened: when (days since the world began), what, and the detail in words."""

    day: float
    event: str
    detail: str


@dataclass(frozen=True)
class CustomerLife:
    """All events of one customer, by day."""

    customer_id: int
    events: tuple[LifeEvent, ...]

    def record(self) -> dict[str, object]:
        """Return the life as plain JSON values."""
        return {"customer_id": self.customer_id, "events": [asdict(event) for event in self.events]}

    def table(self) -> Table:
        """Return the life as a table, a row an event."""
        columns = Column("day", "day", ratio), Column("event", "event", words), Column("detail", "detail")
        return table_of(f"Customer {self.customer_id}", self.events, *columns)


def life_of(
    customer_id: int, history: History, period_days: float, channels: Sequence[str] = CHANNELS
) -> CustomerLife:
    """Return the life of a customer from entry to exit (or to the end of the history).

    `channels` are the names of the world's channels. Raises `InputError` if the history has no such customer.
    """
    traits = _rows(history.truth.traits, customer_id)
    if not traits:
        ids = history.truth.traits["customer_id"].to_numpy()
        problem = f"there is no customer {customer_id} in this history"
        nearest = int(ids[np.argmin(np.abs(ids.astype(np.float64) - customer_id))]) if ids.size else None
        remedy = "the world is empty" if nearest is None else f"the nearest id is {nearest}"
        raise InputError([Fault("--follow", problem, remedy)])
    dated = [*_entries(traits, channels), *_dated(history, customer_id)]
    events = [*dated, *_by_period(history, customer_id, period_days)]
    return CustomerLife(customer_id, tuple(sorted(events, key=lambda event: event.day)))


def _entries(traits: list[dict], channels: Sequence[str]) -> Iterator[LifeEvent]:
    for row in traits:
        detail = f"{channels[row['channel']]}; {row['purchase_rate_per_day']:.3g} orders a day by nature"
        yield LifeEvent(row["entry_days"], ENTRY, detail)


def _dated(history: History, customer_id: int) -> Iterator[LifeEvent]:
    for row in _rows(history.observed.transactions, customer_id):
        yield LifeEvent(row["time_days"], PURCHASE, f"{row['amount']:,.2f}")
    for row in _rows(history.observed.others["service_cases"], customer_id):
        end = "gave up" if row["abandoned"] else "solved" if row["resolved"] else "not solved"
        yield LifeEvent(row["time_days"], SERVICE_CASE, f"waited {row['wait_days']:.2f} days; {end}")


def _by_period(history: History, customer_id: int, period_days: float) -> Iterator[LifeEvent]:
    observed, truth = history.observed, history.truth
    for row in _rows(observed.others["contacts"], customer_id):
        detail = f"{CUSTOMER_LEVERS[row['lever']]} for {row['cost']:,.2f}"
        yield LifeEvent(row["period"] * period_days, CONTACT, detail)
    for row in _rows(observed.others["campaign_contacts"], customer_id):
        detail = f"campaign {row['campaign'] + 1} for {row['cost']:,.2f}"
        yield LifeEvent((row["period"] + _AT_END) * period_days, CONTACT, detail)
    for row in _rows(observed.others["referrals"], customer_id):
        yield LifeEvent((row["period"] + _AT_END) * period_days, REFERRAL, "recommends the firm to somebody")
    for row in _rows(truth.stage_moves, customer_id):
        if row["stage_before"] == GONE:
            yield LifeEvent(row["period"] * period_days, RETURN, f"to {STAGES[row['stage']]}")
        elif row["stage"] < GONE:
            detail = f"{STAGES[row['stage_before']]} to {STAGES[row['stage']]}"
            yield LifeEvent((row["period"] + _AT_END) * period_days, STAGE, detail)
    for row in _rows(truth.exits, customer_id):
        yield LifeEvent((row["period"] + _AT_END) * period_days, EXIT, f"cause: {CAUSES[row['cause']]}")
        if row["settled"] > row["period"]:
            yield LifeEvent((row["settled"] + _AT_END) * period_days, SETTLED, "nothing is open any more")


def _rows(table: pa.Table, customer_id: int) -> list[dict]:
    """Return a customer's rows of a table that is sorted by customer."""
    if customer_id > LARGEST_ID:
        return []
    ids = table["customer_id"].to_numpy()
    first = int(np.searchsorted(ids, np.uint64(customer_id), side="left"))
    last = int(np.searchsorted(ids, np.uint64(customer_id), side="right"))
    return table.slice(first, last - first).to_pylist()
