"""What the sliders ask: a small world, and a plan to be set against plans of the library."""

from typing import Annotated

from pydantic import Field

from hooper.explore.your_plan import YourPlan
from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy

FEWEST_CUSTOMERS, USUAL_CUSTOMERS, MOST_CUSTOMERS = 200, 1000, 20_000
LEAST_COMPETITION, MOST_COMPETITION = 0.1, 0.9
BASELINE = NoIntervention.name
LIBRARY: tuple[Strategy, ...] = (
    NoIntervention(),
    MassDiscount(),
    MoreServiceCapacity(most_agents=1),
    LoyaltyProgramme(),
)
# What one case a week costs the desk in a month: 2,500 for somebody who can settle 20 of them.
_COST_PER_WEEKLY_CASE = 125.0

Population = Annotated[int, Field(ge=FEWEST_CUSTOMERS, le=MOST_CUSTOMERS)]
Seed = Annotated[int, Field(ge=0, lt=2**32)]
Competition = Annotated[float, Field(ge=LEAST_COMPETITION, le=MOST_COMPETITION)]


class WorldAsked(Settings):
    """The shop `retail` in months, with so many founders and this competition.

    One person is the whole desk and settles `cases_per_week_per_1000` founders, so that a small world can
    have any capacity; who is quicker costs more, in proportion.

    >>> WorldAsked(population=2000).scenario().desk.agents(2000)
    1
    """

    seed: Seed = 1
    population: Population = USUAL_CUSTOMERS
    competition: Competition = 0.5
    cases_per_week_per_1000: Positive = 3.0

    def scenario(self) -> Scenario:
        """Return the world."""
        per_week = self.cases_per_week_per_1000 * self.population / 1000.0
        settings = {
            "period": '"month"',
            "founders.customers": self.population,
            "loyalty.competition": self.competition,
            "desk.agents_per_1000": 1000.0 / self.population,
            "desk.days_per_case": DAYS_PER_WEEK / per_week,
            "desk.agent_cost_per_month": _COST_PER_WEEKLY_CASE * per_week,
        }
        return presets.load("retail", [f"{key}={value}" for key, value in settings.items()])


class Asked(Settings):
    """A world, and the plan of the reader."""

    world: WorldAsked = WorldAsked()
    plan: YourPlan = YourPlan()
