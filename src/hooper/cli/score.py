"""`hooper score`: estimators of customer value against a truth that only the simulator knows."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import ANSWER_IS_NO, writing
from hooper.cli.options import ALL_PROCESSORS, LARGEST_SEED, AsJson, Overrides, Quiet
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.comparison.value_score import ValueScore
    from hooper.study.lived_world import WorldToScore
    from hooper.study.score_estimators import WorldScores

CUSTOMERS, FUTURES = 2_000, 40
QUICK_CUSTOMERS, QUICK_FUTURES = 600, 10
BUILT_IN_SEED = 1


def score(
    study: Annotated[
        Path | None,
        typer.Argument(
            metavar="[STUDY.toml]",
            autocompletion=completions.studies,
            help="Score in the world of this study; without it, in built-in worlds.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write all scores, tenths and the matrix here.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Fewer worlds, customers and futures: under 20 seconds.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(min=1, max=1024, help="Processes; the scores do not depend on them but for last bits."),
    ] = ALL_PROCESSORS,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", min=0, max=LARGEST_SEED, help="Seed of chance; without it, that of the study, or 1."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Score estimators of customer value against the true expected value of each customer.

    Bias, error, rank correlation, calibration by tenths, coverage of the intervals, and the money that a firm
    loses which chooses whom to treat by the estimate. An estimator that does not fit a world says so.

    The exit code is 1 if there is a world in which no estimator gave values.
    """
    from hooper.report.score_tables import best_table, scores_table

    talk = Talk(as_json, quiet)
    _make_room(out)
    if study is None:
        worlds, chosen = _built_in(quick, overrides or []), BUILT_IN_SEED if seed is None else seed
    else:
        worlds, chosen = _of_study(study, quick, overrides or [], seed)
    found = _carry_out(worlds, chosen, workers, talk)
    scores = [each for world in found for each in world.scores]
    files = [] if out is None else _written(scores, out)
    of_worlds = [{key: value for key, value in vars(world).items() if key != "scores"} for world in found]
    means = {world.world: world.mean_value for world in found}
    talk.answer(
        {
            "scores": [each.record() for each in scores],
            "worlds": of_worlds,
            "seed": chosen,
            "files": files,
        },
        scores_table(scores),
        best_table(scores, means),
        *(f"file: {name}" for name in files),
    )
    if any(all(each.scores is None for each in world.scores) for world in found):
        raise typer.Exit(ANSWER_IS_NO)


def _make_room(out: Path | None) -> None:
    """Make the folder before anything is run, so that a place that cannot take it is told at once."""
    if out is not None:
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)


def _built_in(quick: bool, overrides: Sequence[str]) -> "Sequence[WorldToScore]":
    from hooper.study.built_in_worlds import built_in_worlds, quick_worlds

    if overrides:
        remedy = "name a study whose settings are to be changed"
        raise InputError([Fault("--set", f"{overrides[0]} changes a study, and there is none", remedy)])
    return quick_worlds(QUICK_CUSTOMERS, QUICK_FUTURES) if quick else built_in_worlds(CUSTOMERS, FUTURES)


def _of_study(
    path: Path, quick: bool, overrides: Sequence[str], seed: int | None
) -> "tuple[Sequence[WorldToScore], int]":
    from hooper.study.scored_study import smaller, world_of_study
    from hooper.study.study import Study

    changes = [*overrides, *([] if seed is None else [f"seed={seed}"])]
    read = Study.read(path, tuple(changes))
    return [world_of_study(smaller(read) if quick else read, path.parent)], read.seed


def _carry_out(worlds: "Sequence[WorldToScore]", seed: int, workers: int, talk: Talk) -> "list[WorldScores]":
    from hooper.cli.progress_bar import progress_bar
    from hooper.study.score_estimators import score_estimators

    found = []
    with progress_bar(shown=not talk.quiet) as progress:
        progress.begin("live worlds and score in them", len(worlds))
        for world in score_estimators(worlds, seed, workers):
            found.append(world)
            progress.advance()
    return found


def _written(scores: "Sequence[ValueScore]", folder: Path) -> list[str]:
    """Write scores and tenths as CSV, and the matrix; return the names of the files."""
    from hooper.report.csv_files import save_tables
    from hooper.report.figures import score_matrix
    from hooper.report.save_figures import save_figures
    from hooper.report.score_tables import every_score_table, tenths_table

    with writing(folder):
        tables = save_tables((every_score_table(scores), tenths_table(scores)), folder)
        drawn = save_figures({"score_matrix": score_matrix(scores)}, folder)
    return [str(path) for path in (*tables, *drawn)]
