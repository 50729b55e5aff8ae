"""`hooper segment`: the customers of a log in segments, with what each is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import writing
from hooper.cli.files import beside, write_csv
from hooper.cli.logs import open_log
from hooper.cli.options import LARGEST_SEED, AsJson, Columns, Log, Overrides, Quiet
from hooper.cli.talk import Talk
from hooper.foundation.errors import InputError

if TYPE_CHECKING:
    from hooper.foundation.settings import Settings
    from hooper.report.table import Table
    from hooper.segmentation.catalogue import Scheme
    from hooper.segmentation.segments import Segments
    from hooper.segmentation.stability import Stability


def segment(
    log: Log,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="NAME", help="A scheme of `hooper list schemes`.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the customers' labels: LOG-NAME-segments.csv.")
    ] = Path(),
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for figures of the segments (SVG and PNG).")
    ] = None,
    halves: Annotated[
        int, typer.Option(min=0, help="So many random halves tell how stable the labels are; 0 for none.")
    ] = 20,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the halves that tell how stable labels are.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Divide the customers of a log into segments: their sizes, their value, and a label a customer.

    Random halves of the customers are divided anew, and the adjusted Rand index tells how far their labels
    agree with the first ones: 1 is complete agreement, 0 that of chance.
    """
    from hooper.segmentation import catalogue
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.segmentation.stability import stability

    chosen = catalogue.get(scheme)
    settings = _settings(chosen, overrides or [])
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    records = CustomerRecords.of(read.observed)
    segments = chosen.assign(records, settings)
    stable = stability(segments, lambda some: chosen.assign(some, settings), records, seed, halves)
    file = out / beside(log, f"{scheme}-segments.csv")
    table = segments.to_table()
    lines = {name: table[name].to_numpy() for name in table.column_names}
    write_csv(file, {**lines, "customer_id": read.names_of(segments.customer_id)})
    record = {
        "scheme": scheme,
        "segments": [profile.as_dict() for profile in segments.profiles],
        "labels": str(file),
        "figures": None if figures is None else _drawn(segments, figures),
        "status": segments.status,
        "reason": segments.reason,
        "cut_points": segments.cut_points,
        "indices": segments.indices,
        "stability": {"mean": stable.mean, "lowest": stable.lowest, "halves": stable.agreement.size},
        "cleaning": read.cleaning_record(),
    }
    talk.answer(record, _table(segments), *_lines(segments, stable), f"a label a customer: {file}")


def _settings(scheme: "Scheme", overrides: list[str]) -> "Settings":
    from hooper.scenario.overrides import apply_overrides
    from hooper.scenario.read_settings import validate
    from hooper.scenario.setting_places import Places

    given: dict[str, object] = {}
    where = f"scheme {scheme.name}"
    faults = apply_overrides(given, Places(where), overrides)
    if faults:
        raise InputError(faults)
    return validate(given, scheme.settings, where)


def _drawn(segments: "Segments", folder: Path) -> list[str]:
    """Draw the figures of the segments into a folder; return the names of their files."""
    from hooper.cli.segment_figures import segment_figures
    from hooper.report.save_figures import save_figures

    with writing(folder):
        return [str(path) for path in save_figures(segment_figures(segments), folder)]


def _lines(segments: "Segments", stable: "Stability") -> list[str]:
    from hooper.report.numbers import significant

    lines = [f"{name.replace('_', ' ')}: {significant(index)}" for name, index in segments.indices.items()]
    if stable.agreement.size:
        lines.append(
            f"stability: {stable.agreement.size} random halves, divided anew, agree by "
            f"{significant(stable.mean)} in the mean and {significant(stable.lowest)} at the least "
            "(adjusted Rand index)"
        )
    return [*lines, f"status {segments.status} ({segments.reason})"]


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
