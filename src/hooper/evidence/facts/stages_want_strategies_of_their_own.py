"""What offers gain hangs on the stage: a strategy that is matched to stages gains more than one for a single.

A strategy for a single stage makes an offer a quarter to everybody who is truly in that stage: it persuades
explorers, binds those in formation, rewards the stable, or recovers those in decline. The matched one does
all four; who has left is let go by each. All have the same budget, which pays for offers to everybody, and an
offer is of one size, so that whoever keeps to one stage does not spend it all. Gains are in customer equity
over a year, paired on the same words.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from hooper.comparison.mean_interval import mean_interval
from hooper.engine.plan import RunPlan
from hooper.engine.run import run_branches
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import first_periods
from hooper.mechanisms.life_stages import GONE
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.observed_view import ObservedView
from hooper.study.outcome import equity_of

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 12
MONTHS_BETWEEN_REVIEWS: Final = 3
_ADVANTAGE, _LOW, _SHARE_OF_EQUITY, _ADVANTAGE_OFF = _LABELS = (
    "gain of the strategy matched to stages over that of the best of a single stage, less 1",
    "low end of the 95 % interval of the gain in excess, over the gain of the best of a single stage",
    "gain in excess over the customer equity without intervention",
    "gain in excess where offers move nobody, over the gain of the best of a single stage where they do",
)


@dataclass(frozen=True)
class OffersInStages:
    """Makes an offer to everybody who is truly in one of some stages, at every review."""

    name: ClassVar[str] = "offers_in_stages"
    source: ClassVar[str] = "Dwyer, Schurr and Oh (1987) for the stages"
    sees_truth: ClassVar[bool] = True
    fits_models: ClassVar[bool] = False

    stages: tuple[int, ...]

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers."""
        del draws
        rows = np.flatnonzero(np.isin(view.truth.stage, self.stages))
        return on_customers(rows, OFFER, 1.0, budget.prices.offer)


STAGES: Final = tuple(range(GONE))
SINGLE: Final = tuple(OffersInStages((stage,)) for stage in STAGES)
MATCHED: Final = OffersInStages(STAGES)


def where_offers_move_nobody(scenario: Scenario) -> Scenario:
    """Return the world in which an offer neither persuades nor annoys, and sells nothing."""
    for path in ("character.persuasion", "character.annoyance", "purchase.offer_lift"):
        scenario = with_setting(scenario, path, 0.0)
    return scenario


def equities(scenario: Scenario, sample: Sample) -> np.ndarray:
    """Return the customer equity without intervention, of each single stage and matched.

    The shape is `(replications, 6)`.
    """
    begins = first_periods(MONTH + MONTHS_FOLLOWED, scenario.period_days)
    branch, every = begins[MONTH], begins[MONTHS_BETWEEN_REVIEWS]
    levers = scenario.levers
    offer = levers.offer_contact_cost + levers.offer_value * levers.offer_strength
    # Twice as many customers as founders are never there at once.
    grant = 2.0 * offer * sample.size.customers
    world = laboratory(scenario)
    found: list[list[float]] = []
    for key in sample.keys:
        plan = RunPlan(key, begins[-1], branch, review_periods=every, grant_per_review=grant)
        plans = [replace(plan, strategy=each) for each in (NoIntervention(), *SINGLE, MATCHED)]
        runs = run_branches(world, plans)
        found.append([equity_of(each.books, scenario, branch).within_horizon for each in runs])
    return np.array(found)


def measure(sample: Sample) -> Measured:
    """Compare the matched strategy with the best of a single stage, where offers move people or not."""
    world = of_size(sample.scenario, sample.size.customers)
    equity = equities(world, sample)
    usual, single = equity[:, 0], equity[:, 1:-1]
    best = int(single.mean(axis=0).argmax())
    gain = float((single[:, best] - usual).mean())
    excess = mean_interval(equity[:, -1] - single[:, best])
    without = equities(where_offers_move_nobody(world), sample)
    off = float((without[:, -1] - without[:, 1 + best]).mean()) / gain
    advantage, low = (float(np.nan if each is None else each) / gain for each in (excess.mean, excess.low))
    values = (advantage, low, advantage * gain / float(usual.mean()), off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


FACT: Final = Fact(
    name="stages_want_strategies_of_their_own",
    number="F36",
    claim="a strategy that is matched to the stages gains more than the best one for a single stage",
    kind="emergent",
    source="Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships; bands of the specification",
    off="offers move nobody",
    bands=(
        Band(_ADVANTAGE, low=0.05),
        Band(_LOW, low=0.0),
        Band(_SHARE_OF_EQUITY, low=0.0),
        Band(_ADVANTAGE_OFF, high=0.0),
    ),
    full=Size(20_000, replications=10),
    quick=Size(3_000, replications=3),
    measure=measure,
)
