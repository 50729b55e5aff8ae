"""Fits models of purchases and of spend to a log, and scores the former on what came after the cut."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hooper.cli.fit_answer import FitAnswer, estimates, record_of
from hooper.cli.fit_comparison import compared
from hooper.cli.fit_intervals import FindIntervals
from hooper.cli.fit_ways import FittedPurchases, Way
from hooper.cli.logs import cut_days, open_log
from hooper.cli.talk import Talk
from hooper.foundation.units import PERIOD_DAYS, PeriodUnit

if TYPE_CHECKING:
    from hooper.lifetime_value.model_kinds import PurchaseModel, SpendModel


def fit_log(
    models: "Sequence[PurchaseModel | SpendModel]",
    log: str,
    columns: str | None,
    cut: date | float | None,
    unit: PeriodUnit,
    way: Way,
    find_intervals: FindIntervals,
    talk: Talk,
) -> list[FitAnswer]:
    """Return an answer for each model, those of purchases fitted in the `way` that is given."""
    from hooper.history.customer_summary import summarise
    from hooper.lifetime_value.model_kinds import PurchaseModel

    read = open_log(log, columns, talk)
    until = cut_days(cut, read.observed)
    about = {"cut_days": until, "unit": unit, "cleaning": read.cleaning_record()}
    summary = summarise(read.observed, until, PERIOD_DAYS[unit])
    answers: list[FitAnswer] = []
    for model in models:
        if isinstance(model, PurchaseModel):
            found = way(model, summary, read.observed)
            row = compared(found.fit, found.holdout)
        else:
            amounts = model.summarise(read.observed, until)
            fitted = model.fit(amounts)
            found, row = FittedPurchases(fitted, find_intervals(model, amounts, fitted), None), None
        holdout = found.holdout
        record = {
            **record_of(found.fit, found.intervals),
            "holdout": holdout.record() if holdout else None,
            **about,
        }
        told = holdout.lines() if holdout else []
        answers.append(FitAnswer(record, [*estimates(found.fit, found.intervals), *told, ""], row))
    return answers
