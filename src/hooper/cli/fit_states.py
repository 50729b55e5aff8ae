"""Fits a model of customers in states to a log, with what happened to the customers if that is known."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hooper.cli.files import keep_apart, write_csv
from hooper.cli.fit_answer import FitAnswer, estimates, record_of
from hooper.cli.fit_intervals import wald
from hooper.cli.logs import cut_days, open_log
from hooper.cli.states_told import ToldOfStates, states_table
from hooper.cli.talk import Talk
from hooper.foundation.units import PERIOD_DAYS, PeriodUnit

if TYPE_CHECKING:
    from hooper.history.observed import Observed
    from hooper.lifetime_value.hidden_markov.period_covariates import PeriodCovariates
    from hooper.lifetime_value.panel_model import PanelModel

_STATES = 2  # if nobody says how many


@dataclass(frozen=True)
class StatesAsked:
    """What `hooper fit` can be asked of models of customers in states."""

    states: int | None
    covariates: Path | None
    out: Path | None


def fit_states(
    model: "PanelModel",
    log: str,
    columns: str | None,
    cut: date | float | None,
    unit: PeriodUnit,
    asked: StatesAsked,
    talk: Talk,
) -> FitAnswer:
    """Return the answer for the model; periods last a `unit`, and the first begins with the log."""
    from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log

    if asked.out:
        keep_apart(asked.out, log)
    read = open_log(log, columns, talk)
    until = cut_days(cut, read.observed)
    what_happened = _covariates(read.observed, asked.covariates, PERIOD_DAYS[unit])
    seen = panel_of_log(read.observed, what_happened, PERIOD_DAYS[unit], until)
    fitted = model.fit(seen.panel, asked.states or _STATES)
    about = {"cut_days": until, "unit": unit, "cleaning": read.cleaning_record()}
    intervals = wald(fitted)
    record = {**record_of(fitted, intervals), "n_too_late": seen.n_too_late, **about}
    if fitted.status == "failed":
        return FitAnswer({**record, "holdout": None}, [*estimates(fitted, intervals), ""])
    told = ToldOfStates.of(model, fitted, seen, read.observed)
    parts = [*estimates(fitted, intervals), states_table(told.states), *told.lines()]
    if asked.out:
        write_csv(asked.out, told.a_line_a_customer(read))
        record, parts = {**record, "file": str(asked.out)}, [*parts, f"a line a customer: {asked.out}"]
    return FitAnswer({**record, **told.record()}, [*parts, ""])


def _covariates(observed: "Observed", file: Path | None, period_days: float) -> "PeriodCovariates":
    from hooper.lifetime_value.hidden_markov.period_covariates import contacts_of
    from hooper.lifetime_value.hidden_markov.read_period_covariates import read_period_covariates

    if file is None:
        return contacts_of(observed, period_days)
    return read_period_covariates(file, observed, period_days)
