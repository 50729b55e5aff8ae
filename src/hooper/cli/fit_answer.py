"""What `hooper fit` tells of one model: for programs a record, for people tables and lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hooper.cli.fit_intervals import LEVEL, Intervals

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit
    from hooper.report.numbers import Cell
    from hooper.report.table import Table


@dataclass(frozen=True)
class FitAnswer:
    """A fitted model as JSON has it, the parts that people see, and its row beside others like it."""

    record: Mapping[str, object]
    parts: "list[Table | str]"
    compared: "dict[str, Cell] | None" = None


def record_of(fitted: "Fit", intervals: Intervals) -> dict[str, object]:
    """Return the fit and the intervals of its parameters as JSON has them."""
    return {**fitted.as_dict(), "intervals": intervals.record()}


def estimates(fitted: "Fit", intervals: Intervals) -> "list[Table | str]":
    """Return the estimates with errors and intervals, and the line about the likelihood and the status."""
    from hooper.report.numbers import ratio, significant, verbatim
    from hooper.report.table import Column, Table

    rows = [
        (name, value, fitted.standard_errors[name], *intervals.ends[name])
        for name, value in fitted.parameters.items()
    ]
    between = f"{100 * LEVEL:g} % interval"
    columns = (
        Column("parameter", "parameter", verbatim),
        Column("estimate", "estimate", significant),
        Column("standard_error", "standard error", significant),
        Column("low", f"{between} from", significant),
        Column("high", "to", significant),
    )
    reason = f" ({fitted.reason})" if fitted.reason else ""
    likelihood = f"log-likelihood {ratio(fitted.log_likelihood)} of {fitted.n_customers:,} customers"
    return [
        Table(fitted.model, columns, tuple(rows)),
        f"{likelihood}; status {fitted.status}{reason}",
        *intervals.lines(),
    ]
