"""What the sliders ask: a small world, and a plan to be set against plans of the library."""

from dataclasses import dataclass, field

from hooper.explore.your_plan import YourPlan
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy

BASELINE = NoIntervention.name
LIBRARY: tuple[Strategy, ...] = (
    NoIntervention(),
    MassDiscount(),
    MoreServiceCapacity(most_agents=1),
    LoyaltyProgramme(),
)
# What one case a week costs the desk in a month: 2,500 for somebody who can settle 20 of them.
_COST_PER_WEEKLY_CASE = 125.0


@dataclass(frozen=True)
class WorldAsked:
    """The shop `retail` in months, with so many founders and this competition.

    One person is the whole desk and settles `cases_per_week_per_1000` founders, so that a small world can
    have any capacity; who is quicker costs more, in proportion.

    >>> WorldAsked(population=2000).scenario().desk.agents(2000)
    1
    """

    seed: int = 1
    population: int = 1000
    competition: float = 0.5
    cases_per_week_per_1000: float = 3.0

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


@dataclass(frozen=True)
class Asked:
    """A world, and the plan of the reader."""

    world: WorldAsked = WorldAsked()
    plan: YourPlan = field(default_factory=YourPlan)
