"""`hooper segment`: the customers of a log in segments, with what each is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import writing
from hooper.cli.files import beside
from hooper.cli.logs import open_log
from hooper.cli.options import AsJson, Columns, Log, Overrides, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

UTF_8, BOM = "utf-8", "utf-8-sig"

if TYPE_CHECKING:
    from hooper.foundation.settings import Settings
    from hooper.report.table import Table
    from hooper.segmentation.catalogue import Scheme
    from hooper.segmentation.crossed_segments import CrossedSegments
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.segmentation.segments import Segments


def segment(
    log: Log,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="NAME", help="A scheme of `hooper list schemes`.")
    ],
    compare: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another scheme to cross it with, as it comes.")
    ] = None,
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What is known of customers: customer_id, and a column a trait."),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for labels and figure: LOG-NAME-segments.*.")
    ] = Path(),
    id_column: Annotated[
        str | None,
        typer.Option("--id", metavar="COLUMN", help="The log's column of record ids, to import labels by."),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark the labels file as UTF-8, for spreadsheets.")
    ] = False,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Divide the customers of a log into segments: their sizes, their value, and a label a customer."""
    from hooper.cli.segment_labels import LabelsFile
    from hooper.history.log_profiles import profiles_of
    from hooper.segmentation.crossed_segments import cross
    from hooper.segmentation.customer_records import CustomerRecords

    chosen, others_chosen = _schemes(scheme, compare)
    settings = _settings(chosen, overrides or [])
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    records = CustomerRecords.of(read.observed, profiles=profiles_of(log, read.observed, profiles))
    segments = chosen.assign(records, settings)
    others = [each.assign(records, each.settings()) for each in others_chosen]
    labels = LabelsFile(out / beside(log, f"{scheme}-segments.csv"), BOM if bom else UTF_8, id_column)
    rows = labels.write(log, read, segments, *others)
    drawn = _drawn(segments, records, settings, labels.path)
    record = _told(segments) | {"labels": str(labels.path), "figures": drawn}
    record["cleaning"] = read.cleaning_record()
    crossed = [(each, cross(segments, each, records.summary)) for each in others]
    files = [f"{rows:,} labels: {labels.path}", *(f"figure: {file}" for file in drawn)]
    _answer(record, segments, crossed, files, talk)


def _schemes(scheme: str, compare: str | None) -> "tuple[Scheme, list[Scheme]]":
    """Return the scheme, and the other one if there is one."""
    from hooper.segmentation import catalogue

    chosen, others = catalogue.get(scheme), [catalogue.get(compare)] if compare else []
    if chosen in others:
        raise InputError([Fault("--compare", f"'{compare}' is the scheme itself", "name another one")])
    return chosen, others


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


def _drawn(segments: "Segments", records: "CustomerRecords", settings: "Settings", file: Path) -> list[str]:
    """Draw the scheme's figure, if it has one, beside the file of labels; return the names of the files."""
    from hooper.report.figures import WIDE_INCHES
    from hooper.report.save_figures import save_figures
    from hooper.report.segment_figures import FIGURES

    draw = FIGURES.get(segments.scheme)
    if draw is None or not records.n_customers:
        return []
    figure = draw(segments, records, settings, WIDE_INCHES)
    with writing(file.parent):
        return [str(path) for path in save_figures({file.stem: figure}, file.parent)]


def _told(segments: "Segments") -> dict[str, object]:
    return {
        "scheme": segments.scheme,
        "segments": [profile.as_dict() for profile in segments.profiles],
        "status": segments.status,
        "reason": segments.reason,
        "cut_points": segments.cut_points,
    }


def _answer(
    record: dict[str, object],
    segments: "Segments",
    crossed: "list[tuple[Segments, CrossedSegments]]",
    files: list[str],
    talk: Talk,
) -> None:
    from hooper.cli.segment_tables import crossed_table, crossed_told, segments_table

    shown: list[Table | str] = [segments_table(segments), _status(segments)]
    for other, cells in crossed:
        record["compared"] = _told(other) | crossed_told(cells)
        index = f"adjusted Rand index {cells.adjusted_rand_index:.3f} (1: alike, 0: as by lot)"
        table = crossed_table(cells, segments.scheme, other.scheme)
        shown += [segments_table(other), _status(other), table, index]
    talk.answer(record, *shown, *files)


def _status(segments: "Segments") -> str:
    return f"status {segments.status} ({segments.reason})"
