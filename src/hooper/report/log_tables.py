"""The tables of the log: cleaning, summary, segments, fitted models."""

from collections.abc import Sequence
from math import isfinite

from hooper.report.content import CleaningReport, ModelFit, SegmentRow
from hooper.report.figure_data import CohortRetention
from hooper.report.numbers import count, percent, ratio, significant, verbatim, words
from hooper.report.table import Column, Table, table_of


def cleaning_table(report: CleaningReport) -> Table:
    """Return what became of the log's rows; read = kept + dropped."""
    dropped = [(f"dropped: {reason}", rows) for reason, rows in report.dropped.items()]
    lines = [("read", report.rows_read), *dropped, ("kept", report.rows_kept)]
    return Table(
        "log_cleaning", (Column("fate", "rows", words), Column("rows", "number", count)), tuple(lines)
    )


def segments_table(rows: Sequence[SegmentRow], currency: str) -> Table:
    """Return the segments by size and value."""
    return table_of(
        "segments",
        rows,
        Column("label", "segment", words),
        Column("customers", "customers", count),
        Column("share", "share of customers", percent),
        Column("value", f"value ({currency})", count),
        Column("share_of_value", "share of value", percent),
    )


def fits_table(fits: Sequence[ModelFit]) -> Table:
    """Return one row a fitted model, with its status."""
    return table_of(
        "log_fits",
        fits,
        Column("model", "model", verbatim),
        Column("customers", "customers", count),
        Column("log_likelihood", "log-likelihood", ratio),
        Column("status", "status", words),
        Column("reason", "reason", verbatim),
    )


def fit_parameters_table(fits: Sequence[ModelFit]) -> Table:
    """Return one row a parameter of every fitted model."""
    rows = [(fit.model, p.name, p.value, p.standard_error) for fit in fits for p in fit.parameters]
    columns = (
        Column("model", "model", verbatim),
        Column("parameter", "parameter", verbatim),
        Column("value", "value", significant),
        Column("standard_error", "standard error", significant),
    )
    return Table("log_fit_parameters", columns, tuple(rows))


def cohorts_table(cohorts: CohortRetention) -> Table:
    """Return cohort retention, one row a cohort, one column a period since entry."""
    periods = [
        Column(f"{cohorts.period_name}_{k}", str(k), percent) for k in range(cohorts.retention.shape[1])
    ]
    rows = [
        (cohort, int(size), *(float(share) if isfinite(share) else None for share in shares))
        for cohort, size, shares in zip(cohorts.cohorts, cohorts.sizes, cohorts.retention, strict=True)
    ]
    heads = Column("cohort", "cohort"), Column("customers", "customers", count)
    return Table("cohort_retention", (*heads, *periods), tuple(rows))
