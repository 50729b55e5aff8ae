"""Models of purchases side by side: what they explain of a log, and how they foretell what came after."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.holdout import HoldoutScores
    from hooper.report.numbers import Cell
    from hooper.report.table import Table

Row = dict[str, "Cell"]


def compared(fitted: "Fit", scores: "HoldoutScores | None") -> Row:
    """Return the row of one fit; what does not exist is None."""
    from hooper.lifetime_value.information_criteria import akaike, bayesian

    of_fit = (fitted.log_likelihood, akaike(fitted), bayesian(fitted))
    of_holdout = (
        (scores.bias, scores.mean_absolute_error, scores.root_mean_square_error) if scores else (None,) * 3
    )
    figures = [each if each is not None and math.isfinite(each) else None for each in (*of_fit, *of_holdout)]
    names = ("log_likelihood", "akaike", "bayesian", "bias", "mean_absolute_error", "root_mean_square_error")
    return {"model": fitted.model, "status": fitted.status, **dict(zip(names, figures, strict=True))}


def best_first(rows: Iterable[Row]) -> list[Row]:
    """Return the rows by Akaike's criterion, the least first, and those without one last."""

    def by_criterion(row: Row) -> float:
        criterion = row["akaike"]
        return criterion if isinstance(criterion, float) else math.inf

    return sorted(rows, key=by_criterion)


def comparison_table(rows: Sequence[Row]) -> "Table":
    """Return the rows as people see them."""
    from hooper.report.numbers import ratio, verbatim
    from hooper.report.table import Column, Table

    after = "after the cut, purchases a customer"
    columns = (
        Column("model", "model", verbatim),
        Column("status", "status", verbatim),
        Column("log_likelihood", "log-likelihood", ratio),
        Column("akaike", "AIC", ratio),
        Column("bayesian", "BIC", ratio),
        Column("bias", "bias", ratio, after),
        Column("mean_absolute_error", "mean absolute error", ratio, after),
        Column("root_mean_square_error", "root mean square", ratio, after),
    )
    cells = [tuple("" if row[each.key] is None else row[each.key] for each in columns) for row in rows]
    return Table("models of purchases", columns, tuple(cells)).without_empty_columns()
