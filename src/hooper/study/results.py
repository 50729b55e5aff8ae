"""Everything that a finished comparison holds, in memory."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.for_whom import ForWhom
from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.comparison.stopped import Stopped
from hooper.history.observed import Observed
from hooper.history.read_log import CleaningReport
from hooper.report.figure_data import CustomerLife
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld, RepeatTarget
from hooper.study.design_points import Point
from hooper.study.failed_runs import FailedRun
from hooper.study.scoring import ScoredEstimator
from hooper.study.study import Study
from hooper.study.winners import WinnerRow


@dataclass(frozen=True)
class RealLog:
    """The real log of a study: what was read, how it was cleaned, and where calibration ends."""

    name: str
    observed: Observed
    cleaning: CleaningReport
    cut_days: float
    calibration_end: date


@dataclass(frozen=True)
class FounderRepeats:
    """The founding customers of the worlds without intervention, as the log's are seen.

    `curves` has shape `(replications, weeks + 1)`, `shares` `(replications, counts)`; both a founder.
    """

    target: RepeatTarget
    curves: NDArray[np.float64]
    shares: NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """A study that was carried out in one world: outcomes, ranking, and the evidence beside them.

    `world` is its name among those of the study, `point` its place in the design, with the `levels` of the
    factors there. `stopped` is None for a study without a stopping rule, and `real_log`, `calibrated` and
    `repeats` are None for a world that was not built from a log.
    """

    world: str
    point: int
    levels: Point
    study: Study
    scenario: Scenario
    outcome: xr.Dataset
    ranking: tuple[RankingRow, ...]
    stopped: Stopped | None
    ignorance: tuple[IgnoranceRow, ...]
    for_whom: tuple[ForWhom, ...]
    scores: tuple[ScoredEstimator, ...]
    life: CustomerLife | None
    digests: dict[str, str]
    real_log: RealLog | None
    calibrated: CalibratedWorld | None
    repeats: FounderRepeats | None

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all histories, in the order of strategies and replications."""
        return hashlib.sha256("".join(self.digests.values()).encode()).hexdigest()


@dataclass(frozen=True)
class ManyWorlds:
    """A study that was carried out in all of its worlds: what each says, who wins where, and what failed."""

    study: Study
    worlds: tuple[Comparison, ...]
    winners: tuple[WinnerRow, ...]
    failed: tuple[FailedRun, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all worlds, in their order."""
        return hashlib.sha256("".join(each.digest for each in self.worlds).encode()).hexdigest()

    @property
    def complete(self) -> bool:
        """Whether no run has failed and every strategy has a rank."""
        return not self.failed and all(row.rank is not None for each in self.worlds for row in each.ranking)

    @property
    def outcome(self) -> xr.Dataset:
        """All outcomes by (scenario, point, strategy, replication); NaN where a world has had fewer.

        The levels of a factor are a coordinate over points, under the factor's key.
        """
        names = list(dict.fromkeys(each.world for each in self.worlds))
        of_scenario = [
            xr.concat([each.outcome for each in self.worlds if each.world == name], "point", join="outer")
            for name in names
        ]
        together = xr.concat(of_scenario, "scenario", join="outer").assign_coords(scenario=names)
        points = [each.levels for each in self.worlds if each.world == names[0]]
        levels: dict[str, Any] = {
            key: ("point", [point[key] for point in points]) for key in self.study.factors
        }
        return together.assign_coords(point=range(len(points)), **levels)
