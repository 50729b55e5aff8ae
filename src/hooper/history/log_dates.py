"""The dates of a log, from a typed column or from text, with every fault named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault
from hooper.history.date_text import FIRST_DAY, LAST_DAY, DateText, Order, take_apart
from hooper.history.log_faults import SHOWN, Places, row_faults

_ISO = "write dates as 2020-01-31 or times as 2020-01-31 17:45"
_UNREADABLE = "this date cannot be read"
_MICROSECONDS_PER_DAY = 86_400_000_000


class Example(NamedTuple):
    """A text and where it stands."""

    place: str
    text: str


FindExample = Callable[[NDArray[np.bool_]], Example]


@dataclass(frozen=True)
class LogDates:
    """Moments of purchases: whole days since 1970 and the share of the day gone, both of shape `(n,)`."""

    day: NDArray[np.int64]
    day_share: NDArray[np.float64]
    faults: list[Fault] = field(default_factory=list[Fault])
    note: str = "dates typed as such"


def read_dates(column: pa.ChunkedArray, rows: NDArray[np.int64], places: Places) -> LogDates:
    """Read a column of dates or times; `rows`, shape `(n,)`, are the numbers of its rows in the log.

    Times keep the clock they are written in. A date of the form 03/04/2020 is read in the order that
    the whole column tells; if it tells none, or two, that is a fault.
    """
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        return _from_typed(column, rows, places)
    return _from_text(column.cast(pa.string()), rows, places)


def _from_typed(column: pa.ChunkedArray, rows: NDArray[np.int64], places: Places) -> LogDates:
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        column = compute.local_timestamp(column)
    # To microseconds: nanoseconds are cut off, they decide nothing. No date is before every date.
    moments = compute.cast(compute.cast(column, pa.timestamp("us"), safe=False), pa.int64())
    passed = compute.fill_null(moments, np.iinfo(np.int64).min).to_numpy()
    day, rest = np.divmod(passed, _MICROSECONDS_PER_DAY)
    unreadable = np.flatnonzero((day < FIRST_DAY) | (day > LAST_DAY))
    values = [str(column[row].as_py() or "") for row in unreadable[:SHOWN].tolist()]
    faults = row_faults(rows[unreadable], values, _UNREADABLE, _ISO, places)
    return LogDates(day, rest / _MICROSECONDS_PER_DAY, faults)


def _from_text(column: pa.ChunkedArray, rows: NDArray[np.int64], places: Places) -> LogDates:
    distinct = compute.fill_null(column, "").combine_chunks().dictionary_encode()
    codes = distinct.indices.to_numpy()
    texts = take_apart(distinct.dictionary)
    order = texts.order()
    day, real = texts.days(order)
    if order in ("ambiguous", "contradictory"):
        real = real | texts.year_last  # one fault says it for all of them
    unreadable = np.flatnonzero(~real[codes])
    values = [distinct.dictionary[int(codes[row])].as_py() for row in unreadable[:SHOWN]]
    faults = row_faults(rows[unreadable], values, _UNREADABLE, _ISO, places)

    def first(chosen: NDArray[np.bool_]) -> Example:
        row = int(np.argmax(chosen[codes]))
        return Example(places([int(rows[row])])[0], distinct.dictionary[int(codes[row])].as_py())

    faults += _order_faults(texts, order, first) + _zone_faults(texts, first)
    note = "dates as text" if order == "none" else f"dates as text, {order}"
    return LogDates(day[codes], texts.day_share[codes], faults, note)


def _order_faults(texts: DateText, order: Order, first: FindExample) -> list[Fault]:
    if order == "contradictory":
        by_day, by_month = first(texts.only_day_first()), first(texts.only_month_first())
        problem = f"{by_day.text!r} has the day first, but {by_month.text!r} the month ({by_month.place})"
        return [Fault(by_day.place, problem, _ISO)]
    if order == "ambiguous":
        example = first(texts.year_last & (texts.one != texts.two))
        problem = f"no date of the column tells whether {example.text!r} has the day or the month first"
        return [Fault(example.place, problem, _ISO)]
    return []


def _zone_faults(texts: DateText, first: FindExample) -> list[Fault]:
    zones = np.unique(texts.zone[texts.has_time])
    examples = [first(texts.has_time & (texts.zone == zone)) for zone in zones]
    if len(examples) < 2:
        return []
    one, other = examples[:2]
    problem = f"{one.text!r} and {other.text!r} ({other.place}) are of different time zones"
    return [Fault(one.place, problem, "write all times in one zone")]
