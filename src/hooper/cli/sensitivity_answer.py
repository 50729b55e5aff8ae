"""What `hooper sensitivity` says: the strongest parameters of a strategy, winners, and what to do next."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hooper.cli.compare_answer import CURRENCY
from hooper.cli.talk import Talk
from hooper.report.numbers import percent, words
from hooper.report.ranking_tables import ignorance_table
from hooper.report.sensitivity_tables import interactions_table, strongest_table, winners_table
from hooper.report.table import Table

if TYPE_CHECKING:
    from hooper.comparison.sensitivity_rows import SensitivityRow, WinnerRow
    from hooper.study.sensitivity import Sensitivity

_MOST_SHOWN = 15
_WORTH_SHARING = 6


def answer_sensitivity(
    talk: Talk, found: "Sensitivity", strategies: Sequence[str], folder: Path, files: Sequence[Path]
) -> None:
    """Print the analysis, the effects for the strategies named."""
    settings = found.study.sensitivity
    record = {
        "sensitivity": [row.record() for row in found.rows],
        "interactions": [vars(row) for row in found.interaction_rows],
        "winners": [vars(row) for row in found.winner_rows],
        "strategies": [vars(row) for row in found.over_design],
        "winner": found.winner,
        "winner_changes": found.winner_changes,
        "method": settings.method,
        "points": settings.size,
        "design_points": len(found.gains.designed),
        "customers": settings.customers,
        "replications": settings.replications,
        "baseline": found.study.baseline,
        "out": str(folder),
        "files": [str(path) for path in files],
    }
    effects = [
        strongest_table(f"What moves the gain of {words(strategy)}", _strongest(found, strategy))
        for strategy in strategies
    ]
    talk.answer(
        record,
        *effects,
        winners_table("What changes which strategy is best", _deciding(found)),
        replace(ignorance_table(found.over_design, CURRENCY), name="Over the points of the design"),
        *_together(found, strategies),
        f"best in this world: {words(found.winner)}; elsewhere another in {percent(found.winner_changes)}",
        *_next(found),
        f"tables and figures: {folder}",
    )


def _strongest(found: "Sensitivity", strategy: str) -> list["SensitivityRow"]:
    own = [row for row in found.rows if row.strategy == strategy]
    ordered = sorted(own, key=lambda row: -row.indices.strength)[:_MOST_SHOWN]
    return [row for row in ordered if row.indices.strength > 0.0] or ordered[:1]


def _together(found: "Sensitivity", strategies: Sequence[str]) -> list[Table | str]:
    """Tell of the pairs that surely act together, if the method tells pairs apart."""
    own = [row for row in found.interaction_rows if row.strategy in strategies]
    if not own:
        return []
    sure = [row for row in own if row.is_sure]
    if not sure:
        return ["no two parameters surely act together; more points narrow the intervals"]
    return [interactions_table("What moves a gain only together", sure[:_MOST_SHOWN])]


def _deciding(found: "Sensitivity") -> list["WinnerRow"]:
    rows = found.winner_rows[:_MOST_SHOWN]
    return [row for row in rows if row.winner_changes > 0.0] or [*rows[:1]]


def _next(found: "Sensitivity") -> list[str]:
    """Say how the strongest of many screened parameters share the variance."""
    strongest = list(dict.fromkeys(row.parameter for row in found.rows))[:_WORTH_SHARING]
    if found.study.sensitivity.method != "morris" or len(strongest) < _WORTH_SHARING:
        return []
    return [f"next: --method sobol --parameters {','.join(strongest)}"]
