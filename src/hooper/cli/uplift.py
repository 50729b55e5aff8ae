"""`hooper uplift`: whom an offer moves, from an experiment in a history."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import ANSWER_IS_NO, writing
from hooper.cli.files import beside, write_csv
from hooper.cli.logs import ReadLog, open_log
from hooper.cli.options import LARGEST_SEED, AsJson, Overrides, Quiet
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.targeting.experiment import Experiment
    from hooper.targeting.judged_scores import JudgedScore


def uplift(
    log: Annotated[
        str,
        typer.Argument(metavar="LOG", help="A folder of `hooper simulate --strategy random_offer --out`."),
    ],
    learner: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.one_of("t_learner", "s_learner", "plain_t_learner", "response_model"),
            help="t_learner, s_learner, plain_t_learner or response_model; again for more to compare.",
        ),
    ] = None,
    outcome: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.one_of("spend", "orders", "there"),
            help="What the offer is to move: spend, orders, or there.",
        ),
    ] = "spend",
    review: Annotated[
        int | None, typer.Option(min=0, help="The period of the offers; without it, the first with offers.")
    ] = None,
    horizon_weeks: Annotated[
        float | None,
        typer.Option(help="Weeks after the offer; without it, up to the next offers or the end."),
    ] = None,
    active_within_days: Annotated[
        float | None, typer.Option(help="Only customers who bought in so many days before; `there` needs it.")
    ] = None,
    top: Annotated[float, typer.Option(help="Share of customers who are to get an offer.")] = 0.1,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the effects, LOG-uplift.csv, and the figure.")
    ] = Path(),
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the parts, the trees and the intervals.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Tell what offers by lot did, on whom they did most, and how surely a score finds those customers.

    The effect on each customer is learned from others, so that the outcomes can judge it. The exit code is 1
    if it was not lots that decided who got an offer, or if nothing could be learned.
    """
    from hooper.cli.uplift_answer import uplift_record, uplift_tables
    from hooper.cli.uplift_settings import UpliftSettings, learner_settings
    from hooper.scenario.read_settings import validate
    from hooper.targeting import learners
    from hooper.targeting.average_effect import average_effect
    from hooper.targeting.balance import balance_of
    from hooper.targeting.experiment import experiment_of
    from hooper.targeting.judged_scores import judge

    given = {
        "horizon_weeks": horizon_weeks,
        "active_within_days": active_within_days,
        "top": top,
    }
    asked = validate(given, UpliftSettings, where="hooper uplift")
    settings = learner_settings(overrides or [], seed)
    chosen = [learners.get(name) for name in dict.fromkeys(learner or ("plain_t_learner",))]
    talk = Talk(as_json, quiet)
    read = open_log(log, None, talk)
    observed, within = read.observed, asked.active_within_days
    experiment = experiment_of(observed, observed.period_days, review, asked.horizon_weeks, within)
    average = average_effect(experiment.treated, experiment.outcome(outcome))
    balance = balance_of(experiment)
    judged = [judge(each, experiment, outcome, settings, asked.top) for each in chosen]
    files = _write(out / beside(log, "uplift"), read, experiment, judged, outcome)
    record = uplift_record(experiment, average, balance, judged)
    told = uplift_tables(record, outcome)
    talk.answer({"outcome": outcome, **record, "files": files}, *told, f"files: {', '.join(files)}")
    if not balance.looks_like_lots or judged[0].judgement is None:
        raise typer.Exit(ANSWER_IS_NO)


def _write(
    base: Path, read: ReadLog, experiment: "Experiment", judged: "list[JudgedScore]", outcome: str
) -> list[str]:
    """Write a line a customer, and the curves of all scores that could be learned; return the files."""
    from hooper.report.figures import qini
    from hooper.report.save_figures import save_figures

    effects = base.with_name(f"{base.name}.csv")
    scores = {each.learned.learner: each.learned.values for each in judged}
    lines = {
        "customer_id": read.names_of(experiment.customer_id),
        "treated": experiment.treated,
        outcome: experiment.outcome(outcome),
    }
    write_csv(effects, {**lines, **scores})
    curves = {each.learned.learner: each.judgement.curve for each in judged if each.judgement}
    if not curves:
        return [str(effects)]
    with writing(base):
        drawn = save_figures({base.name: qini(curves, f"{outcome} a customer")}, base.parent)
    return [str(effects), *map(str, drawn)]
