"""`hooper compare`: a study carried out, its ranking, and its report."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import writing
from hooper.cli.options import AsJson, Overrides, Quiet, Seed
from hooper.cli.talk import Talk
from hooper.foundation.errors import IncompleteError

if TYPE_CHECKING:
    from hooper.study.results import Comparison
    from hooper.study.study import Study

CURRENCY = "USD"


def compare(
    study: Annotated[Path, typer.Argument(metavar="STUDY.toml", help="The study: see experiments/.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where results go; without it, results/ and the study's name."),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="Worlds a strategy, instead of the study's.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=1024, help="Processes; the results do not depend on them.")
    ] = os.cpu_count() or 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what an earlier run has left there.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything and say what would be run.")
    ] = False,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Compare retention strategies as a study says: ranking, report.html, figures, tables, manifest."""
    from hooper.study.study import Study

    changes = [*(overrides or [])]
    changes += [] if replications is None else [f"replications={replications}"]
    changes += [] if seed is None else [f"seed={seed}"]
    read = Study.read(study, tuple(changes))
    talk = Talk(as_json, quiet)
    folder = out or Path("results") / read.name
    if dry_run:
        _say_what_would_run(read, study.parent, talk)
        return
    try:
        comparison = _carry_out(read, study.parent, folder, workers, resume, talk)
    except KeyboardInterrupt:
        again = f"hooper compare {study} --out {folder} --resume"
        raise IncompleteError(
            f"interrupted; the runs that were finished are kept: go on with `{again}`"
        ) from None
    _answer(comparison, folder, talk)


def _carry_out(
    study: "Study", beside: Path, folder: Path, workers: int, resume: bool, talk: Talk
) -> "Comparison":
    from hooper.cli.progress_bar import progress_bar
    from hooper.study.compare import compare as carry_out
    from hooper.study.save import save

    with writing(folder), progress_bar(shown=not talk.quiet) as progress:
        comparison = carry_out(study, beside, folder, workers=workers, resume=resume, progress=progress)
        progress.begin("write the report", 1)
        save(comparison, folder)
        progress.advance()
    return comparison


def _answer(comparison: "Comparison", folder: Path, talk: Talk) -> None:
    from hooper.report.console import ranking_text

    rows = comparison.ranking
    complete = all(row.rank is not None for row in rows)
    record = {
        "ranking": [row.record() for row in rows],
        "out": str(folder),
        "complete": complete,
        "baseline": comparison.study.baseline,
        "replications": comparison.study.replications,
        "report": str(folder / "report.html"),
        "parameter_draws": [vars(row) for row in comparison.ignorance],
        "for_whom": [each.record() for each in comparison.for_whom],
        "digest": comparison.digest,
    }
    text = ranking_text(rows, comparison.ignorance, CURRENCY, comparison.study.level)
    talk.answer(record, text, f"report: {folder / 'report.html'}", f"digest {comparison.digest}")


def _say_what_would_run(study: "Study", beside: Path, talk: Talk) -> None:
    from hooper.study.worlds import read_real_log, template_of

    template_of(study, beside)
    log = read_real_log(study, beside)
    draws = study.parameter_draws.draws * len(study.chosen)
    runs = study.replications * len(study.chosen) + draws + study.scoring.futures
    record = {
        "strategies": list(study.chosen),
        "replications": study.replications,
        "runs": runs,
        "customer_periods": runs * study.world.customers * study.periods,
        "log": None if log is None else log.name,
    }
    lines = [f"{name}: {value}" for name, value in record.items()]
    talk.answer(record, *lines, "nothing was run and nothing was written")
