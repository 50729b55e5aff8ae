"""`hooper fit`: lifetime-value models on a log, with their errors, their status, and how they foretell."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.logs import cut_days, open_log, read_cut
from hooper.cli.options import AsJson, Columns, Log, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.history.customer_summary import CustomerSummary
    from hooper.history.observed import Observed
    from hooper.lifetime_value.catalogue import PurchaseModel, SpendModel
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.holdout import HoldoutScores
    from hooper.report.table import Table


class Unit(StrEnum):
    """The unit of time in which parameters are told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def fit(
    log: Log,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="A model of `hooper list models`.")
    ] = None,
    all_models: Annotated[bool, typer.Option("--all", help="Fit every model of the catalogue.")] = False,
    calibration_end: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Fit to what lies up to this day, and foretell the rest."),
    ] = None,
    unit: Annotated[Unit, typer.Option(help="Unit of time of the parameters.")] = Unit.WEEK,
    columns: Columns = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Fit lifetime-value models to a log of purchases by maximum likelihood.

    A fit that fails says so in its status; the exit code is 1 only if no fit came off.
    """
    from hooper.foundation.units import PERIOD_DAYS
    from hooper.history.customer_summary import summarise
    from hooper.lifetime_value import catalogue

    if all_models == (model is not None):
        remedy = "give --model NAME or --all"
        raise InputError([Fault("hooper fit", "it must be clear which model to fit", remedy)])
    chosen = [catalogue.get(model)] if model is not None else list(catalogue.MODELS)
    cut = read_cut(calibration_end)
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    until = cut_days(cut, read.observed)
    summary = summarise(read.observed, until, PERIOD_DAYS[unit.value])
    fits = [(each.fit(summary), each) for each in chosen]
    scored = [(fitted, _holdout(fitted, each, summary, read.observed)) for fitted, each in fits]
    about = {"cut_days": until, "unit": unit.value, "cleaning": read.cleaning_record()}
    records = [{**_record(*pair), **about} for pair in scored]
    shown = [part for pair in scored for part in _tables(*pair)]
    talk.answer(records[0] if model is not None else {"fits": records}, *shown)
    if all(fitted.status == "failed" for fitted, _ in scored):
        raise typer.Exit(ANSWER_IS_NO)


def _holdout(
    fitted: "Fit", model: "PurchaseModel | SpendModel", summary: "CustomerSummary", observed: "Observed"
) -> "HoldoutScores | None":
    """Score a model of purchases on what came after the cut; there is nothing to score without any."""
    from hooper.lifetime_value.catalogue import PurchaseModel
    from hooper.lifetime_value.holdout import holdout_purchases, score_holdout

    horizon = (observed.end_days - summary.cut_days) / summary.unit_days
    if not isinstance(model, PurchaseModel) or fitted.status == "failed" or horizon <= 0.0:
        return None
    predicted = model.expected_transactions(fitted.parameters, summary, horizon)
    return score_holdout(predicted, holdout_purchases(summary, observed))


def _record(fitted: "Fit", scores: "HoldoutScores | None") -> dict[str, object]:
    return {**fitted.as_dict(), "holdout": scores.as_dict() if scores else None}


def _tables(fitted: "Fit", scores: "HoldoutScores | None") -> list["Table | str"]:
    from hooper.report.numbers import ratio, significant, verbatim
    from hooper.report.table import Column, Table

    estimates = [(name, value, fitted.standard_errors[name]) for name, value in fitted.parameters.items()]
    columns = (
        Column("parameter", "parameter", verbatim),
        Column("estimate", "estimate", significant),
        Column("standard_error", "standard error", significant),
    )
    reason = f" ({fitted.reason})" if fitted.reason else ""
    likelihood = f"log-likelihood {ratio(fitted.log_likelihood)} of {fitted.n_customers:,} customers"
    parts: list[Table | str] = [
        Table(fitted.model, columns, tuple(estimates)),
        f"{likelihood}; status {fitted.status}{reason}",
    ]
    if scores:
        parts.append(
            f"after the cut: {scores.predicted_total:,.0f} purchases foretold, "
            f"{scores.actual_total:,.0f} made; "
            f"error a customer {scores.mean_absolute_error:.3f} (mean absolute), "
            f"{scores.root_mean_square_error:.3f} (root mean square); "
            f"correlation {ratio(scores.correlation)}"
        )
    return [*parts, ""]
