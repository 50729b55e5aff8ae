"""`hooper segment`: the customers of a log in segments, with what each is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.files import beside, write_csv
from hooper.cli.logs import open_log
from hooper.cli.options import AsJson, Columns, Log, Overrides, Quiet, UnusedSeed
from hooper.cli.profiles import Profiles, open_profiles
from hooper.cli.scheme_settings import settings_with
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.report.table import Table
    from hooper.segmentation.segments import Segments


def segment(
    log: Log,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="NAME", help="A scheme of `hooper list schemes`.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the customers' labels: LOG-NAME-segments.csv.")
    ] = Path(),
    profiles: Profiles = None,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Divide the customers of a log into segments: their sizes, their value, and a label a customer."""
    from hooper.segmentation import catalogue
    from hooper.segmentation.customer_records import CustomerRecords

    chosen = catalogue.get(scheme)
    settings = settings_with(overrides or [], chosen.settings, f"scheme {scheme}")
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    known = open_profiles(profiles, read.observed)
    segments = chosen.assign(CustomerRecords.of(read.observed, profiles=known), settings)
    file = out / beside(log, f"{scheme}-segments.csv")
    labels = segments.to_table()["segment"].to_pylist()
    write_csv(file, {"customer_id": read.names_of(segments.customer_id), "segment": labels})
    record = {
        "scheme": scheme,
        "segments": [profile.as_dict() for profile in segments.profiles],
        "labels": str(file),
        "status": segments.status,
        "reason": segments.reason,
        "cut_points": segments.cut_points,
        "cleaning": read.cleaning_record(),
    }
    status = f"status {segments.status} ({segments.reason})"
    talk.answer(record, _table(segments), status, f"a label a customer: {file}")


def _table(segments: "Segments") -> "Table":
    from hooper.report.numbers import count, money, percent, ratio, words
    from hooper.report.table import Column, table_of

    return table_of(
        segments.scheme,
        segments.profiles,
        Column("label", "segment", words),
        Column("customers", "customers", count),
        Column("share", "share", percent),
        Column("value", "value", money),
        Column("value_share", "share of value", percent),
        Column("mean_days_since_last", "days since last", count),
        Column("mean_purchases", "purchases", ratio),
        Column("mean_spend", "spend", money),
    )
