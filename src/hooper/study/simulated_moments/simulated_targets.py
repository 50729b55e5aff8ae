"""The targets as a world has them, on random words that never change while the world is fitted.

The words are fixed functions of customer, period and decision, so that the targets are a fixed function of
the parameters, and nearly a smooth one: what moves is who crosses a threshold, not the luck.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario.firm_settings import FounderSettings
from hooper.scenario.scenario import Scenario
from hooper.study.execute import execute
from hooper.study.founders import founders_only
from hooper.study.progress import Progress, Silent
from hooper.study.simulated_moments.calibration_window import CalibrationWindow
from hooper.study.simulated_moments.cohort import Cohort, cohort_of
from hooper.study.simulated_moments.sampling_error import sampling_covariance
from hooper.study.simulated_moments.targets import Targets
from hooper.study.simulated_moments.world_parameters import WorldParameter

Floats = NDArray[np.float64]

# A replication number that no study uses, so that a world is never judged on the words it was fitted to.
FITTED_ON = 2**32 - 1


def simulated_cohort(
    scenario: Scenario, window: CalibrationWindow, weeks: int, key: tuple[int, int]
) -> Cohort:
    """Return the cohort of a world as a log of so many weeks would show it; the firm acquires nobody."""
    nobody = {"newcomers_per_month_per_1000": 0.0, "channels": ()}
    closed = scenario.acquisition.model_copy(update=nobody)
    world = World(scenario.model_copy(update={"acquisition": closed}))
    periods = math.ceil((window.start_days + weeks * DAYS_PER_WEEK) / scenario.period_days)
    plan = RunPlan(key, periods, snapshot_periods=periods + 1, accounting_periods=periods)
    observed = founders_only(run(world, plan).history.observed, scenario.founders.customers)
    return cohort_of(observed, weeks, window.weeks, window.start_days)


def with_founders(template: Scenario, window: CalibrationWindow, customers: int) -> Scenario:
    """Return the scenario with so many founders, who enter as those of the log did or may have."""
    founders = FounderSettings(customers=customers, entry_day_shares=window.entry_day_shares)
    return template.model_copy(update={"founders": founders})


class _Task(NamedTuple):
    scenario: Scenario
    window: CalibrationWindow
    targets: Targets


def _cohort(task: _Task) -> Cohort:
    key = (task.scenario.seed, FITTED_ON)
    return simulated_cohort(task.scenario, task.window, task.window.weeks, key)


def _live(task: _Task) -> Floats:
    return task.targets.values(_cohort(task))


@dataclass(frozen=True)
class SimulatedTargets:
    """The targets of worlds by the logarithms of their parameters; every world is lived once.

    Worlds that are asked for together are lived on `workers` processes; `progress` is told of each. `lived`
    holds the targets that are known so far.
    """

    template: Scenario
    window: CalibrationWindow
    parameters: tuple[WorldParameter, ...]
    targets: Targets
    workers: int = 1
    progress: Progress = field(default_factory=Silent)
    lived: dict[bytes, Floats] = field(default_factory=dict[bytes, Floats])

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """Return the logarithms of the bounds of the parameters, each `(n_parameters,)`."""
        limits = np.log([[each.low, each.high] for each in self.parameters])
        return limits[:, 0], limits[:, 1]

    def world(self, logarithms: Floats) -> Scenario:
        """Return the scenario with these values of the parameters."""
        scenario = self.template
        for parameter, value in zip(self.parameters, np.exp(logarithms).tolist(), strict=True):
            scenario = parameter.put(scenario, value)
        return scenario

    def at(self, points: Sequence[Floats]) -> list[Floats]:
        """Return the targets of the worlds with these parameters, in order, each `(n_targets,)`."""
        new = {point.tobytes(): point for point in points if point.tobytes() not in self.lived}
        tasks = [self._task(point) for point in new.values()]
        for known, values in zip(new, execute(_live, tasks, self.workers), strict=True):
            self.lived[known] = values
            self.progress.advance()
        return [self.lived[point.tobytes()] for point in points]

    def covariance_at(self, logarithms: Floats) -> Floats:
        """Return how a world's targets vary with its customers' luck, `(n_targets, n_targets)`."""
        return sampling_covariance(self.targets, _cohort(self._task(logarithms)), self.template.seed)

    def _task(self, logarithms: Floats) -> _Task:
        return _Task(self.world(logarithms), self.window, self.targets)
