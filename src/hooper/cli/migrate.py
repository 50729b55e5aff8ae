"""`hooper migrate`: how customers move between segments, where that leads, and what they are worth by it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import writing
from hooper.cli.logs import open_log
from hooper.cli.migrate_answer import MigrateAnswer
from hooper.cli.options import LARGEST_SEED, AsJson, Columns, Log, Overrides, Profiles, Quiet
from hooper.cli.scheme_settings import settings_with
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.segmentation.segment_paths import SegmentPaths


def migrate(
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
    every: Annotated[float, typer.Option("--every", metavar="DAYS", help="How far the cuts lie apart.")],
    margin: Annotated[float, typer.Option(help="Share of revenue that is profit.")] = 0.3,
    discount_rate_per_year: Annotated[
        float, typer.Option(help="Effective yearly rate, above zero: customers never leave a log for good.")
    ] = 0.1,
    replications: Annotated[int, typer.Option(min=1, help="How often customers are drawn anew.")] = 200,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw the last moves into this folder.")
    ] = None,
    profiles: Profiles = None,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the intervals.")] = 1,
    quiet: Quiet = False,
) -> None:
    """Tell how customers of a log move between segments from one cut to the next.

    Cuts lie so many days apart and end with the log; at each the scheme knows what was known then. Told are
    the chances to move with 95 % intervals, newcomers and customers who bought nothing meanwhile, the shares
    to be expected next and in the long run, and the value to come of each segment by these moves.
    """
    from hooper.cli.migrate_settings import MigrateSettings
    from hooper.history.log_profiles import profiles_of
    from hooper.scenario.read_settings import validate
    from hooper.segmentation import catalogue
    from hooper.segmentation.migration_intervals import migration_intervals
    from hooper.segmentation.segment_migration import segment_migration
    from hooper.segmentation.segment_paths import cuts_every, segment_paths

    chosen = catalogue.get(scheme)
    settings = settings_with(overrides or [], chosen.settings, f"scheme {scheme}")
    given = {"every_days": every, "margin": margin, "discount_rate_per_year": discount_rate_per_year}
    how = validate(given, MigrateSettings, "hooper migrate")
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    cuts = cuts_every(read.observed, how.every_days)
    known = profiles_of(log, read.observed, profiles)
    paths = segment_paths(read.observed, lambda records: chosen.assign(records, settings), cuts, known)
    moves = segment_migration(paths)
    intervals = migration_intervals(paths, seed, replications)
    answer = MigrateAnswer(paths, moves, intervals, moves.value_to_come(how.margin, how.rate_per_period))
    drawn = _draw(paths, figures)
    record = answer.record() | {"scheme": scheme, "figures": drawn, "cleaning": read.cleaning_record()}
    told = [f"figure: {path}" for path in drawn]
    talk.answer(record, answer.table_of_moves(), answer.table_of_segments(), *told)


def _draw(paths: "SegmentPaths", folder: Path | None) -> list[str]:
    if folder is None:
        return []
    from hooper.report.figures import migration_flow
    from hooper.report.save_figures import save_figures
    from hooper.segmentation.segment_migration import segment_migration

    last = segment_migration(paths.of_last_two_cuts())
    flow = migration_flow(last.labels, last.moves, last.newcomers)
    with writing(folder):
        return [str(path) for path in save_figures({"migration_flow": flow}, folder)]
