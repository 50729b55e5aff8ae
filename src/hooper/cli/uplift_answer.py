"""What `hooper uplift` tells: a record for programs, and its tables for people."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hooper.report.numbers import count, ratio, significant, verbatim, words
from hooper.report.table import Column, Table, table_of_records

if TYPE_CHECKING:
    from hooper.targeting.average_effect import AverageEffect
    from hooper.targeting.balance import Balance
    from hooper.targeting.experiment import Experiment
    from hooper.targeting.judged_scores import JudgedScore
    from hooper.targeting.uplift_at_top import EffectOfGroup


def uplift_record(
    experiment: "Experiment", average: "AverageEffect", balance: "Balance", judged: "Iterable[JudgedScore]"
) -> dict[str, Any]:
    """Return the experiment, its average effect, and every learner with what the experiment says of it."""
    return {
        "review_period": experiment.review_period,
        "horizon_days": experiment.horizon_days,
        "customers": experiment.treated.size,
        "offers_to_others": experiment.left_out,
        "average_effect": _effect(average),
        "balance": {**asdict(balance), "looks_like_lots": balance.looks_like_lots},
        "learners": [_learner(each) for each in judged],
    }


def uplift_tables(record: dict[str, Any], outcome: str) -> Iterable[Table | str]:
    """Yield the average effect, the learners, and the tenths of customers by the first learner."""
    effect, balance = record["average_effect"], record["balance"]
    yield f"{record['customers']:,} customers, {effect['treated']:,} of them with an offer in period " + (
        f"{record['review_period']}; {outcome} in the {record['horizon_days']:g} days after it"
    )
    yield f"mean effect of an offer {_with_interval(effect, 'effect')}"
    yield from _warning(balance)
    yield table_of_records("scores", record["learners"], *_LEARNER_COLUMNS)
    for learner in record["learners"]:
        if learner["reason"]:
            yield f"{words(learner['learner'])} {learner['status']}: {learner['reason']}"
    yield table_of_records(
        f"customers by {words(record['learners'][0]['learner'])}",
        record["learners"][0]["groups"],
        *_GROUP_COLUMNS,
    )


_LEARNER_COLUMNS = (
    Column("learner", "score", words),
    Column("status", "status", verbatim),
    Column("qini", "Qini", significant),
    Column("low", "low", significant, group="95 %"),
    Column("high", "high", significant, group="95 %"),
    Column("top_effect", "effect at the top", significant),
    Column("top_error", "error", significant),
)
_GROUP_COLUMNS = (
    Column("group", "group", count),
    Column("customers", "customers", count),
    Column("mean_score", "score", significant),
    Column("effect", "observed effect", significant),
    Column("standard_error", "error", significant),
    Column("in_errors", "in errors", ratio),
)


def _warning(balance: dict[str, Any]) -> Iterable[str]:
    if not balance["looks_like_lots"]:
        errors = f"{balance['difference_in_errors']:+.1f} standard errors"
        yield (
            f"NOT BY LOTS: before the offer the treated differ by {errors} in {words(balance['feature'])}, "
            "so that differences after it are no effects"
        )


def _with_interval(effect: dict[str, Any], name: str) -> str:
    low, high = significant(effect["low"]), significant(effect["high"])
    return f"{significant(effect[name])} (95 % interval {low} to {high})"


def _effect(average: "AverageEffect") -> dict[str, Any]:
    return {**asdict(average), "low": average.low, "high": average.high}


def _learner(judged: "JudgedScore") -> dict[str, Any]:
    learned, judgement = judged.learned, judged.judgement
    told = {"learner": learned.learner, "status": learned.status, "reason": learned.reason}
    if judgement is None:
        nothing = dict.fromkeys(("qini", "low", "high", "qini_error", "top_effect", "top_error"))
        return {**told, **nothing, "groups": []}
    interval, top = judgement.interval, judgement.at_top
    return {
        **told,
        "qini": judgement.curve.coefficient,
        "low": interval.low,
        "high": interval.high,
        "qini_error": interval.standard_error,
        "top_customers": top.customers,
        "top_effect": top.observed.effect,
        "top_error": top.observed.standard_error,
        "groups": [_group(number, group) for number, group in enumerate(judgement.groups, 1)],
    }


def _group(number: int, group: "EffectOfGroup") -> dict[str, Any]:
    observed = group.observed
    errors = observed.effect / observed.standard_error if observed.standard_error > 0.0 else None
    return {
        "group": number,
        "customers": group.customers,
        "mean_score": group.mean_score,
        **_effect(observed),
        "in_errors": errors,
    }
