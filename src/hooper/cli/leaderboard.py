"""`hooper leaderboard`: a strategy of one's own on the fixed worlds, beside those of the library."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.compare import resumable
from hooper.cli.exits import writing
from hooper.cli.options import ALL_PROCESSORS, LARGEST_SEED, AsJson, Quiet, Resume, UnusedSeed, Workers
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.study.leaderboard.board import Arms, Board
    from hooper.study.study_worlds import StudyWorld


def leaderboard(
    strategy: Annotated[
        Path | None,
        typer.Argument(
            metavar="[STRATEGY.py]",
            help="A file as `hooper new strategy` writes it; without it, the library.",
        ),
    ] = None,
    strategies: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME,...", help="Which of the library stand beside it; without it, all."),
    ] = None,
    holdout: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=LARGEST_SEED,
            metavar="SEED",
            help="Worlds drawn from this seed instead; the library's best five live there too.",
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Have the library live again, instead of its stored rows.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Two worlds and three replications: enough to see that it runs.")
    ] = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where runs are kept.")] = Path(
        "results/leaderboard"
    ),
    workers: Workers = ALL_PROCESSORS,
    resume: Resume = False,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Set a strategy of your own beside the library's, on worlds that are the same for everybody.

    The outcome is the gain in customer equity over doing nothing, in per cent of sales, mean over worlds,
    with its paired interval, and the regret to a strategy that sees the truth. A run that fails is named,
    and the exit code is then 3.
    """
    from hooper.cli.leaderboard_answer import answer_failures, answer_leaderboard
    from hooper.cli.progress_bar import progress_bar
    from hooper.study.executors.catalogue import executor_for
    from hooper.study.leaderboard.board import Board
    from hooper.study.leaderboard.enter import beside_the_library, best_of_library, library_arms, own_arm
    from hooper.study.leaderboard.live import live

    board = Board.read().quick if quick else Board.read()
    own = {} if strategy is None else own_arm(strategy)
    asked = [name.strip() for text in strategies or [] for name in text.split(",") if name.strip()]
    library = library_arms(asked or ([] if holdout is None else best_of_library()))
    again = _again(strategy, asked, holdout, out, flags={"--anew": anew, "--quick": quick})
    with resumable(again), writing(out), progress_bar(shown=not quiet) as progress:
        have_live = partial(
            live, out=out, executor=executor_for(None, workers), resume=resume, progress=progress
        )
        if holdout is None and not anew:
            lived = beside_the_library(board, own, library, have_live)
        else:
            lived = have_live(_worlds(board, holdout, {**{name: {} for name in library}, **own}))
    answer_leaderboard(board, lived, [*own], holdout, Talk(as_json, quiet))
    answer_failures(lived, again)


def _worlds(board: "Board", holdout: int | None, arms: "Arms") -> "tuple[StudyWorld, ...]":
    return board.lived_by(arms) if holdout is None else board.drawn_from(holdout, arms)


def _again(
    strategy: Path | None, asked: list[str], holdout: int | None, out: Path, flags: Mapping[str, bool]
) -> str:
    """Return the command that goes on with the same board."""
    words = ["hooper leaderboard"]
    words += [] if strategy is None else [str(strategy)]
    words += [f"--strategies {','.join(asked)}"] if asked else []
    words += [] if holdout is None else [f"--holdout {holdout}"]
    words += [flag for flag, is_given in flags.items() if is_given]
    return " ".join([*words, f"--out {out}", "--resume"])
