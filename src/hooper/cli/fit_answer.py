"""What `hooper fit` tells of one model: for programs a record, for people tables and lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def estimates(fitted: "Fit") -> "list[Table | str]":
    """Return the estimates with their errors, and the line about the likelihood and the status."""
    from hooper.report.numbers import ratio, significant, verbatim
    from hooper.report.table import Column, Table

    rows = [(name, value, fitted.standard_errors[name]) for name, value in fitted.parameters.items()]
    columns = (
        Column("parameter", "parameter", verbatim),
        Column("estimate", "estimate", significant),
        Column("standard_error", "standard error", significant),
    )
    reason = f" ({fitted.reason})" if fitted.reason else ""
    likelihood = f"log-likelihood {ratio(fitted.log_likelihood)} of {fitted.n_customers:,} customers"
    return [
        Table(fitted.model, columns, tuple(rows)),
        f"{likelihood}; status {fitted.status}{reason}",
    ]
