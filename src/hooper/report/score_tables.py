"""The tables of estimators of value in worlds whose truth is known: scores, tenths, and the best by world."""

from collections.abc import Mapping, Sequence
from typing import cast

from hooper.comparison.value_score import ValueScore
from hooper.report.numbers import Cell, count, money, percent, percent_change, ratio, whole_percent, words
from hooper.report.table import Column, Table, table_of_records

WORLD = Column("world", "world", words)
ESTIMATOR = Column("estimator", "estimator", words)


def scores_table(scores: Sequence[ValueScore]) -> Table:
    """Return a row for each estimator in each world.

    Told are the bias of the total, errors a customer, rank correlation, how far tenths are off, how often
    90 % intervals hold, and the money that is lost, as a share of what the truth would gain too.
    """
    columns = (
        WORLD,
        ESTIMATOR,
        Column("status", "status", words),
        Column("relative_bias_of_total", "bias", percent_change),
        Column("mean_absolute_error", "mean abs.", money, "error"),
        Column("root_mean_squared_error", "root m. sq.", money, "error"),
        Column("rank_correlation", "rank", ratio),
        Column("calibration_error", "by tenth", whole_percent),
        Column("coverage", "covers", whole_percent),
        Column("regret", "money lost", money),
        Column("regret_share", "share", percent),
    )
    return table_of_records("estimator_scores", [_cells(score, columns) for score in scores], *columns)


def every_score_table(scores: Sequence[ValueScore]) -> Table:
    """Return the same rows with all that was measured, for a file."""
    records = [_flat(score) for score in scores]
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows = [{key: record.get(key) for key in keys} for record in records]
    return table_of_records("scores", rows, *(Column(key, key) for key in keys))


def tenths_table(scores: Sequence[ValueScore]) -> Table:
    """Return estimate and truth by tenths of customers, lowest estimates first, for a file."""
    records: list[dict[str, Cell]] = [
        {
            "world": score.world,
            "estimator": score.estimator,
            "tenth": tenth + 1,
            "customers": int(table.customers[tenth]),
            "estimated_mean": float(table.estimated_mean[tenth]),
            "true_mean": float(table.true_mean[tenth]),
        }
        for score in scores
        if score.scores
        for table in (score.scores.calibration,)
        for tenth in range(table.customers.size)
    ]
    columns = (
        WORLD,
        ESTIMATOR,
        Column("tenth", "tenth", count),
        Column("customers", "customers", count),
        Column("estimated_mean", "estimated", money),
        Column("true_mean", "true", money),
    )
    return table_of_records("calibration_by_tenth", records, *columns)


def best_table(scores: Sequence[ValueScore], mean_values: Mapping[str, float]) -> Table:
    """Return for each world the estimator that loses least money, and what the others lose."""
    records = [
        _best(world, [score for score in scores if score.world == world], value)
        for world, value in mean_values.items()
    ]
    return table_of_records(
        "least money lost",
        records,
        WORLD,
        Column("kind", "kind"),
        Column("mean_value", "mean value", money),
        Column("estimator", "loses least", words),
        Column("share", "loses", percent),
        Column("median", "median loses", percent),
        Column("worst", "worst loses", percent),
    )


def _best(world: str, scores: Sequence[ValueScore], mean_value: float) -> dict[str, Cell]:
    lost = {
        score.estimator: score.scores.targeting.regret_share
        for score in scores
        if score.scores and score.scores.targeting.regret_share is not None
    }
    order = sorted(lost, key=lambda name: lost[name])
    shares = [lost[name] for name in order] or [None]
    return {
        "world": world,
        "kind": scores[0].kind,
        "mean_value": mean_value,
        "estimator": order[0] if order else "none",
        "share": shares[0],
        "median": shares[len(shares) // 2],
        "worst": shares[-1],
    }


def _cells(score: ValueScore, columns: Sequence[Column]) -> dict[str, Cell]:
    record = _flat(score)
    return {column.key: record.get(column.key) for column in columns}


def _flat(score: ValueScore) -> dict[str, Cell]:
    """Return what has one value, not one a tenth."""
    told = {key: value for key, value in score.record().items() if not isinstance(value, list)}
    return cast(dict[str, Cell], told)
