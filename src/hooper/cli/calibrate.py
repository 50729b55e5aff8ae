"""`hooper calibrate`: a world fitted to a log, with what the log can and cannot tell of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.calibrate_answer import CalibrationAnswer
from hooper.cli.exits import ANSWER_IS_NO, writing
from hooper.cli.files import beside, write_text
from hooper.cli.logs import cut_days, open_log, read_cut
from hooper.cli.options import ALL_PROCESSORS, AsJson, Columns, Log, Overrides, Quiet, Seed, Workers
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.history.observed import Observed
    from hooper.scenario.scenario import Scenario
    from hooper.study.simulated_moments.calibration_window import CalibrationWindow
    from hooper.study.simulated_moments.world_calibration import WorldCalibration
    from hooper.study.simulated_moments.world_parameters import WorldParameter


def calibrate(
    log: Log,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            metavar="SCENARIO",
            autocompletion=completions.scenarios,
            help="What is not fitted: a preset or a file.",
        ),
    ] = "retail",
    columns: Columns = None,
    calibration_end: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Fit to what lies up to this day; without it, the first half."),
    ] = None,
    weeks_before: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=520,
            help="Customers came so long before the log begins; 0 if it has them from their first purchase."
            " Without it, by how they appear.",
        ),
    ] = None,
    parameters: Annotated[
        str | None, typer.Option(metavar="NAME,NAME", help="What to fit; without it, what is usual.")
    ] = None,
    customers: Annotated[
        int | None, typer.Option(min=1_000, max=1_000_000, help="Customers of the simulated worlds.")
    ] = None,
    workers: Workers = ALL_PROCESSORS,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for what is found; LOG-calibration here.")
    ] = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Fit a world to a log of purchases by simulated moments.

    Written are the calibrated scenario, its diagnostics as JSON and text, and figures: how the world does on
    the weeks that it was not fitted to, its targets, and what the log can tell of each parameter.

    The exit code is 1 if the log tells no parameter well.
    """
    from hooper.scenario import presets
    from hooper.study.simulated_moments.calibration_window import window_of
    from hooper.study.simulated_moments.world_calibration import require_no_contracts
    from hooper.study.simulated_moments.world_parameters import USUAL, chosen_parameters

    chosen = chosen_parameters(USUAL if parameters is None else parameters.split(","))
    cut, talk = read_cut(calibration_end), Talk(as_json, quiet)
    changes = [*(overrides or []), *([] if seed is None else [f"seed={seed}"])]
    template = presets.load(scenario, changes)
    require_no_contracts(template)
    folder = out or beside(log, "calibration")
    read = open_log(log, columns, talk)
    window = window_of(read.observed, _days(cut, read.observed), weeks_before)
    if window.weeks_before:
        talk.note(f"the log begins amid lives: customers came {window.weeks_before} weeks before it")
    found = _find(read.observed, template, window, chosen, customers, workers, folder, talk)
    answer = CalibrationAnswer(log, scenario, found)
    files = _write(answer, folder)
    record = answer.record() | {"out": str(folder), "files": files, "cleaning": read.cleaning_record()}
    talk.answer(record, *answer.tables(), *answer.lines(), f"written into {folder}")
    if not any(each.verdict == "identified" for each in found.identification.estimates):
        raise typer.Exit(ANSWER_IS_NO)


def _days(cut: date | float | None, observed: "Observed") -> float | None:
    return None if cut is None else cut_days(cut, observed)


def _find(
    observed: "Observed",
    template: "Scenario",
    window: "CalibrationWindow",
    chosen: "tuple[WorldParameter, ...]",
    customers: int | None,
    workers: int,
    folder: Path,
    talk: Talk,
) -> "WorldCalibration":
    from hooper.cli.progress_bar import progress_bar
    from hooper.study.simulated_moments.world_calibration import calibrate_world, usual_customers

    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    size = customers or usual_customers(observed, window)
    with progress_bar(shown=not talk.quiet) as progress:
        return calibrate_world(observed, template, window, chosen, size, workers, progress)


def _write(answer: CalibrationAnswer, folder: Path) -> list[str]:
    """Write scenario, diagnostics and figures; return the names of the files."""
    import json

    from hooper.cli.talk import plain
    from hooper.report.save_figures import save_figures
    from hooper.scenario.write_scenario import scenario_text

    texts = {
        "scenario.toml": scenario_text(answer.found.scenario, answer.remark()),
        "diagnostics.json": json.dumps(plain(answer.record()), indent=1) + "\n",
        "diagnostics.txt": answer.text(),
    }
    for name, text in texts.items():
        write_text(folder / name, text)
    with writing(folder):
        drawn = save_figures(answer.figures(), folder)
    return [*(str(folder / name) for name in texts), *map(str, drawn)]
