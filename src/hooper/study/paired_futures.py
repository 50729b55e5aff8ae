"""True effects of an offer on each customer: the same futures lived with the offer and without it.

At the branch of a plan every known customer gets an offer, or nobody does; from there each pair of lives has
the same words. The difference of a pair is the effect in that future, and the mean over futures the expected
effect, which no firm can see and every uplift model estimates. Where customers act on each other (a desk with
a queue, talk), the difference has in it what the offers to all others do to her.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.mechanisms.life_stages import GONE
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.strategy import Strategy

Outcomes = Mapping[str, NDArray[np.float32]]
ENOUGH: Final = 1e12
EVERYBODY: Final = RandomOffer(share=1.0)
ALL_FUTURES: Final = slice(None)
_NOBODY: Final = NoIntervention()


@dataclass(frozen=True)
class PairedFutures:
    """Both lives of n customers in F futures, by outcome (`spend`, `orders`, `there`), shape `(F, n)`.

    The customers are all who were known at the branch, by id; `there_before` tells who of them had not left
    by then. Outcomes are those of the time from the branch to the end of the plan, and `there` is 1 for
    whoever has not left at the end of it.
    """

    customer_id: NDArray[np.uint64]
    there_before: NDArray[np.bool_]
    without: Outcomes
    with_offer: Outcomes

    def effect(self, outcome: str, futures: slice = ALL_FUTURES) -> NDArray[np.float64]:
        """Return the expected effect on each customer, a mean over some futures, shape `(n,)`."""
        lives = (self.with_offer[outcome][futures], self.without[outcome][futures])
        return np.subtract(*(each.mean(axis=0, dtype=np.float64) for each in lives))

    def of(self, customers: NDArray[np.uint64]) -> Self:
        """Return the lives of some customers, by id in order, all of them known at the branch."""
        place = np.searchsorted(self.customer_id, customers)
        arms = (
            {name: lives[:, place] for name, lives in arm.items()} for arm in (self.without, self.with_offer)
        )
        return type(self)(customers, self.there_before[place], *arms)


def paired_futures(scenario: Scenario, plan: RunPlan, futures: Sequence[int]) -> PairedFutures:
    """Live each future twice from the branch of the plan, with an offer to everybody known and without.

    The strategy and the grant of the plan do not matter. Future 0 is the life that is observed otherwise.
    """
    world = World(scenario)
    known, there = known_at_branch(world, plan)
    arms = [(strategy, future) for future in futures for strategy in (_NOBODY, EVERYBODY)]
    outcomes = list(lives_of(world, plan, known, arms))
    return PairedFutures(known, there, _stacked(outcomes[0::2]), _stacked(outcomes[1::2]))


def known_at_branch(world: World, plan: RunPlan) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return all who have entered before the branch of a plan, by id, and who of them has not left."""
    until_then = replace(plan, periods=plan.branch_period, strategy=_NOBODY, future=0)
    return _customers(run(world, until_then))


def lives_of(
    world: World,
    plan: RunPlan,
    known: NDArray[np.uint64],
    arms: Sequence[tuple[Strategy, int]],
) -> Iterator[Outcomes]:
    """Live with each strategy in its future from the branch on; yield what the known customers do.

    The strategy is asked once, at the branch, and has all the money that it wants.
    """
    once = replace(plan, review_periods=plan.periods, grant_per_review=ENOUGH)
    plans = [replace(once, strategy=strategy, future=future) for strategy, future in arms]
    since_days = plan.branch_period * world.scenario.period_days
    for simulated in run_branches(world, plans):
        yield outcomes_of(simulated, known, since_days)


def outcomes_of(simulated: Simulated, known: NDArray[np.uint64], since_days: float) -> Outcomes:
    """Return what customers (ids in order) did after a day, and who of them is there at the end, `(n,)`."""
    orders = simulated.history.observed.transactions
    who, days = orders["customer_id"].to_numpy(), orders["time_days"].to_numpy()
    place = np.minimum(np.searchsorted(known, who), known.size - 1)
    counted = (known[place] == who) & (days > since_days)
    spend = np.bincount(place[counted], orders["amount"].to_numpy()[counted], known.size)
    customers, there = _customers(simulated)
    return {
        "spend": spend.astype(np.float32),
        "orders": np.bincount(place[counted], minlength=known.size).astype(np.float32),
        "there": there[np.searchsorted(customers, known)].astype(np.float32),
    }


def _customers(simulated: Simulated) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return all customers of a run by id, and who of them has not left."""
    population = simulated.population
    ids = population.customer_id[: population.size]
    by_id = np.argsort(ids)
    return ids[by_id], population.values("stage")[by_id] != GONE


def _stacked(outcomes: Sequence[Outcomes]) -> Outcomes:
    return {name: np.stack([each[name] for each in outcomes]) for name in outcomes[0]}
