"""Models of purchases side by side: what they explain of a log, and how they foretell what came after."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hooper.cli.fit_holdout import HEADLINE

if TYPE_CHECKING:
    from hooper.cli.fit_holdout import Holdout
    from hooper.lifetime_value.fit import Fit
    from hooper.report.numbers import Cell
    from hooper.report.table import Column, Table

Row = dict[str, "Cell"]


def compared(fitted: "Fit", holdout: "Holdout | None") -> Row:
    """Return the row of one fit; what does not exist is None."""
    from hooper.lifetime_value.information_criteria import akaike, bayesian

    figures: dict[str, float | None] = {
        "log_likelihood": fitted.log_likelihood,
        "akaike": akaike(fitted),
        "bayesian": bayesian(fitted),
        **(holdout.headline() if holdout else dict.fromkeys(HEADLINE)),
    }
    known = {
        name: each if each is not None and math.isfinite(each) else None for name, each in figures.items()
    }
    return {"model": fitted.model, "status": fitted.status, **known}


def best_first(rows: Iterable[Row]) -> list[Row]:
    """Return the rows by Akaike's criterion, the least first, and those without one last."""

    def by_criterion(row: Row) -> float:
        criterion = row["akaike"]
        return criterion if isinstance(criterion, float) else math.inf

    return sorted(rows, key=by_criterion)


def comparison_tables(rows: Sequence[Row]) -> "list[Table]":
    """Return the rows as people see them: the fits, and, if there was a holdout, what they foretold."""
    from hooper.report.numbers import ratio, significant, verbatim
    from hooper.report.table import Column

    model = Column("model", "model", verbatim)
    of_fits = (
        model,
        Column("status", "status", verbatim),
        Column("log_likelihood", "log-likelihood", ratio),
        Column("akaike", "AIC", ratio),
        Column("bayesian", "BIC", ratio),
    )
    of_holdout = (
        Column("bias", "bias", ratio),
        Column("mean_absolute_error", "mean absolute", ratio),
        Column("root_mean_square_error", "root mean square", ratio),
        Column("rank_correlation", "Spearman", ratio),
        Column("log_score", "log score", significant),
    )
    tables = [_table("models of purchases", of_fits, rows)]
    if any(row[column.key] is not None for row in rows for column in of_holdout):
        title = "after the cut: errors in purchases a customer, order and probabilities"
        tables.append(_table(title, (model, *of_holdout), rows))
    return tables


def _table(name: str, columns: "tuple[Column, ...]", rows: Sequence[Row]) -> "Table":
    from hooper.report.table import Table

    cells = [tuple("" if row[each.key] is None else row[each.key] for each in columns) for row in rows]
    return Table(name, columns, tuple(cells)).without_empty_columns()
