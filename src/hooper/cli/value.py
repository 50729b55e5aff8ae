"""`hooper value`: what every customer of a log is worth over the horizon, with intervals."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.files import beside, keep_apart, write_csv
from hooper.cli.logs import ReadLog, open_log
from hooper.cli.options import LARGEST_SEED, AsJson, Columns, Log, Quiet
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.cli.value_settings import ValueSettings
    from hooper.history.customer_summary import CustomerSummary
    from hooper.lifetime_value.customer_lifetime_value import LifetimeValue
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.model_kinds import PurchaseModel
    from hooper.report.numbers import Cell
    from hooper.report.table import Table

DRAWS = 200  # of the fitted parameters, behind the intervals


def value(
    log: Log,
    purchases: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.names_of("models"),
            help="The model of purchases, from `hooper list models`.",
        ),
    ] = "bg_nbd",
    spend: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.names_of("models"),
            help="The model of spend, from `hooper list models`.",
        ),
    ] = "gamma_gamma",
    horizon: Annotated[
        str, typer.Option(metavar="WEEKS", help="How far ahead to look: a number of weeks, or `endless`.")
    ] = "52",
    discount_rate_per_year: Annotated[float, typer.Option(help="Effective yearly rate.")] = 0.1,
    margin: Annotated[float, typer.Option(help="Share of revenue that is profit.")] = 0.3,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A line a customer; without it, a file here that is named after the log."
        ),
    ] = None,
    columns: Columns = None,
    as_json: AsJson = False,
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the draws behind the intervals.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Tell the lifetime value of every customer of a log, with 95 % intervals.

    The file tells beside it the probability of being alive, the purchases expected in the next 52 weeks,
    and the median lifetime: in so many weeks half of those alive and like the customer will have left.

    The exit code is 1 if the models could not be fitted.
    """
    from hooper.cli.value_settings import ValueSettings, weeks_or_word
    from hooper.history.customer_summary import summarise
    from hooper.lifetime_value import catalogue
    from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
    from hooper.lifetime_value.parameter_draws import standard_normals
    from hooper.scenario.read_settings import validate

    given = {
        "horizon": weeks_or_word(horizon),
        "discount_rate_per_year": discount_rate_per_year,
        "margin": margin,
    }
    settings = validate(given, ValueSettings, where="hooper value")
    models = catalogue.purchase_model(purchases), catalogue.spend_model(spend)
    file = out or beside(log, "lifetime-value.csv")
    keep_apart(file, log)
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    summary = summarise(read.observed)
    amounts = models[1].summarise(read.observed, None)
    purchase_fit, spend_fit = models[0].fit(summary), models[1].fit(amounts)
    worth = customer_lifetime_value(
        purchase_fit,
        spend_fit,
        summary,
        standard_normals(seed, DRAWS, len(purchase_fit.parameters) + len(spend_fit.parameters)),
        amounts=amounts,
        horizon_weeks=settings.horizon_weeks,
        discount_rate_per_year=settings.discount_rate_per_year,
        margin=settings.margin,
    )
    write_csv(file, {**_lines(worth, read), **_foretold(models[0], purchase_fit, summary)})
    talk.answer({**_record(worth, file), "cleaning": read.cleaning_record()}, *_told(worth, settings, file))
    if worth.status == "failed":
        raise typer.Exit(ANSWER_IS_NO)


def _lines(worth: "LifetimeValue", read: ReadLog) -> dict[str, object]:
    table = worth.to_table()
    columns: dict[str, object] = {name: table[name].to_numpy() for name in table.column_names}
    return {**columns, "customer_id": read.names_of(worth.customer_id)}


def _foretold(model: "PurchaseModel", fit: "Fit", summary: "CustomerSummary") -> dict[str, object]:
    from hooper.lifetime_value.time_there import residual_lifetime_quantile

    return {
        "expected_purchases_in_52_weeks": model.expected_transactions(fit.parameters, summary, 52.0),
        "median_lifetime_weeks": residual_lifetime_quantile(model, fit.parameters, summary, 0.5),
    }


def _record(worth: "LifetimeValue", file: Path) -> "dict[str, Cell]":
    customers = worth.customer_id.size
    return {
        "customers": customers,
        "total": worth.total,
        "low": worth.total_low,
        "high": worth.total_high,
        "mean": worth.total / customers,
        "file": str(file),
        "status": worth.status,
        "reason": worth.reason,
    }


def _told(worth: "LifetimeValue", settings: "ValueSettings", file: Path) -> list["Table | str"]:
    from hooper.report.numbers import count, money, percent
    from hooper.report.table import Column, Table

    columns = (
        Column("customers", "customers", count),
        Column("total", "total value", money),
        Column("low", "low (95 %)", money),
        Column("high", "high (95 %)", money),
        Column("mean", "mean a customer", money),
    )
    record = _record(worth, file)
    reason = f" ({worth.reason})" if worth.reason else ""
    ahead = "without end" if settings.horizon == "endless" else f"over {settings.horizon} weeks"
    margin, rate = percent(settings.margin), percent(settings.discount_rate_per_year)
    title = f"value {ahead}, margin {margin}, discounted by {rate} a year"
    table = Table(title, columns, (tuple(record[column.key] for column in columns),))
    return [table, f"status {worth.status}{reason}", f"a line a customer: {file}"]
