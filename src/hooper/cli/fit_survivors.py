"""Fits a model of retention to customers counted by tenure, and tells what it foretells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hooper.cli.fit_answer import FitAnswer, estimates, record_of
from hooper.cli.fit_intervals import FindIntervals

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.model_kinds import RetentionModel
    from hooper.report.table import Table

# So many renewals beyond the longest that was seen are foretold.
_BEYOND = 5


def fit_survivors(model: "RetentionModel", file: str, find_intervals: FindIntervals) -> FitAnswer:
    """Return the answer for the model: its estimates, and survival and retention by tenure."""
    from hooper.history.read_survivors import read_survivors

    survivors = read_survivors(file)
    fitted = model.fit(survivors)
    projection = _projection(model, fitted, survivors.n_renewals + _BEYOND)
    intervals = find_intervals(model, survivors, fitted)
    record = {**record_of(fitted, intervals), "cohorts": len(survivors.labels), **projection}
    return FitAnswer(record, [*estimates(fitted, intervals), _table(projection), ""])


def _projection(model: "RetentionModel", fitted: "Fit", until: int) -> dict[str, Sequence[float]]:
    tenure = list(range(until + 1))
    return {
        "tenure": tenure,
        "survival": model.survival(fitted.parameters, tenure).tolist(),
        # nobody renews before the first renewal
        "retention_rate": [1.0, *model.retention_rates(fitted.parameters, tenure[1:]).tolist()],
    }


def _table(projection: dict[str, Sequence[float]]) -> "Table":
    from hooper.report.numbers import count, significant
    from hooper.report.table import Column, Table

    columns = (
        Column("tenure", "renewals", count),
        Column("survival", "still there", significant),
        Column("retention_rate", "retention rate", significant),
    )
    return Table("", columns, tuple(zip(*projection.values(), strict=True)))
