"""Every strategy of the catalogue on the same world: the arms of a comparison, and their tables."""

from typing import Final

import pyarrow as pa

from hooper.engine.plan import RunPlan
from hooper.engine.run import Simulated, run_branches
from hooper.engine.world import World
from hooper.scenario.scenario import Scenario
from hooper.strategies import catalogue

BRANCH_WEEK: Final = 26
WEEKS: Final = 78


def arms(scenario: Scenario, seed: int, grant_per_review: float) -> dict[str, Simulated]:
    """Live a world for half a year and branch every strategy off it for a year, by name."""
    plans = [
        RunPlan((seed, 0), WEEKS, BRANCH_WEEK, grant_per_review=grant_per_review, strategy=strategy())
        for strategy in catalogue.STRATEGIES
    ]
    return dict(zip(catalogue.names(), run_branches(World(scenario), plans), strict=True))


def tables(simulated: Simulated) -> dict[str, pa.Table]:
    """Return all tables of a history by name, those that are observed and those that are true."""
    return simulated.history.tables()
