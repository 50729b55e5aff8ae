"""`hooper export`: purchases for lifetimes (Python) and CLVTools (R), and outcomes of a study for anybody."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.export_study import export_study, is_study
from hooper.cli.files import beside, keep_apart, write_csv
from hooper.cli.logs import ReadLog, open_log
from hooper.cli.options import AsJson, Columns, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORIGIN_OF_SIMULATED = date(2000, 1, 1)


class Format(StrEnum):
    """Who is to read the file."""

    LIFETIMES = "lifetimes"
    CLVTOOLS = "clvtools"
    NETCDF = "netcdf"
    CSV = "csv"
    PARQUET = "parquet"


ENDINGS = {Format.NETCDF: "nc", Format.CSV: "csv", Format.PARQUET: "parquet"}
COLUMNS = {Format.LIFETIMES: ("customer_id", "date", "amount"), Format.CLVTOOLS: ("Id", "Date", "Price")}


def export(
    history: Annotated[
        str,
        typer.Argument(
            metavar="HISTORY", help="A folder of `hooper simulate --out` or of `hooper compare`, or a log."
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="lifetimes (usual) or clvtools for purchases; parquet (usual), csv or netcdf for a study.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Without it, named after HISTORY, here.")
    ] = None,
    columns: Columns = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Write the purchases of a history, or the outcomes of a study, for another program.

    A simulated history begins on 2000-01-01. Times of day are kept for CLVTools.
    """
    talk = Talk(as_json, quiet)
    if is_study(history):
        asked = _of(tuple(ENDINGS), format_ or Format.PARQUET, "the results of a study")
        file = out or beside(str(Path(history).resolve()), f"outcome.{ENDINGS[asked]}")
        export_study(Path(history), asked.value, file, talk)
        return
    asked = _of(tuple(COLUMNS), format_ or Format.LIFETIMES, "a log")
    file = out or beside(history, f"{asked.value}.csv")
    keep_apart(file, history)
    _export_purchases(open_log(history, columns, talk), asked, file, talk)


def _of(formats: tuple[Format, ...], asked: Format, of_what: str) -> Format:
    if asked not in formats:
        remedy = f"choose one of: {', '.join(formats)}"
        raise InputError([Fault("--format", f"{asked} is not a format of {of_what}", remedy)])
    return asked


def _export_purchases(read: ReadLog, format_: Format, file: Path, talk: Talk) -> None:
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
