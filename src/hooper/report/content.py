"""Everything the report says, as one frozen record: the study fills it, the page only shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import DecileCalibration
from hooper.comparison.estimator_scorecard import IntervalCoverage, Scorecard
from hooper.comparison.for_whom import ForWhom
from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow, contenders
from hooper.comparison.stopped import Stopped
from hooper.report.figure_data import CohortRetention, CustomerLife, RepeatCurves, RepeatDistribution


@dataclass(frozen=True)
class Quantity:
    """A named figure with its unit, such as ("replications", 20, "worlds a strategy")."""

    name: str
    value: float | str
    unit: str = ""


@dataclass(frozen=True)
class FittedParameter:
    """A parameter estimated from data; `standard_error` is None where the fit has none."""

    name: str
    value: float
    standard_error: float | None
    unit: str
    source: str


@dataclass(frozen=True)
class Assumption:
    """A parameter set by judgement or literature, with the range it is drawn from over parameter draws."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str


@dataclass(frozen=True)
class LeverRow:
    """What one lever of a strategy does, what it costs, and where both figures come from."""

    strategy: str
    lever: str
    effect: float
    effect_unit: str
    cost: float
    cost_unit: str
    source: str


@dataclass(frozen=True)
class CleaningReport:
    """What became of the rows of a log: `rows_read` = `rows_kept` + the sum of `dropped` by reason."""

    rows_read: int
    rows_kept: int
    dropped: Mapping[str, int]


@dataclass(frozen=True)
class SegmentRow:
    """One segment: its customers, their share of all, their value in currency units and its share."""

    label: str
    customers: int
    share: float
    value: float
    share_of_value: float


@dataclass(frozen=True)
class ModelFit:
    """One fitted model: status `ok`, `boundary`, `flat` or `failed`, with the reason if not ok."""

    model: str
    parameters: tuple[FittedParameter, ...]
    log_likelihood: float
    status: str
    reason: str
    customers: int


@dataclass(frozen=True)
class LogSection:
    """The real log: how it was cleaned and what the estimators make of it.

    `lifetime_values` holds one value a customer in currency units, shape `(n_customers,)`.
    """

    name: str
    cleaning: CleaningReport
    summary: tuple[Quantity, ...]
    cohorts: CohortRetention
    segments: tuple[SegmentRow, ...]
    fits: tuple[ModelFit, ...]
    lifetime_values: NDArray[np.float64]
    lifetime_value_summary: tuple[Quantity, ...]


@dataclass(frozen=True)
class ReproductionCheck:
    """One figure of the log against the mean of the worlds, and whether it lies within its tolerance."""

    name: str
    log: float
    worlds: float
    tolerance: float
    unit: str
    passed: bool


@dataclass(frozen=True)
class Reproduction:
    """How well the world without intervention reproduces the log it was built from."""

    curves: RepeatCurves
    distribution: RepeatDistribution
    checks: tuple[ReproductionCheck, ...]


@dataclass(frozen=True)
class EstimatorScore:
    """One estimator in one world against the truth: errors and ranks, tenths, and intervals if it has any."""

    estimator: str
    world: str
    card: Scorecard
    calibration: DecileCalibration
    coverage: IntervalCoverage | None = None


@dataclass(frozen=True)
class Manifest:
    """What the study can be rebuilt from: seed, settings by dotted key, versions, digests of histories.

    `digest` is that of the world: of all its histories, in the order of strategies and replications.
    """

    seed: int
    digest: str
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    digests: Mapping[str, str]


@dataclass(frozen=True)
class ReportContent:
    """Everything the report says; a part that is None or empty is left out of the page.

    `outcome` is the study's Dataset over (strategy, replication, cause, account, period) with
    attribute `branch_period`; `ranking` and `ignorance` were computed from it and from the parameter
    draws, `level` is the level of the ranking's intervals. `currency` names the money unit; `design`
    lists the study's size, horizon and budget for the head of the page; `stopped` is how a stopping rule
    ended the replications, None without one. `period` names what the periods of the world are.
    """

    title: str
    question: str
    currency: str
    level: float
    design: tuple[Quantity, ...]
    outcome: xr.Dataset
    ranking: tuple[RankingRow, ...]
    ignorance: tuple[IgnoranceRow, ...]
    fitted: tuple[FittedParameter, ...]
    assumed: tuple[Assumption, ...]
    levers: tuple[LeverRow, ...]
    log: LogSection | None
    reproduction: Reproduction | None
    scores: tuple[EstimatorScore, ...]
    life: CustomerLife | None
    manifest: Manifest
    for_whom: tuple[ForWhom, ...] = ()
    stopped: Stopped | None = None
    period: str = "week"

    @property
    def baseline(self) -> str:
        """The strategy that all others are compared with."""
        return self.ranking[0].gain.baseline

    @property
    def contenders(self) -> list[str]:
        """The strategies that can be set against each other, best first: complete, none sees the truth."""
        return contenders(self.ranking, self.outcome.sizes["replication"])

    @property
    def has_rivals(self) -> bool:
        """Whether there are two contenders and two replications: the least that says anything of chance."""
        return len(self.contenders) > 1 and self.outcome.sizes["replication"] > 1
