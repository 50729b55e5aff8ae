"""The answer of `hooper migrate`: chances to move with intervals, and segments, for people and programs."""

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.report.numbers import Cell
    from hooper.report.table import Table
    from hooper.segmentation.migration_intervals import ChanceIntervals
    from hooper.segmentation.segment_migration import SegmentMigration
    from hooper.segmentation.segment_paths import SegmentPaths


@dataclass(frozen=True)
class MigrateAnswer:
    """What is told of the moves along some paths; `value_to_come`, shape `(K,)`, in currency units."""

    paths: "SegmentPaths"
    moves: "SegmentMigration"
    intervals: "ChanceIntervals"
    value_to_come: "NDArray[np.float64]"

    def record(self) -> dict[str, object]:
        """Return the answer as JSON has it."""
        return {
            "cut_days": self.paths.cut_days.tolist(),
            "labels": self.moves.labels,
            "moves": self.moves.moves.tolist(),
            "transitions": self.moves.transitions.tolist(),
            "low": self.intervals.low.tolist(),
            "high": self.intervals.high.tolist(),
            "segments": self._segments(),
        }

    def table_of_moves(self) -> "Table":
        """Return a row a segment that customers came from, a column a segment that they came to."""
        from hooper.report.numbers import verbatim, words
        from hooper.report.table import Column, table_of_records

        rows: list[dict[str, Cell]] = [
            {"from": label, **dict(zip(map(str, range(len(cells))), cells, strict=True))}
            for label, cells in zip(self.moves.labels, self._cells(), strict=True)
        ]
        goals = [Column(str(k), label, verbatim) for k, label in enumerate(self.moves.labels)]
        title = "chance of each segment at the next cut, and its 95 % interval"
        return table_of_records(title, rows, Column("from", "from", words), *goals)

    def table_of_segments(self) -> "Table":
        """Return a row a segment: who is in it, where shares go, and what a customer is worth."""
        from hooper.report.numbers import count, money, percent, words
        from hooper.report.table import Column, table_of_records

        return table_of_records(
            "segments",
            self._segments(),
            Column("label", "segment", words),
            Column("current", "now", count),
            Column("newcomers", "newcomers", count),
            Column("unseen", "unseen", count),
            Column("expected_next", "next", percent),
            Column("stationary", "long run", percent),
            Column("spend_to_come", "spend a period", money),
            Column("value_to_come", "value to come", money),
            Column("misjudged", "misjudged", money),
        )

    def _segments(self) -> "list[dict[str, Cell]]":
        from hooper.segmentation.misplacement import misjudged_by_old_labels

        columns = {
            "label": list(self.moves.labels),
            "current": self.moves.current.tolist(),
            "newcomers": self.moves.newcomers.tolist(),
            "unseen": self.moves.unseen.tolist(),
            "expected_next": self.moves.expected_next.tolist(),
            "stationary": self.moves.stationary.tolist(),
            "spend_to_come": self.moves.spend_to_come.tolist(),
            "value_to_come": self.value_to_come.tolist(),
            "misjudged": misjudged_by_old_labels(self.moves.transitions, self.value_to_come).tolist(),
        }
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _cells(self) -> list[list[str]]:
        ends = zip(self.moves.transitions, self.intervals.low, self.intervals.high, strict=True)
        return [[_cell(*cell) for cell in zip(*rows, strict=True)] for rows in ends]


def _cell(chance: float, low: float, high: float) -> str:
    return "" if isnan(chance) else f"{chance:.1%} ({low:.1%} to {high:.1%})"
