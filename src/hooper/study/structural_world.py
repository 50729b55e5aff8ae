"""Worlds of customers who judge, stay or leave: a scenario lived to the cut, and from there many times."""

from dataclasses import dataclass

import numpy as np

from hooper.engine.plan import RunPlan
from hooper.foundation.units import PERIOD_DAYS
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.study.lived_world import LivedWorld, lived_world
from hooper.study.run_task import RunTask
from hooper.study.scoring import future_contributions, futures_of


@dataclass(frozen=True)
class StructuralWorld:
    """A scenario without intervention; from the cut on customers live one life to be told, and `futures`."""

    scenario: Scenario
    cut_periods: int
    horizon_periods: int
    futures: int

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.scenario.name

    @property
    def kind(self) -> str:
        """How the world comes about."""
        return "structural"

    def live(self, seed: int) -> LivedWorld:
        """Live the world; the life that is seen is no part of the mean of the futures."""
        scenario, days = self.scenario, PERIOD_DAYS[self.scenario.period]
        plan = RunPlan((seed, 0), self.cut_periods + self.horizon_periods, branch_period=self.cut_periods)
        task = RunTask(scenario, NoIntervention(), plan, self.cut_periods * days)
        realised, *futures = future_contributions(futures_of(task, self.futures + 1))
        has_contracts = "renewal" not in scenario.laws_off
        question = ValueQuestion(
            task.simulate().history.observed,
            self.cut_periods * days,
            self.horizon_periods * days,
            scenario.margin,
            scenario.economics.discount_rate_per_year,
            days if has_contracts else None,
        )
        return lived_world(question, np.array(futures), realised)
