"""`hooper warn`: which customers of a log are about to fall silent, and how far that is to be trusted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import ANSWER_IS_NO, writing
from hooper.cli.files import beside, write_csv
from hooper.cli.logs import ReadLog, open_log
from hooper.cli.options import AsJson, Columns, Log, Quiet, UnusedSeed
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.comparison.warning_trial import WarningTrial
    from hooper.targeting.customer_months import CustomerMonths
    from hooper.targeting.warning_settings import WarningSettings

BASELINE = "recency_alone"


def warn(
    log: Log,
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="NAME",
            autocompletion=completions.names_of("warnings"),
            help="A warning of `hooper list warnings`.",
        ),
    ] = "churn_hazard",
    columns: Columns = None,
    horizon: Annotated[
        float, typer.Option(metavar="WEEKS", help="Who buys nothing for so long has fallen silent.")
    ] = 13.0,
    given_up: Annotated[
        float, typer.Option(metavar="WEEKS", help="Who has been silent for longer is not warned of any more.")
    ] = 26.0,
    scheme: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.names_of("schemes"),
            help="Tell the health by segment too: a scheme of `hooper list schemes`.",
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for a risk a customer: LOG-NAME-warnings.csv.")
    ] = Path(),
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw calibration and lift into this folder.")
    ] = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Tell each customer's risk to buy nothing for the horizon, and the health of the base.

    The warning is fitted twice: to all months whose outcome is known, for the risks of today, and to earlier
    ones, to be tried on the later ones beside recency alone, which it has to beat.

    The exit code is 1 if the warning could not be fitted.
    """
    from hooper.cli.warn_answer import answer_warning
    from hooper.cli.warn_health import health_by_segment
    from hooper.cli.warn_truth import alarms_against_truth
    from hooper.comparison.warning_trial import try_warning
    from hooper.targeting import catalogue
    from hooper.targeting.customer_months import customer_months

    chosen = catalogue.get(model)
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    settings = _settings(horizon, given_up, read.observed.period_days)
    months = customer_months(read.observed, settings)
    fit = chosen.fit(months.known_by(months.end_days))
    now = months.where(months.is_now)
    risk = fit.risk(now)
    groups = health_by_segment(read.observed, scheme, now, risk) if fit.status != "failed" else ()
    trials = {name: try_warning(catalogue.get(name), months) for name in dict.fromkeys((BASELINE, model))}
    record = {
        "file": _written(out / beside(log, f"{model}-warnings.csv"), now, risk, read),
        "figures": None if figures is None else _drawn(trials, figures),
        "alarms": alarms_against_truth(Path(log), trials[model], settings),
        "cleaning": read.cleaning_record(),
    }
    answer_warning(talk, fit, now, risk, groups, trials, record)
    if fit.status == "failed":
        raise typer.Exit(ANSWER_IS_NO)


def _settings(horizon: float, given_up: float, period_days: float) -> "WarningSettings":
    """Check the options; raises `InputError` naming what is wrong."""
    from hooper.scenario.read_settings import validate
    from hooper.targeting.warning_settings import WarningSettings

    given = {"horizon_weeks": horizon, "given_up_after_weeks": given_up, "period_days": period_days}
    return validate(given, WarningSettings, where="hooper warn")


def _written(file: Path, now: "CustomerMonths", risk: "NDArray[np.float64]", read: ReadLog) -> str:
    """Write a line a customer who is not given up; return the name of the file."""
    lines = {
        "customer_id": read.names_of(now.customer_id),
        "risk": risk,
        "days_since_last": now.start_days - now.last_days,
        "purchases": now.frequency + 1,
        "value_per_month": now.value_per_month,
    }
    write_csv(file, lines)
    return str(file)


def _drawn(trials: "dict[str, WarningTrial]", folder: Path) -> list[str]:
    """Draw how the warnings did on the months that were kept back; return the names of the files."""
    from hooper.report.figures import warning_check
    from hooper.report.save_figures import save_figures

    risks = {name: trial.risk for name, trial in trials.items() if trial.fit.status != "failed"}
    came = next(iter(trials.values())).tried.fell_silent
    with writing(folder):
        return [str(path) for path in save_figures({"warning_check": warning_check(risks, came)}, folder)]
