"""Everything that a finished comparison holds, in memory."""

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.for_whom import ForWhom
from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.history.observed import Observed
from hooper.history.read_log import CleaningReport
from hooper.report.figure_data import CustomerLife
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import CalibratedWorld, RepeatTarget
from hooper.study.scoring import ScoredEstimator
from hooper.study.study import Study


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
    """A study that was carried out: outcomes, ranking, and the evidence beside them.

    `real_log`, `calibrated` and `repeats` are None for a world that was not built from a log.
    """

    study: Study
    scenario: Scenario
    outcome: xr.Dataset
    ranking: tuple[RankingRow, ...]
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
