"""What was done to a log before it was used, counted: rows in = rows kept + rows dropped by reason."""

from dataclasses import asdict, dataclass
from datetime import date

POLICY = {
    "no_customer_id": "rows without a customer belong to nobody's history: dropped",
    "not_won": "deals that were not won are no purchases: dropped",
    "refund": "amounts below zero are no purchases: dropped, the purchase they undo is kept",
    "repeated_row": "rows equal to another in all columns, time of day included: dropped",
}
"""The reasons for which a row is dropped."""

REMARKS = {
    "same_day_repeats": "more purchases of a customer on one day: they count as one in every summary",
    "equal_rows": "rows equal in customer, moment and amount: kept, they may be two purchases",
    "zero_amounts": "purchases of amount zero: they count as purchases and not as spend",
    "lines": "rows that are lines of purchases: those of an order, or else of a moment, are one purchase",
    "no_product": "lines that name no product: kept, as of the product 'unknown'",
    "one_purchase_customers": "customers who came once: they stay in, since the models need them",
}
"""What was noticed and kept."""


@dataclass(frozen=True)
class CleaningReport:
    """How a log was understood and what became of its rows.

    `columns` names the column taken for each role, `dropped` counts rows by reason (keys of `POLICY`),
    `noticed` counts what was kept but is worth knowing (keys of `REMARKS`); neither has what cannot be in a
    log without the column for it.
    """

    source: str
    columns: dict[str, str]
    rows_in: int
    rows_kept: int
    dropped: dict[str, int]
    noticed: dict[str, int]
    n_customers: int
    first_date: date
    last_date: date
    notes: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return the report as lines of text."""
        columns = ", ".join(f"{role} from {name!r}" for role, name in self.columns.items())
        head = f"{self.source}: {self.rows_in:,} rows in, {self.rows_kept:,} kept"
        return [
            head,
            f"  {self.n_customers:,} customers, {self.first_date} to {self.last_date}",
            f"  columns: {columns}",
            *(f"  {note}" for note in self.notes),
            *(f"  dropped {count:,}: {POLICY[reason]}" for reason, count in self.dropped.items() if count),
            *(f"  noticed {count:,}: {REMARKS[what]}" for what, count in self.noticed.items() if count),
        ]

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain JSON values, dates in ISO form."""
        plain = asdict(self)
        return plain | {
            "first_date": self.first_date.isoformat(),
            "last_date": self.last_date.isoformat(),
            "notes": list(self.notes),
        }
