"""One run of a world as `hooper simulate` asks for it, with the time that it took."""

import time
from dataclasses import dataclass

from hooper.cli.machine import peak_rss_bytes
from hooper.engine.run import EngineName
from hooper.engine.simulated import Simulated
from hooper.engine.simulate import simulate
from hooper.engine.law_loops import BLOCK
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import NonNegative, Settings
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.scenario.scenario import Scenario
from hooper.strategies.strategy import Strategy

REVIEW_PERIODS = 13  # between two reviews of a strategy, as the engine has it


class Spending(Settings):
    """What a strategy may spend, in currency units for each founding customer."""

    budget_per_year: NonNegative

    def per_review(self, world: Scenario) -> float:
        """Return the grant of one review for the whole of a world."""
        years = REVIEW_PERIODS * world.period_days / DAYS_PER_YEAR
        return self.budget_per_year * years * world.founders.customers


@dataclass(frozen=True)
class TimedRun:
    """What decides a history (world, periods, seed, replication, strategy), and how it is computed."""

    world: Scenario
    periods: int
    seed: int
    replication: int
    strategy: Strategy
    spending: Spending
    engine: EngineName
    threads: int
    chunk: int

    def __post_init__(self) -> None:
        if self.chunk < BLOCK or self.chunk % BLOCK:
            problem = f"{self.chunk} is not a multiple of {BLOCK}, the customers that are lived together"
            nearest = max(1, round(self.chunk / BLOCK)) * BLOCK
            raise InputError([Fault("--chunk", problem, f"give a multiple of {BLOCK}, such as {nearest}")])

    def compile(self) -> None:
        """Live one customer for one period, so that the laws are compiled before the clock starts."""
        lonely = self.world.founders.model_copy(update={"customers": 1})
        self._live(self.world.model_copy(update={"founders": lonely}), 1)

    def measure(self) -> tuple[Simulated, dict[str, object]]:
        """Live the world, and return it with a record of the run and of what it took."""
        began = time.perf_counter()
        simulated = self._live(self.world, self.periods)
        seconds = time.perf_counter() - began
        return simulated, {
            "scenario": self.world.name,
            "strategy": self.strategy.name,
            "seed": self.seed,
            "replication": self.replication,
            "engine": self.engine,
            "digest": simulated.digest,
            "customers": simulated.customers,
            "periods": self.periods,
            "seconds_step": seconds,
            "ns_per_customer_period": 1e9 * seconds / (simulated.customers * self.periods),
            "peak_rss_bytes": peak_rss_bytes(),
        }

    def _live(self, world: Scenario, periods: int) -> Simulated:
        return simulate(
            world,
            periods,
            seed=self.seed,
            replication=self.replication,
            strategy=self.strategy,
            grant_per_review=self.spending.per_review(world),
            engine=self.engine,
            threads=self.threads,
            chunk=self.chunk,
        )
