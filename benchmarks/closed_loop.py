"""A review of the closed loop on 100,000 customers: divide them, fit, learn from the last round, and act.

The customers are those of a world after a year and a half, with purchases at any moment of a day, so that
hardly two of them are alike. The time is that of the third review, which has two rounds to learn from, and in
it is the time to look at the customers and to write down what the next review needs.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run as live
from hooper.engine.world import World
from hooper.scenario import presets
from hooper.strategies.actions import Actions
from hooper.strategies.budget import Budget
from hooper.strategies.closed_loop import ClosedLoop
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

NAME = "closed_loop"
GROUP = "estimators"
MUST = {"seconds": 0.3}
AIM = {"seconds": 0.2}

FOUNDERS = 85_000  # with those who come in a year and a half, 100,000
GRANT = 20_000.0
BRANCH, REVIEWS = 52, 3


class Timed(ClosedLoop):
    """The closed loop with a watch; `SEEN` are the customers and the processor time of each review."""

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Decide, and note how long that took."""
        began = time.process_time()
        actions = super().decide(view, budget, draws)
        SEEN.append((view.summary.n_customers, time.process_time() - began))
        return actions

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Write down, and add how long that took."""
        began = time.process_time()
        memory = super().remember(view, done, budget, draws)
        customers, seconds = SEEN.pop()
        SEEN.append((customers, seconds + time.process_time() - began))
        return memory


SEEN: list[tuple[int, float]] = []


def run_reviews(founders: int) -> list[tuple[int, float]]:
    """Return how many customers each review saw, and the processor time it took."""
    SEEN.clear()
    scenario = presets.load("retail", [f"founders.customers={founders}"])
    plan = RunPlan((1, 0), BRANCH + 13 * (REVIEWS - 1) + 1, BRANCH, grant_per_review=GRANT, strategy=Timed())
    live(World(scenario), plan)
    return list(SEEN)


def run() -> dict[str, object]:
    reviews = run_reviews(FOUNDERS)
    customers, seconds = reviews[-1]
    return {"seconds": seconds, "customers": customers, "seconds_first_review": reviews[0][1]}


def task() -> Callable[[], object]:
    return lambda: run_reviews(2000)
