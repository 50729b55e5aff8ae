"""`hooper export`: purchases as the CSV files that lifetimes (Python) and CLVTools (R) read."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.files import beside, keep_apart, write_csv
from hooper.cli.logs import open_log
from hooper.cli.options import AsJson, Columns, Quiet, UnusedSeed
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORIGIN_OF_SIMULATED = date(2000, 1, 1)


class Format(StrEnum):
    """Who is to read the file."""

    LIFETIMES = "lifetimes"
    CLVTOOLS = "clvtools"


COLUMNS = {Format.LIFETIMES: ("customer_id", "date", "amount"), Format.CLVTOOLS: ("Id", "Date", "Price")}


def export(
    history: Annotated[
        str, typer.Argument(metavar="HISTORY", help="A folder of `hooper simulate --out`, or a log.")
    ],
    format_: Annotated[Format, typer.Option("--format", help="Who is to read the file.")] = Format.LIFETIMES,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Without it, HISTORY-FORMAT.csv here.")
    ] = None,
    columns: Columns = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Write the purchases of a history as CSV for another program.

    A simulated history begins on 2000-01-01. Times of day are kept for CLVTools.
    """
    file = out or beside(history, f"{format_.value}.csv")
    keep_apart(file, history)
    talk = Talk(as_json, quiet)
    read = open_log(history, columns, talk)
    ids, dates, amounts = COLUMNS[format_]
    origin = read.observed.origin or ORIGIN_OF_SIMULATED
    customer_id = read.observed.column("customer_id")
    moments = moments_of(read.observed.column("time_days"), origin, with_time=format_ is Format.CLVTOOLS)
    lines = {ids: read.names_of(customer_id), dates: moments, amounts: read.observed.column("amount")}
    write_csv(file, lines)
    record = {"file": str(file), "format": format_.value, "purchases": len(moments), "origin": str(origin)}
    has_time = bool(moments) and " " in moments[0]
    talk.answer(record, f"{len(moments):,} purchases: {file}", _how_to_read(format_, file, has_time=has_time))


def moments_of(time_days: "NDArray", origin: date, *, with_time: bool) -> list[str]:
    """Return days since the origin as ISO dates, to the second if asked for and if any day is not whole.

    >>> import numpy as np
    >>> moments_of(np.array([0.0, 31.5]), date(2000, 1, 1), with_time=True)
    ['2000-01-01 00:00:00', '2000-02-01 12:00:00']
    """
    if not with_time or not (time_days % 1.0).any():
        return [(origin + timedelta(days=day)).isoformat() for day in time_days.astype(int).tolist()]
    start = datetime.combine(origin, time())
    # Cut to the second, not rounded: a purchase just before midnight stays on its day.
    seconds = (time_days * 86_400.0).astype(int).tolist()
    return [(start + timedelta(seconds=second)).isoformat(sep=" ") for second in seconds]


def _how_to_read(format_: Format, file: Path, *, has_time: bool) -> str:
    if format_ is Format.LIFETIMES:
        return (
            f"in Python: summary_data_from_transaction_data(pandas.read_csv({str(file)!r}), "
            "'customer_id', 'date', monetary_value_col='amount', freq='W')"
        )
    order = "ymd HMS" if has_time else "ymd"
    return f'in R: clvdata(data.table::fread("{file}"), date.format = "{order}", time.unit = "week")'
