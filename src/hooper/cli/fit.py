"""`hooper fit`: lifetime-value models on a log, with their errors, their status, and how they foretell."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.fit_intervals import FindIntervals, IntervalMethod
from hooper.cli.fit_options import require_that_they_apply
from hooper.cli.fit_ways import way_of
from hooper.cli.logs import read_cut
from hooper.cli.options import LARGEST_SEED, AsJson, Columns, Log, Quiet
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError


class Unit(StrEnum):
    """The unit of time in which parameters are told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Cell(StrEnum):
    """What times were rounded to."""

    DAY = "day"
    WEEK = "week"


def fit(
    log: Log,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            autocompletion=completions.names_of("models"),
            help="A model of `hooper list models`.",
        ),
    ] = None,
    all_models: Annotated[
        bool, typer.Option("--all", help="Fit every model of purchases and of spend.")
    ] = False,
    calibration_end: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Fit to what lies up to this day, and foretell the rest."),
    ] = None,
    unit: Annotated[
        Unit,
        typer.Option(
            help="Unit of time of the parameters; an opportunity of bg_bb, a period of hidden_markov."
        ),
    ] = Unit.WEEK,
    intervals: Annotated[
        IntervalMethod, typer.Option(help="How the intervals of the parameters are found.")
    ] = IntervalMethod.WALD,
    rounded_to: Annotated[
        Cell | None,
        typer.Option(help="For models of purchases: allow for times that are known to the day or week only."),
    ] = None,
    covariates: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="For models of purchases: what is known of each customer, columns customer_id and any "
            "others. For hidden_markov: what happened, columns customer_id, date or period (0 is the first "
            "of the log), and numbers, which add up.",
        ),
    ] = None,
    effects: Annotated[
        str | None,
        typer.Option(
            metavar="ROLE=COLUMN+...,...",
            help="Which covariates act on what, as in dropout=income; without it, all on both.",
        ),
    ] = None,
    states: Annotated[
        int | None, typer.Option(min=2, max=4, help="For hidden_markov: how many; 2 without it.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="For hidden_markov: a line a customer, with P(state) at the cut."),
    ] = None,
    columns: Columns = None,
    as_json: AsJson = False,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of bootstrap intervals.")] = 1,
    quiet: Quiet = False,
) -> None:
    """Fit lifetime-value models by maximum likelihood.

    Models of purchases and of spend are fitted to a log, those of retention to a file of customers by
    tenure (columns tenure, customers and, if there are several, cohort).

    A fit that fails says so in its status; the exit code is 1 only if no fit came off.
    """
    from hooper.cli.fit_comparison import best_first, comparison_tables
    from hooper.cli.fit_log import fit_log
    from hooper.cli.fit_opportunities import fit_opportunities
    from hooper.cli.fit_states import StatesAsked, fit_states
    from hooper.cli.fit_survivors import fit_survivors
    from hooper.lifetime_value import catalogue
    from hooper.lifetime_value.model_kinds import OpportunityModel, RetentionModel
    from hooper.lifetime_value.panel_model import PanelModel

    if all_models == (model is not None):
        remedy = "give --model NAME or --all"
        raise InputError([Fault("hooper fit", "it must be clear which model to fit", remedy)])
    chosen = catalogue.get(model) if model is not None else None
    given = {"--states": states, "--out": out, "--covariates": covariates}
    require_that_they_apply({**given, "--effects": effects, "--rounded-to": rounded_to}, chosen)
    cut, talk = read_cut(calibration_end), Talk(as_json, quiet)
    find = FindIntervals(intervals, seed)
    if isinstance(chosen, PanelModel):
        find.require_wald(chosen.name)
        asked = StatesAsked(states, covariates, out)
        answers = [fit_states(chosen, log, columns, cut, unit.value, asked, talk)]
    elif isinstance(chosen, RetentionModel):
        answers = [fit_survivors(chosen, log, find)]
    elif isinstance(chosen, OpportunityModel):
        answers = [fit_opportunities(chosen, log, columns, cut, unit.value, find, talk)]
    else:
        of_logs = catalogue.OF_LOGS if chosen is None else (chosen,)
        way = way_of(find, rounded_to.value if rounded_to else None, covariates, effects)
        answers = fit_log(of_logs, log, columns, cut, unit.value, way, find, talk)
    shown = [part for answer in answers for part in answer.parts]
    records = [answer.record for answer in answers]
    if model is not None:
        talk.answer(records[0], *shown)
    else:
        rows = best_first(answer.compared for answer in answers if answer.compared)
        talk.answer({"fits": records, "comparison": rows}, *shown, *comparison_tables(rows))
    if all(record["status"] == "failed" for record in records):
        raise typer.Exit(ANSWER_IS_NO)
