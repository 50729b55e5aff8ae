"""Fits a model of opportunities to a log cut into them, or to an example that was published so."""

from datetime import date
from typing import TYPE_CHECKING

from hooper.cli.fit_answer import FitAnswer, estimates, record_of
from hooper.cli.fit_intervals import FindIntervals
from hooper.cli.logs import cut_days, open_log
from hooper.cli.talk import Talk
from hooper.foundation.units import PERIOD_DAYS, PeriodUnit

if TYPE_CHECKING:
    from hooper.lifetime_value.model_kinds import OpportunityModel


def fit_opportunities(
    model: "OpportunityModel",
    log: str,
    columns: str | None,
    cut: date | float | None,
    unit: PeriodUnit,
    find_intervals: FindIntervals,
    talk: Talk,
) -> FitAnswer:
    """Return the answer for the model; in a log each `unit` after the first purchase is an opportunity."""
    from hooper.history.example_logs import DONATIONS
    from hooper.history.example_opportunities import read_example_opportunities
    from hooper.history.opportunities import summarise_opportunities

    if log == DONATIONS.address:
        summary, about = read_example_opportunities(log), {"unit": "year", "cleaning": None}
    else:
        read = open_log(log, columns, talk)
        until = cut_days(cut, read.observed)
        summary = summarise_opportunities(read.observed, PERIOD_DAYS[unit], until)
        about = {"cut_days": until, "unit": unit, "cleaning": read.cleaning_record()}
    fitted = model.fit(summary)
    intervals = find_intervals(model, summary, fitted)
    return FitAnswer({**record_of(fitted, intervals), **about}, [*estimates(fitted, intervals), ""])
