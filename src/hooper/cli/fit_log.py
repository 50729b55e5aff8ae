"""Fits models of purchases and of spend to a log, and scores the former on what came after the cut."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hooper.cli.fit_answer import FitAnswer, estimates
from hooper.cli.fit_comparison import compared
from hooper.cli.fit_holdout import score_model
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
    talk: Talk,
) -> list[FitAnswer]:
    """Return an answer for each model."""
    from hooper.history.customer_summary import summarise
    from hooper.lifetime_value.model_kinds import PurchaseModel

    read = open_log(log, columns, talk)
    until = cut_days(cut, read.observed)
    about = {"cut_days": until, "unit": unit, "cleaning": read.cleaning_record()}
    summary = summarise(read.observed, until, PERIOD_DAYS[unit])
    answers: list[FitAnswer] = []
    for model in models:
        if isinstance(model, PurchaseModel):
            fitted = model.fit(summary)
            holdout = score_model(fitted, model, summary, read.observed)
        else:
            fitted, holdout = model.fit(model.summarise(read.observed, until)), None
        row = compared(fitted, holdout) if isinstance(model, PurchaseModel) else None
        record = {**fitted.as_dict(), "holdout": holdout.record() if holdout else None, **about}
        told = holdout.lines() if holdout else []
        answers.append(FitAnswer(record, [*estimates(fitted), *told, ""], row))
    return answers
