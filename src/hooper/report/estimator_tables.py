"""The tables of the estimators: scores against the truth, calibration by tenths."""

from collections.abc import Sequence

from hooper.report.content import EstimatorScore
from hooper.report.numbers import Cell, change, count, money, percent, percent_change, ratio, verbatim, words
from hooper.report.table import Column, Table, table_of_records

ESTIMATOR = Column("estimator", "estimator", verbatim)
WORLD = Column("world", "world", words)


def errors_table(scores: Sequence[EstimatorScore], currency: str) -> Table:
    """Return how far the estimates are from the truth, and how often intervals hold what happened."""
    errors = f"error a customer ({currency})"
    return table_of_records(
        "estimator_errors",
        [_score_record(score) for score in scores],
        ESTIMATOR,
        WORLD,
        Column("customers", "customers", count),
        Column("relative_bias_of_total", "bias of total", percent_change),
        Column("bias", "bias", change, errors),
        Column("mean_absolute_error", "mean absolute", money, errors),
        Column("root_mean_squared_error", "root mean square", money, errors),
        Column("coverage", "interval coverage", percent),
    )


def order_table(scores: Sequence[EstimatorScore]) -> Table:
    """Return how well the estimates put the customers in order, beside what the truth would reach."""
    top = "true value in the top 20\u00a0%"
    return table_of_records(
        "estimator_order",
        [_score_record(score) for score in scores],
        ESTIMATOR,
        WORLD,
        Column("rank_correlation", "rank correlation", ratio),
        Column("gini", "by estimate", ratio, "Gini"),
        Column("best_gini", "by truth", ratio, "Gini"),
        Column("true_value_in_top", "by estimate", percent, top),
        Column("best_value_in_top", "by truth", percent, top),
    )


def _score_record(score: EstimatorScore) -> dict[str, Cell]:
    coverage = score.coverage.coverage if score.coverage else None
    return {"estimator": score.estimator, "world": score.world, **vars(score.card), "coverage": coverage}


def calibration_table(scores: Sequence[EstimatorScore], currency: str) -> Table:
    """Return estimate and truth by tenths of customers, for every estimator and world."""
    records: list[dict[str, Cell]] = [
        {
            "estimator": score.estimator,
            "world": score.world,
            "tenth": tenth + 1,
            "customers": int(score.calibration.customers[tenth]),
            "estimated_mean": float(score.calibration.estimated_mean[tenth]),
            "true_mean": float(score.calibration.true_mean[tenth]),
        }
        for score in scores
        for tenth in range(score.calibration.customers.size)
    ]
    return table_of_records(
        "estimator_calibration",
        records,
        ESTIMATOR,
        WORLD,
        Column("tenth", "tenth", count),
        Column("customers", "customers", count),
        Column("estimated_mean", f"estimated ({currency})", money),
        Column("true_mean", f"true ({currency})", money),
    )
