"""`hooper screen`: how attractive the segments of a log are, by size, growth and the five forces."""

from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.logs import open_log
from hooper.cli.options import AsJson, Columns, Log, Overrides, Profiles, Quiet, UnusedSeed
from hooper.cli.scheme_settings import settings_with
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hooper.report.table import Table
    from hooper.segmentation.five_forces import ScreenedSegment

OF_SCHEME = "scheme."


def screen(
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
    profiles: Profiles = None,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Screen the segments of a log: scores from 1 to 5 for size, growth and the five forces.

    What a log does not tell is given with --set 'known."LABEL".rivals=4' and the like; settings of the scheme
    itself begin with `scheme`, as in --set scheme.most=3.
    """
    from hooper.history.log_profiles import profiles_of
    from hooper.segmentation import catalogue, five_forces
    from hooper.segmentation.customer_records import CustomerRecords

    chosen = catalogue.get(scheme)
    given = overrides or []
    of_scheme = [each.removeprefix(OF_SCHEME) for each in given if each.startswith(OF_SCHEME)]
    of_screen = [each for each in given if not each.startswith(OF_SCHEME)]
    settings = settings_with(of_scheme, chosen.settings, f"scheme {scheme}")
    how = settings_with(of_screen, five_forces.ScreenSettings, "screen")
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    records = CustomerRecords.of(read.observed, profiles=profiles_of(log, read.observed, profiles))
    screened = five_forces.screen(records, chosen.assign(records, settings), how)
    record = {
        "scheme": scheme,
        "segments": [each.as_dict() for each in screened],
        "cleaning": read.cleaning_record(),
    }
    talk.answer(record, _measured(screened), _scores(screened))


def _measured(screened: "Sequence[ScreenedSegment]") -> "Table":
    from hooper.report.numbers import percent, percent_change, ratio, words
    from hooper.report.table import Column, table_of

    return table_of(
        "what the log tells",
        screened,
        Column("label", "segment", words),
        Column("relative_size", "spend by mean segment", ratio),
        Column("growth_rate", "growth", percent_change),
        Column("share_of_largest", "largest four customers", percent),
    )


def _scores(screened: "Sequence[ScreenedSegment]") -> "Table":
    from hooper.report.numbers import ratio, significant, words
    from hooper.report.table import Column, table_of
    from hooper.segmentation.five_forces import CRITERIA

    criteria = [Column(name, name.replace("_", " "), significant) for name in CRITERIA]
    whole = Column("attractiveness", "attractiveness", ratio)
    return table_of("scores from 1 to 5", screened, Column("label", "segment", words), *criteria, whole)
