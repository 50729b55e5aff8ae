"""Potential outcomes: an experiment is made of two pure worlds, and effects are exact differences.

Every customer has two lives on the same words, one in a world in which everybody known gets an offer and one
in which nobody does. Where customers act neither through the desk nor by talk, an experiment that treats half
of them by lot shows each of them one of these two lives, to the last bit; and the effects add up to what one
whole world has more than the other, those included who come later. Where they do act on each other, the first
is not so (`comparison`: interference), and the effects are those of offers to everybody.
Source: Rubin (1974), Estimating causal effects of treatments in randomized and nonrandomized studies, Journal
of Educational Psychology 66(5); Cox (1958) for units that do not interfere.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run_branches
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.evidence.oracles.oracle import Oracle, exactly
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.study.offer_experiment import hold_experiment
from hooper.study.paired_futures import ENOUGH, EVERYBODY, Outcomes, known_at_branch, outcomes_of

FOUNDERS: Final = 2_000
BRANCH_WEEK: Final = 26
WEEKS: Final = 52
_LABELS: Final = (
    "treated who live otherwise than where all are",
    "untreated who live otherwise than where nobody is",
    "orders won, added up over customers, less those of the whole worlds",
)


def world_of_strangers() -> Scenario:
    """Return a world in which nobody calls the desk and nobody talks."""
    settings = {"founders": {"customers": FOUNDERS}, "switched_off": ("renewal", "failure", "referral")}
    return Scenario.model_validate(settings)


def measure(seed: int, scenario: Scenario | None = None) -> dict[str, float]:
    """Hold an experiment and live both pure worlds, among strangers or in another world."""
    world = World(scenario or world_of_strangers())
    plan = RunPlan((seed, 0), WEEKS, BRANCH_WEEK, review_periods=WEEKS, grant_per_review=ENOUGH)
    held = hold_experiment(world.scenario, plan)
    known, _ = known_at_branch(world, plan)
    since_days = BRANCH_WEEK * world.scenario.period_days
    pure = run_branches(world, [replace(plan, strategy=each) for each in (NoIntervention(), EVERYBODY)])
    (nobody, orders), (everybody, more_orders) = (
        (outcomes_of(each, known, since_days), _orders(each, since_days)) for each in pure
    )
    treated = held.experiment.treated
    won = everybody["orders"].astype(np.float64) - nobody["orders"]
    values = (
        float(_differ(held.lived, everybody)[treated].sum()),
        float(_differ(held.lived, nobody)[~treated].sum()),
        float(won.sum()) - (more_orders - orders),
    )
    return dict(zip(_LABELS, values, strict=True))


def _orders(simulated: Simulated, since_days: float) -> int:
    """Return how many orders anybody placed after a day, newcomers too."""
    return int((simulated.history.observed.column("time_days") > since_days).sum())


def _differ(one: Outcomes, other: Outcomes) -> NDArray[np.bool_]:
    """Return whose outcomes differ in anything, shape `(n,)`."""
    return np.any([one[name] != other[name] for name in one], axis=0)


ORACLE: Final = Oracle(
    name="potential_outcomes",
    claim="an experiment shows each customer one of two lives, and effects add up to what worlds differ",
    source="Rubin (1974), potential outcomes; Cox (1958), no interference between units",
    bands={label: exactly(0.0) for label in _LABELS},
    measure=measure,
)
