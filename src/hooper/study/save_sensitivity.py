"""Writes a finished sensitivity analysis to a folder: tables, figures and manifest."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from matplotlib.figure import Figure

from hooper.comparison.interaction_rows import InteractionRow
from hooper.comparison.morris_screening import MorrisIndices
from hooper.comparison.sensitivity_rows import SensitivityRow
from hooper.comparison.sobol_indices import SobolIndices
from hooper.report import figures
from hooper.report.csv_files import save_tables
from hooper.report.numbers import significant
from hooper.report.ranking_tables import ignorance_table
from hooper.report.save_figures import save_figures
from hooper.report.sensitivity_tables import effects_table, interactions_table, winners_table
from hooper.report.table import Column, Table
from hooper.study.provenance import versions
from hooper.study.sensitivity import Sensitivity

RowT = TypeVar("RowT", SensitivityRow, InteractionRow)


def save_sensitivity(
    found: Sensitivity, strategies: Sequence[str], currency: str, out: Path
) -> tuple[Path, ...]:
    """Write everything under `out`, figures for the strategies named; return where tables and figures are."""
    tables = save_tables(_tables(found, currency), out / "tables")
    drawn = save_figures(_figures(found, strategies, currency), out / "figures")
    manifest = {
        "study": found.study.model_dump(mode="json"),
        "seed": found.study.seed,
        "versions": versions(),
        "sensitivity": [row.record() for row in found.rows],
        "interactions": [vars(row) for row in found.interaction_rows],
    }
    temporary = out / "manifest.json.unfinished"
    temporary.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    temporary.replace(out / "manifest.json")
    return (*tables, *drawn)


def _tables(found: Sensitivity, currency: str) -> list[Table]:
    return [
        effects_table("sensitivity", found.rows),
        *([interactions_table("interactions", found.interaction_rows)] if found.interaction_rows else []),
        winners_table("winners", found.winner_rows),
        replace(ignorance_table(found.over_design, currency), name="over_design"),
        _points_table(found),
    ]


def _points_table(found: Sensitivity) -> Table:
    """Return every point of the design: the values of the parameters and the gains of the strategies."""
    values = [
        each.at(own).tolist() for each, own in zip(found.parameters, found.design.levels.T, strict=True)
    ]
    gains = found.gains.designed.T.tolist()
    names = [each.key for each in found.parameters] + [f"gain_of_{name}" for name in found.gains.strategies]
    columns = tuple(Column(name, name, significant) for name in names)
    return Table("points", columns, tuple(zip(*values, *gains, strict=True)))


def _figures(found: Sensitivity, strategies: Sequence[str], currency: str) -> dict[str, Figure]:
    drawn: dict[str, Figure] = {}
    for strategy in strategies:
        rows = _of(found.rows, strategy)
        names = [row.parameter for row in rows]
        gain = f"the gain of {strategy} ({currency})"
        drawn[f"tornado_{strategy}"] = figures.gain_tornado(rows, currency, found.study.baseline)
        morris = [row.indices for row in rows if isinstance(row.indices, MorrisIndices)]
        if morris:
            drawn[f"morris_{strategy}"] = figures.morris_plane(names, morris, gain)
        sobol = [row.indices for row in rows if isinstance(row.indices, SobolIndices)]
        if sobol:
            measure, pairs = f"the gain of {strategy}", _of(found.interaction_rows, strategy)
            drawn[f"sobol_{strategy}"] = figures.sobol_bars(names, sobol, measure)
            drawn[f"interactions_{strategy}"] = figures.interaction_matrix(names, sobol, pairs, measure)
    if found.grid:
        drawn["winner_map"] = figures.winner_map(found.grid)
    return drawn


def _of(rows: Sequence[RowT], strategy: str) -> list[RowT]:
    return [row for row in rows if row.strategy == strategy]
