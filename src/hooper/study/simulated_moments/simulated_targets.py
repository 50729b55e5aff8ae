"""The targets as a world has them, on random words that never change while the world is fitted.

The words are fixed functions of customer, period and decision, so that the targets are a fixed function of
the parameters, and nearly a smooth one: what moves is who crosses a threshold, not the luck.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario.firm_settings import FounderSettings
from hooper.scenario.scenario import Scenario
from hooper.study.founders import founders_only
from hooper.study.simulated_moments.calibration_window import CalibrationWindow
from hooper.study.simulated_moments.cohort import Cohort, cohort_of
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


@dataclass(frozen=True)
class SimulatedTargets:
    """The targets of worlds by the logarithms of their parameters; every world is lived once.

    `lived` holds what is known so far: the targets, and the number of customers who were seen.
    """

    template: Scenario
    window: CalibrationWindow
    parameters: tuple[WorldParameter, ...]
    targets: Targets
    lived: dict[bytes, tuple[Floats, int]] = field(default_factory=dict[bytes, tuple[Floats, int]])

    def world(self, logarithms: Floats) -> Scenario:
        """Return the scenario with these values of the parameters."""
        scenario = self.template
        for parameter, value in zip(self.parameters, np.exp(logarithms).tolist(), strict=True):
            scenario = parameter.put(scenario, value)
        return scenario

    def values(self, logarithms: Floats) -> Floats:
        """Return the targets of the world with these parameters, `(n_targets,)`."""
        return self._live(logarithms)[0]

    def customers_seen(self, logarithms: Floats) -> int:
        """Return how many customers of the world with these parameters are seen in calibration."""
        return self._live(logarithms)[1]

    def _live(self, logarithms: Floats) -> tuple[Floats, int]:
        known = logarithms.tobytes()
        if known not in self.lived:
            key = (self.template.seed, FITTED_ON)
            cohort = simulated_cohort(self.world(logarithms), self.window, self.window.weeks, key)
            self.lived[known] = self.targets.values(cohort), cohort.size
        return self.lived[known]
