"""Runs a world on a calendar: a world and a plan in, a history and its books out."""

from dataclasses import dataclass
from typing import Literal


from hooper.engine.books import Books
from hooper.engine.clock import Calendar
from hooper.engine.one_customer import AgentsEngine
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import BlocksEngine
from hooper.engine.running_world import RunningWorld
from hooper.engine.world import World
from hooper.history.history import History
from hooper.strategies.budget import Budget

EngineName = Literal["blocks", "agents"]


@dataclass(frozen=True)
class Simulated:
    """A finished run: the history, the books, and what the strategy had to spend."""

    history: History
    books: Books
    budget: Budget
    customers: int


def run(
    world: World, plan: RunPlan, engine: EngineName = "blocks", threads: int = 1, chunk: int = 8192
) -> Simulated:
    """Run a world to its horizon.

    `engine="blocks"` runs compiled blocks of customers, `"agents"` one SimPy process a customer; both
    give the same bits, and so do all `threads` and `chunk` (customers a call; rounded to whole blocks).
    Raises `InputError` if the laws do not fit together.
    """
    calendar = Calendar()
    runner = AgentsEngine(world, calendar) if engine == "agents" else BlocksEngine(world, threads, chunk)
    running = RunningWorld(world, plan, runner)
    running.put_on(calendar)
    try:
        calendar.run(plan.periods)
    finally:
        runner.close()
    running.population.check_ids()
    running.books.close()
    history = running.recorder.history(running.population, plan.periods * world.scenario.period_days)
    return Simulated(history, running.books, running.review.budget, running.population.size)
