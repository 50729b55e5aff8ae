"""Runs a world on a calendar: a world and a plan in, a history and its books out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from hooper.engine.books import Books
from hooper.engine.clock import Calendar
from hooper.engine.one_customer import AgentsEngine
from hooper.engine.plan import RunPlan
from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.engine.recorder import Recorder
from hooper.engine.running_world import RunningWorld
from hooper.engine.world import World
from hooper.history.history import History
from hooper.strategies.budget import Budget
from hooper.strategies.no_intervention import NoIntervention

EngineName = Literal["blocks", "agents"]
_CHUNK = 8192


@dataclass(frozen=True)
class Simulated:
    """A finished run: the history, the books, and what the strategy had to spend."""

    books: Books
    budget: Budget
    population: Population
    recorder: Recorder
    end_days: float

    @property
    def customers(self) -> int:
        """How many customers ever entered."""
        return self.population.size

    @cached_property
    def history(self) -> History:
        """What was recorded, as tables; put together when it is first asked for."""
        return self.recorder.history(self.population, self.end_days)


def run(
    world: World, plan: RunPlan, engine: EngineName = "blocks", threads: int = 1, chunk: int = _CHUNK
) -> Simulated:
    """Run a world to its horizon.

    `engine="blocks"` runs compiled blocks of customers, `"agents"` one SimPy process a customer; both
    give the same bits, and so do all `threads` and `chunk` (customers a call; rounded to whole blocks).
    Raises `InputError` if the laws do not fit together.
    """
    calendar, physics = Calendar(), world.physics
    runner = AgentsEngine(physics, calendar) if engine == "agents" else BlocksEngine(physics, threads, chunk)
    running = RunningWorld(world, plan, runner)
    try:
        return _run_to_horizon(running, calendar)
    finally:
        runner.close()


def run_branches(world: World, plans: Sequence[RunPlan]) -> Iterator[Simulated]:
    """Run a world once to the branch, and from there once for each plan; yield each as it ends.

    The plans differ only in strategy, grant and future. Every result equals that of `run` with its plan,
    bit for bit, since what a world has to remember between two periods is plain data that is copied.
    """
    trunk_plan = replace(plans[0], strategy=NoIntervention(), future=0)
    engine = BlocksEngine(world.physics, threads=1, chunk=_CHUNK)
    trunk = RunningWorld(world, trunk_plan, engine)
    calendar = Calendar()
    trunk.put_on(calendar)
    calendar.run(trunk_plan.branch_period)
    for plan in plans:
        yield _run_to_horizon(trunk.branch(plan), Calendar(plan.branch_period))


def _run_to_horizon(running: RunningWorld, calendar: Calendar) -> Simulated:
    periods, days = running.plan.periods, running.scenario.period_days
    running.put_on(calendar)
    calendar.run(periods)
    running.population.check_ids()
    running.books.close()
    return Simulated(
        running.books, running.review.budget, running.population, running.recorder, periods * days
    )
