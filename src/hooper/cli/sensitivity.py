"""`hooper sensitivity`: which assumptions about the world move the gains of the strategies."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.compare_answer import CURRENCY
from hooper.cli.exits import writing
from hooper.cli.nearest import nearest
from hooper.cli.options import ALL_PROCESSORS, AsJson, Overrides, Quiet, Seed, Workers
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, IncompleteError, InputError

if TYPE_CHECKING:
    from hooper.study.study import Study


def sensitivity(
    study: Annotated[
        Path,
        typer.Argument(
            metavar="STUDY.toml", autocompletion=completions.studies, help="The study: see experiments/."
        ),
    ],
    method: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.one_of("morris", "sobol"),
            help="morris (screens many) or sobol (shares variance among few).",
        ),
    ] = None,
    points: Annotated[
        int | None, typer.Option(help="Trajectories of morris, or rows of sobol (a power of two).")
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY,...",
            help="What to vary, as in economics.margin; else the study's.",
        ),
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.strategies,
            help="Show this strategy too, not the best one alone.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where results go; without it, results/ and the study's name."),
    ] = None,
    workers: Workers = ALL_PROCESSORS,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Vary a world's assumptions within their ranges, and tell which of them move the gains of strategies.

    Runs that are stored in the folder already are not repeated.
    """
    from hooper.cli.progress_bar import progress_bar
    from hooper.cli.sensitivity_answer import answer_sensitivity
    from hooper.study.save_sensitivity import save_sensitivity
    from hooper.study.sensitivity import sensitivity as carry_out
    from hooper.study.study import Study

    given = {"sensitivity.method": method, "sensitivity.points": points, "seed": seed}
    changes = [*(overrides or []), *(f"{key}={value}" for key, value in given.items() if value is not None)]
    read = Study.read(study, tuple(changes))
    _check_strategy(read, strategy)
    keys = [key.strip() for text in parameters or [] for key in text.split(",") if key.strip()]
    talk, folder = Talk(as_json, quiet), out or Path("results") / read.name / "sensitivity"
    try:
        with writing(folder), progress_bar(shown=not quiet) as progress:
            found = carry_out(read, study.parent, folder, keys, workers=workers, progress=progress)
            progress.begin("write tables and figures", 1)
            shown = list(dict.fromkeys((found.best_arm, strategy or found.best_arm)))
            files = save_sensitivity(found, shown, CURRENCY, folder)
            progress.advance()
    except KeyboardInterrupt:
        again = "run the same command again, and it goes on"
        raise IncompleteError(f"interrupted; the runs that were finished are kept: {again}") from None
    answer_sensitivity(talk, found, shown, folder, files)


def _check_strategy(study: "Study", strategy: str | None) -> None:
    arms = [name for name in study.chosen if name != study.baseline]
    if strategy is not None and strategy not in arms:
        problem = f"'{strategy}' is not compared with {study.baseline} in this study"
        raise InputError([Fault("--strategy", problem, nearest(strategy, arms))])
