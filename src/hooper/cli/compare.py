"""`hooper compare`: a study carried out, its ranking, and its report."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import writing
from hooper.cli.options import ALL_PROCESSORS, AsJson, Overrides, Quiet, Resume, Seed, Workers
from hooper.cli.talk import Talk
from hooper.foundation.errors import IncompleteError

if TYPE_CHECKING:
    from hooper.study.executors.executor import Executor
    from hooper.study.results import ManyWorlds
    from hooper.study.study import Study


def compare(
    study: Annotated[
        Path,
        typer.Argument(
            metavar="STUDY.toml", autocompletion=completions.studies, help="The study: see experiments/."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where results go; without it, results/ and the study's name."),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="Worlds a strategy, instead of the study's.")
    ] = None,
    workers: Workers = ALL_PROCESSORS,
    executor: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.one_of("serial", "processes", "dask"),
            help="serial, processes or dask; without it, processes if there are several workers.",
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of dask, as in tcp://HOST:8786; without it, workers here."),
    ] = None,
    resume: Resume = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything and say what it would take; run nothing.")
    ] = False,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Compare retention strategies as a study says: ranking, report.html, figures, tables, manifest.

    A run that fails is named, with its reason, and the others go on; the exit code is then 3, and --resume
    tries it again.
    """
    from hooper.cli.compare_answer import answer_comparison, answer_failures
    from hooper.cli.compare_plan import answer_plan
    from hooper.study.executors.catalogue import executor_for
    from hooper.study.study import Study

    changes = [*(overrides or [])]
    changes += [] if replications is None else [f"replications={replications}"]
    changes += [] if seed is None else [f"seed={seed}"]
    read = Study.read(study, tuple(changes))
    talk = Talk(as_json, quiet)
    folder = out or Path("results") / read.name
    chosen = executor_for(executor, workers, scheduler)
    if dry_run:
        answer_plan(read, study.parent, folder, workers, talk)
        return
    again = f"hooper compare {study} --out {folder} --resume"
    with resumable(again):
        done = _carry_out(read, study.parent, folder, chosen, resume, talk)
    answer_comparison(done, folder, talk)
    answer_failures(done, again)


@contextmanager
def resumable(again: str) -> Iterator[None]:
    """Say how to go on after whatever stops a study before its end."""
    kept = f"the runs that were finished are kept: go on with `{again}`"
    try:
        yield
    except KeyboardInterrupt:
        raise IncompleteError(f"interrupted; {kept}") from None
    except IncompleteError as error:
        raise IncompleteError(f"{error}\n    {kept}") from None


def _carry_out(
    study: "Study", beside: Path, folder: Path, executor: "Executor", resume: bool, talk: Talk
) -> "ManyWorlds":
    from hooper.cli.progress_bar import progress_bar
    from hooper.study.compare import compare_worlds
    from hooper.study.save import save_worlds

    with writing(folder), progress_bar(shown=not talk.quiet) as progress:
        done = compare_worlds(study, beside, folder, executor=executor, resume=resume, progress=progress)
        progress.begin("write the report", len(done.worlds))
        for _ in save_worlds(done, folder):
            progress.advance()
    return done
