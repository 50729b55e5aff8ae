"""The tables of the world: what was fitted, what was assumed, the levers, how well it reproduces the log."""

from collections.abc import Sequence

import numpy as np

from hooper.report.content import Assumption, FittedParameter, LeverRow, ReproductionCheck
from hooper.report.figure_data import RepeatCurves, RepeatDistribution
from hooper.report.numbers import money, significant, verbatim, words
from hooper.report.table import Column, Table, table_of, table_of_records

UNIT = Column("unit", "unit", verbatim)
SOURCE = Column("source", "source", verbatim)
WORLDS = ("worlds_mean", "worlds_low", "worlds_high")


def fitted_table(rows: Sequence[FittedParameter]) -> Table:
    """Return what was estimated from data."""
    return table_of(
        "fitted",
        rows,
        Column("name", "parameter", verbatim),
        Column("value", "value", significant),
        Column("standard_error", "standard error", significant),
        UNIT,
        SOURCE,
    )


def assumed_table(rows: Sequence[Assumption]) -> Table:
    """Return what was assumed, with the range that parameter draws come from."""
    return table_of(
        "assumed",
        rows,
        Column("name", "parameter", verbatim),
        Column("value", "value", significant),
        Column("low", "low", significant, "range of the draws"),
        Column("high", "high", significant, "range of the draws"),
        UNIT,
        SOURCE,
    )


def levers_table(rows: Sequence[LeverRow]) -> Table:
    """Return each lever's effect size, cost and source."""
    return table_of(
        "levers",
        rows,
        Column("strategy", "strategy", words),
        Column("lever", "lever", words),
        Column("effect", "size", significant, "effect"),
        Column("effect_unit", "unit", verbatim, "effect"),
        Column("cost", "size", money, "cost"),
        Column("cost_unit", "unit", verbatim, "cost"),
        SOURCE,
    )


def checks_table(rows: Sequence[ReproductionCheck]) -> Table:
    """Return the figures of the log against those of the worlds."""
    return table_of_records(
        "reproduction",
        [
            vars(row) | {"difference": row.worlds - row.log, "passed": "yes" if row.passed else "no"}
            for row in rows
        ],
        Column("name", "figure", verbatim),
        Column("log", "log", significant),
        Column("worlds", "worlds", significant),
        Column("difference", "difference", significant),
        Column("tolerance", "tolerance", significant),
        UNIT,
        Column("passed", "within", verbatim),
    )


def curves_table(curves: RepeatCurves) -> Table:
    """Return cumulative repeat purchases by week: the log, the worlds' mean and 5-95 % band."""
    low, high = np.quantile(curves.worlds, (0.05, 0.95), axis=0)
    columns = np.stack((curves.weeks, curves.log, curves.worlds.mean(axis=0), low, high), axis=1)
    heads = (Column(key, words(key), significant) for key in ("week", "log", *WORLDS))
    return Table("repeat_curves", tuple(heads), tuple(tuple(row) for row in columns.tolist()))


def distribution_table(shares: RepeatDistribution) -> Table:
    """Return the share of customers by number of repeats: the log, the worlds' mean and 5-95 % band."""
    low, high = np.quantile(shares.worlds, (0.05, 0.95), axis=0)
    counts = np.arange(shares.log.size)
    columns = np.stack((counts, shares.log, shares.worlds.mean(axis=0), low, high), axis=1)
    heads = (Column(key, words(key), significant) for key in ("repeats", "log", *WORLDS))
    return Table("repeat_distribution", tuple(heads), tuple(tuple(row) for row in columns.tolist()))
