"""What `hooper calibrate` says: parameters and verdicts, targets by kind, and the holdout beside BG/NBD."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hooper.report.numbers import Cell
    from hooper.report.table import Table
    from hooper.study.simulated_moments.world_calibration import WorldCalibration

FEWEST_POINTS = 2  # of a kind of target that is drawn


@dataclass(frozen=True)
class CalibrationAnswer:
    """What was found for a log, starting from a scenario."""

    log: str
    template: str
    found: "WorldCalibration"

    def record(self) -> dict[str, object]:
        """Return everything as JSON has it."""
        found, window = self.found, self.found.window
        return {
            "log": self.log,
            "scenario": self.template,
            "seed": found.scenario.seed,
            "customers": found.customers,
            "calibration_weeks": window.weeks,
            "holdout_weeks": window.holdout_weeks,
            "weeks_before": window.weeks_before,
            "parameters": [vars(each) for each in found.identification.estimates],
            "condition": found.identification.condition,
            "weakest_direction": found.identification.weakest,
            "distance": found.distance,
            "converged": found.converged,
            "worlds_lived": found.worlds_lived,
            "targets": self._targets(),
            "holdout": self._holdout(),
            "curves": {
                "log": found.holdout.log.tolist(),
                "world": found.holdout.world.tolist(),
                "bg_nbd": found.holdout.bg_nbd.tolist(),
            },
            "bg_nbd": {"status": found.bg_nbd.status, "parameters": found.bg_nbd.parameters},
        }

    def tables(self) -> "list[Table]":
        """Return the tables for people."""
        return [self._of_parameters(), self._of_kinds(), self._of_holdout()]

    def lines(self) -> list[str]:
        """Return what is to be said beside the tables."""
        found = self.found
        told = sorted(found.identification.weakest.items(), key=lambda part: -abs(part[1]))[:3]
        weakest = ", ".join(f"{weight:+.2f} {name}" for name, weight in told)
        ended = "ended by itself" if found.converged else "was cut off before its end"
        return [
            f"of this the log says least (in logarithms): {weakest}",
            f"the search {ended} after {found.worlds_lived} worlds, at a distance of {found.distance:.2f}",
        ]

    def text(self) -> str:
        """Return tables and lines as plain text."""
        from hooper.report.plain_text import plain_text

        blocks = [f"{table.name}\n\n{plain_text(table)}" for table in self.tables()]
        return "\n\n".join([self.remark(), *blocks, *self.lines()]) + "\n"

    def remark(self) -> str:
        """Return what the calibrated scenario says of itself."""
        window = self.found.window
        before = f", which begins in week {window.weeks_before} of this world" if window.weeks_before else ""
        limit = self.found.scenario.acquisition.most_introductions_per_month_per_1000
        limited = f" Customers bring at most {limit:g} a month per 1,000." if limit else ""
        return (
            f"{self.template}, calibrated to weeks 1 to {window.weeks} of {self.log}{before}."
            " What is not said here has its default; customers are founders: whom the firm acquires was not"
            f" fitted.{limited}"
        )

    def figures(self) -> "dict[str, Figure]":
        """Draw holdout, targets and profiles."""
        import numpy as np

        from hooper.report import figures
        from hooper.study.simulated_moments.targets import KINDS

        found = self.found
        kinds = np.array(found.targets.kinds)
        shown = [name for name in found.targets.cuts if (kinds == name).sum() >= FEWEST_POINTS]
        panels = {
            name: figures.TargetPanel(
                KINDS[name].unit,
                KINDS[name].measure,
                found.targets.cuts[name],
                *(each[kinds == name] for each in (found.log, found.standard_error, found.world)),
            )
            for name in shown
        }
        profiles = {
            each.name: figures.ProfilePanel(each.value, each.low, each.high, each.verdict, each.profile)
            for each in found.identification.estimates
        }
        check = found.holdout
        return {
            "holdout": figures.calibration_holdout(
                check.log, check.worlds, check.bg_nbd, check.calibration_weeks
            ),
            "targets": figures.calibration_targets(panels),
            "identification": figures.identification_profile(profiles),
        }

    def _targets(self) -> "list[dict[str, Cell]]":
        found = self.found
        columns = (found.targets.at, found.log, found.standard_error, found.world)
        rows = zip(found.targets.kinds, *(each.tolist() for each in columns), strict=True)
        names = ("kind", "at", "log", "standard_error", "world")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _holdout(self) -> "list[dict[str, Cell]]":
        check = self.found.holdout
        cut = check.calibration_weeks
        curves = {"log": check.log, "calibrated_world": check.world, "bg_nbd": check.bg_nbd}
        return [
            {
                "by": name,
                "purchases_in_calibration": float(curve[cut]),
                "purchases_at_end": float(curve[-1]),
                "miss_at_end": check.miss_at_end(curve),
                "purchases_in_holdout": float(curve[-1] - curve[cut]),
                "miss_in_holdout": check.miss_in_holdout(curve),
            }
            for name, curve in curves.items()
        ]

    def _of_parameters(self) -> "Table":
        from hooper.report.numbers import ratio, significant, verbatim
        from hooper.report.table import Column, table_of

        return table_of(
            "parameters of the calibrated world",
            self.found.identification.estimates,
            Column("name", "parameter", verbatim),
            Column("value", "value", significant),
            Column("low", "low", significant, "95 % interval"),
            Column("high", "high", significant, "95 % interval"),
            Column("log_standard_error", "error of the logarithm", ratio),
            Column("verdict", "the log says", verbatim),
            Column("says", "what it is", verbatim),
        )

    def _of_kinds(self) -> "Table":
        from hooper.report.numbers import count, ratio, words
        from hooper.report.table import Column, table_of_records

        return table_of_records(
            "targets: misses of the calibrated world in standard errors of the log",
            self._kinds(),
            Column("kind", "kind of target", words),
            Column("targets", "targets", count),
            Column("root_mean_square", "root mean square", ratio),
            Column("largest", "largest", ratio),
        )

    def _kinds(self) -> "list[Mapping[str, Cell]]":
        import numpy as np

        found = self.found
        kinds = np.array(found.targets.kinds)
        missed = (found.world - found.log) / np.maximum(found.standard_error, 1e-12)
        return [
            {
                "kind": name,
                "targets": int((kinds == name).sum()),
                "root_mean_square": float(np.sqrt(np.mean(missed[kinds == name] ** 2))),
                "largest": float(np.abs(missed[kinds == name]).max()),
            }
            for name in found.targets.cuts
        ]

    def _of_holdout(self) -> "Table":
        from hooper.report.numbers import count, percent_change, words
        from hooper.report.table import Column, table_of_records

        window = self.found.window
        cut, end = window.weeks, window.weeks + window.holdout_weeks
        return table_of_records(
            "repeat purchases of the log's customers",
            self._holdout(),
            Column("by", "by", words),
            Column("purchases_in_calibration", f"weeks 1 to {cut}", count),
            Column("purchases_at_end", f"weeks 1 to {end}", count),
            Column("miss_at_end", "miss", percent_change),
            Column("purchases_in_holdout", f"weeks {cut + 1} to {end}", count),
            Column("miss_in_holdout", "miss there", percent_change),
        )
