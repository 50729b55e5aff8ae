"""Customers by how they buy: rhythm, basket, and the time of year, as a firm reads them from its log.

Rhythm is the mean number of days between a customer's purchases, basket the mean amount of a purchase, and
time of year the quarter in which a customer has spent most (at a tie the earlier quarter; quarters of 365.25
days from the first of January of a log with dates, from the first day of one without). Up to three are
crossed, and classes are made as in `trait_classes`. Who has come once has no rhythm, and is `unknown` where
it is asked for.
Source: Kotler and Keller (2016), Marketing management, 15th ed.: occasions, usage rate and user status.
"""

from datetime import date
from typing import Annotated, Final, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.units import DAYS_PER_YEAR
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.equal_amounts import to_nine_digits
from hooper.segmentation.segments import Segments, purchases
from hooper.segmentation.trait_classes import ClassSettings, assign_by_traits

NAME = "behavioural"
QUARTERS: Final = 4

Behaviour = Literal["rhythm_days", "basket", "time_of_year"]


class BehaviouralSettings(ClassSettings):
    """By which habits customers are divided, and how numbers are cut."""

    habits: Annotated[tuple[Behaviour, ...], Field(min_length=1, max_length=3)] = ("rhythm_days", "basket")


def assign(records: CustomerRecords, settings: BehaviouralSettings) -> Segments:
    """Assign every customer to the crossed classes; the time of year takes a log, and not a summary alone."""
    known = {"customer_id": records.customer_id}
    columns = {"rhythm_days": rhythm_days, "basket": basket, "time_of_year": time_of_year}
    habits = {habit: columns[habit](records) for habit in dict.fromkeys(settings.habits)}
    return assign_by_traits(NAME, settings.habits, pa.table(known | habits), records, settings)


def rhythm_days(records: CustomerRecords) -> NDArray[np.float64]:
    """Return the mean days between purchases, nan for whoever has come once, shape `(n,)`."""
    summary = records.summary
    days = np.round(summary.recency * summary.unit_days, 6)
    nothing = np.full(records.n_customers, np.nan)
    return np.divide(days, summary.frequency, out=nothing, where=summary.frequency > 0)


def basket(records: CustomerRecords) -> NDArray[np.float64]:
    """Return the mean amount of a purchase, shape `(n,)`."""
    return to_nine_digits(records.summary.total_spend / purchases(records.summary))


def time_of_year(records: CustomerRecords) -> list[str]:
    """Return the quarter of the year in which each customer has spent most."""
    if not records.n_customers:
        return []
    bought = records.table("transactions")
    origin = records.observed.origin if records.observed else None
    first_day = 0.0 if origin is None else float((origin - date(origin.year, 1, 1)).days)
    year = (first_day + bought["time_days"].to_numpy()) / DAYS_PER_YEAR
    quarter = ((year % 1.0) * QUARTERS).astype(np.int64)
    cell = records.place(bought) * QUARTERS + quarter
    spent = np.bincount(cell, bought["amount"].to_numpy(), records.n_customers * QUARTERS)
    most = spent.reshape(-1, QUARTERS).argmax(axis=1)
    return [f"quarter {quarter}" for quarter in (most + 1).tolist()]
