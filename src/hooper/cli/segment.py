"""`hooper segment`: the customers of a log in segments, with what each is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import writing
from hooper.cli.files import beside
from hooper.cli.logs import open_log
from hooper.cli.options import LARGEST_SEED, AsJson, Columns, Log, Overrides, Profiles, Quiet
from hooper.cli.scheme_settings import settings_with
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

UTF_8, BOM = "utf-8", "utf-8-sig"

if TYPE_CHECKING:
    from hooper.foundation.settings import Settings
    from hooper.report.table import Table
    from hooper.segmentation.crossed_segments import CrossedSegments
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.segmentation.scheme import Scheme
    from hooper.segmentation.segments import Segments
    from hooper.segmentation.stability import Stability


def segment(
    log: Log,
    scheme: Annotated[
        str,
        typer.Option(
            "--scheme",
            metavar="NAME",
            autocompletion=completions.names_of("schemes"),
            help="A scheme of `hooper list schemes`.",
        ),
    ],
    compare: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.names_of("schemes"),
            help="Another scheme to cross it with, as it comes.",
        ),
    ] = None,
    profiles: Profiles = None,
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
    from hooper.cli.segment_labels import LabelsFile
    from hooper.history.log_profiles import profiles_of
    from hooper.segmentation.crossed_segments import cross
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.segmentation.stability import stability

    chosen, others_chosen = _schemes(scheme, compare)
    settings = settings_with(overrides or [], chosen.settings, f"scheme {chosen.name}")
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    records = CustomerRecords.of(read.observed, profiles=profiles_of(log, read.observed, profiles))
    segments = chosen.assign(records, settings)
    stable = stability(segments, lambda some: chosen.assign(some, settings), records, seed, halves)
    others = [each.assign(records, each.settings()) for each in others_chosen]
    labels = LabelsFile(out / beside(log, f"{scheme}-segments.csv"), BOM if bom else UTF_8, id_column)
    rows = labels.write(log, read, segments, *others)
    drawn = _drawn(segments, records, settings, labels.path)
    record = _told(segments) | {"labels": str(labels.path), "figures": drawn}
    record |= {"stability": stable.as_dict(), "cleaning": read.cleaning_record()}
    crossed = [(each, cross(segments, each, records.summary)) for each in others]
    files = [f"{rows:,} labels: {labels.path}", *(f"figure: {file}" for file in drawn)]
    _answer(record, segments, crossed, [*_stability_told(stable), *files], talk)


def _schemes(scheme: str, compare: str | None) -> "tuple[Scheme, list[Scheme]]":
    """Return the scheme, and the other one if there is one."""
    from hooper.segmentation import catalogue

    chosen, others = catalogue.get(scheme), [catalogue.get(compare)] if compare else []
    if chosen in others:
        raise InputError([Fault("--compare", f"'{compare}' is the scheme itself", "name another one")])
    return chosen, others


def _drawn(segments: "Segments", records: "CustomerRecords", settings: "Settings", file: Path) -> list[str]:
    """Draw the scheme's figure beside the file of labels; return the names of the files."""
    from hooper.report.figures import WIDE_INCHES
    from hooper.report.save_figures import save_figures
    from hooper.report.segment_figures import figure_of

    if not records.n_customers:
        return []
    figure = figure_of(segments.scheme)(segments, records, settings, WIDE_INCHES)
    with writing(file.parent):
        return [str(path) for path in save_figures({file.stem: figure}, file.parent)]


def _told(segments: "Segments") -> dict[str, object]:
    return {
        "scheme": segments.scheme,
        "segments": [profile.as_dict() for profile in segments.profiles],
        "status": segments.status,
        "reason": segments.reason,
        "cut_points": segments.cut_points,
        "indices": segments.indices,
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
    from hooper.report.numbers import significant

    indices = [f"{name.replace('_', ' ')} {significant(index)}" for name, index in segments.indices.items()]
    return "; ".join([f"status {segments.status} ({segments.reason})", *indices])


def _stability_told(stable: "Stability") -> list[str]:
    from hooper.report.numbers import significant

    if not stable.agreement.size:
        return []
    mean, lowest = significant(stable.mean), significant(stable.lowest)
    halves = f"{stable.agreement.size} random halves, divided anew"
    return [f"stability: {halves}, agree by {mean} in the mean and {lowest} at the least"]
