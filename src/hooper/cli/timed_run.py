"""One run of a world as `hooper simulate` asks for it, with the time that it took."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hooper.cli.machine import peak_rss_bytes
from hooper.engine.law_loops import BLOCK
from hooper.engine.plan import RunPlan
from hooper.engine.run import EngineName
from hooper.engine.simulate import simulate
from hooper.engine.simulated import Simulated
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
class ToDisk:
    """Where the history goes, how often all is made safe, and whether to go on from there."""

    folder: Path
    checkpoint_periods: int | None
    resume: bool


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
    to_disk: ToDisk | None
    accounting_periods: int

    def __post_init__(self) -> None:
        if self.chunk < BLOCK or self.chunk % BLOCK:
            problem = f"{self.chunk} is not a multiple of {BLOCK}, the customers that are lived together"
            nearest = max(1, round(self.chunk / BLOCK)) * BLOCK
            raise InputError([Fault("--chunk", problem, f"give a multiple of {BLOCK}, such as {nearest}")])

    @property
    def plan(self) -> RunPlan:
        """The plan that the run carries out."""
        grant = self.spending.per_review(self.world)
        key = (self.seed, self.replication)
        return RunPlan(
            key,
            self.periods,
            strategy=self.strategy,
            grant_per_review=grant,
            accounting_periods=self.accounting_periods,
        )

    def compile(self) -> None:
        """Live one customer, who knows nobody, so that the laws are compiled before the clock starts."""
        lonely = self.world.founders.model_copy(update={"customers": 1})
        simulate(self.world.model_copy(update={"founders": lonely, "network": None}), 1, seed=self.seed)

    def measure(self, each_period: Callable[[int], None]) -> tuple[Simulated, dict[str, object]]:
        """Live the world, and return it with a record of the run and of what it took."""
        began = time.perf_counter()
        simulated = self._live(each_period)
        seconds = time.perf_counter() - began
        return simulated, {
            "scenario": self.world.name,
            "strategy": self.strategy.name,
            "seed": self.seed,
            "replication": self.replication,
            "engine": self.engine,
            "digest": simulated.digest,
            "budget": {name: getattr(simulated.budget, name) for name in ("granted", "spent", "refused")},
            "customers": simulated.customers,
            "periods": self.periods,
            "rows": simulated.rows,
            "seconds_step": seconds,
            "ns_per_customer_period": 1e9 * seconds / (simulated.customers * self.periods),
            "peak_rss_bytes": peak_rss_bytes(),
        }

    def _live(self, each_period: Callable[[int], None]) -> Simulated:
        to_disk = self.to_disk
        return simulate(
            self.world,
            self.periods,
            seed=self.seed,
            replication=self.replication,
            strategy=self.strategy,
            grant_per_review=self.spending.per_review(self.world),
            engine=self.engine,
            threads=self.threads,
            chunk=self.chunk,
            out=to_disk.folder if to_disk else None,
            checkpoint_periods=to_disk.checkpoint_periods if to_disk else None,
            resume=to_disk is not None and to_disk.resume,
            each_period=each_period,
            accounting_periods=self.accounting_periods,
        )
