"""Runs a world on a calendar: a world and a plan in, a history and its books out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

from hooper.engine.blame import laws_named
from hooper.engine.checkpoint import FILE as CHECKPOINT
from hooper.engine.checkpoint import Checkpoint, identity_of
from hooper.engine.clock import Calendar, Phase, Recurring
from hooper.engine.life_records import record_traits
from hooper.engine.one_customer import AgentsEngine
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import CHUNK, BlocksEngine
from hooper.engine.running_world import RunningWorld
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.engine.world_size import require_room
from hooper.foundation.workers import Workers
from hooper.history.history_folder import HistoryFolder, unfinished_name
from hooper.history.table_sink import InMemory, NoRows
from hooper.strategies.no_intervention import NoIntervention

EngineName = Literal["blocks", "agents"]


def say_nothing(period: int) -> None:
    """Let a period pass in silence."""
    del period


def run(
    world: World,
    plan: RunPlan,
    engine: EngineName = "blocks",
    threads: int = 1,
    chunk: int = CHUNK,
    each_period: Callable[[int], None] = say_nothing,
) -> Simulated:
    """Run a world to its horizon, with its history in memory.

    `engine="blocks"` runs compiled blocks of customers, `"agents"` one SimPy process a customer; both
    give the same bits, and so do all `threads` and `chunk` (customers a call; rounded to whole blocks).
    Raises `InputError` if the laws do not fit together, or if the world does not fit into memory.
    `each_period` is called with the number of every period that has been lived.
    """
    require_room(world, plan, None, _rows)
    calendar, kept = Calendar(), InMemory()
    with closing(Workers(threads)) as workers, laws_named(world, plan):
        runner = _runner(world, engine, calendar, workers, chunk)
        running = RunningWorld(world, plan, runner, kept, workers)
        calendar.add(Recurring(each_period, Phase.TOLD.at(0)))
        _live(running, calendar, plan.periods)
        return _finished(running, kept)


def run_to_disk(
    world: World,
    plan: RunPlan,
    folder: Path,
    engine: EngineName = "blocks",
    threads: int = 1,
    chunk: int = CHUNK,
    *,
    checkpoint_periods: int | None = None,
    resume: bool = False,
    each_period: Callable[[int], None] = say_nothing,
) -> Simulated:
    """Run a world to its horizon and write its history into `folder` while it lives.

    Memory does not grow with the number of periods. With `checkpoint_periods`, everything is made safe
    so often, and a run that was stopped, however hard, goes on from there with `resume`; the result
    has the bits of a run that was never stopped. Raises `InputError` if `folder` holds something, if
    what is to be resumed is something else, or if there is no room, and `OSError` if the disk refuses.
    """
    require_room(world, plan, folder, _rows)
    identity = identity_of(world, plan)
    start = Checkpoint.load(unfinished_name(folder), identity) if resume else None
    writer = HistoryFolder(folder, written=start.written if start else None)
    calendar = Calendar(start.period if start else 0)
    workers = Workers(threads)

    def make_safe(period: int) -> None:
        Checkpoint(identity, period, writer.finish_parts(), running.state()).save(writer.unfinished)

    try:
        runner = _runner(world, engine, calendar, workers, chunk)
        running = RunningWorld(world, plan, runner, writer, workers)
        if start:
            running.restore(start.state)
        calendar.add(Recurring(each_period, Phase.TOLD.at(calendar.period)))
        with laws_named(world, plan):
            _live_safely(running, calendar, checkpoint_periods or plan.periods, make_safe)
        finished = _finished(running, folder)
        writer.close(finished.end_days, traits=finished.traits, period_days=finished.period_days)
        (folder / CHECKPOINT).unlink(missing_ok=True)
        return finished
    finally:
        workers.close()
        writer.abandon(keep=checkpoint_periods is not None)


def run_branches(
    world: World, plans: Sequence[RunPlan], kept: InMemory | NoRows | None = None
) -> Iterator[Simulated]:
    """Run a world once to the branch, and from there once for each plan; yield each as it ends.

    The plans differ only in strategy, grant and future. Every result equals that of `run` with its plan,
    bit for bit, since what a world has to remember between two periods is plain data that is copied. Rows of
    histories go to `kept`, by default into memory.
    """
    trunk_plan = replace(plans[0], strategy=NoIntervention(), future=0)
    alone, kept = Workers(), kept or InMemory()
    engine = BlocksEngine(world.physics, alone)
    trunk = RunningWorld(world, trunk_plan, engine, kept, alone)
    with laws_named(world, trunk_plan):
        _live(trunk, Calendar(), trunk_plan.branch_period)
    past, room = trunk.state(), 0
    for plan in plans:
        so_far = kept.copy()
        branch = RunningWorld(world, plan, engine, so_far, alone, room=room)
        branch.restore(past)
        with laws_named(world, plan):
            _live(branch, Calendar(plan.branch_period), plan.periods)
        room = max(room, branch.population.size)
        yield _finished(branch, so_far)


def _rows(world: World, plan: RunPlan) -> Mapping[str, int]:
    return next(run_branches(world, [plan])).rows


def _runner(
    world: World, engine: EngineName, calendar: Calendar, workers: Workers, chunk: int
) -> BlocksEngine | AgentsEngine:
    if engine == "agents":
        return AgentsEngine(world.physics, calendar)
    return BlocksEngine(world.physics, workers, chunk)


def _live(running: RunningWorld, calendar: Calendar, until: int) -> None:
    running.put_on(calendar)
    calendar.run(until)
    calendar.close()


def _live_safely(
    running: RunningWorld, calendar: Calendar, every: int, make_safe: Callable[[int], None]
) -> None:
    """Live to the horizon, with a checkpoint after every so many periods."""
    began = calendar.period
    running.put_on(calendar)
    for period in range(began + every, running.plan.periods, every):
        calendar.run(period)
        make_safe(period)
    calendar.run(running.plan.periods)
    calendar.close()


def _finished(running: RunningWorld, kept: InMemory | NoRows | Path) -> Simulated:
    running.population.check_ids()
    running.close_accounts(running.plan.periods - 1)
    running.books.close()
    if running.recorder.sink.keeps_rows:
        weights = running.scenario.dimension_weights
        record_traits(running.population, running.recorder, running.workers, weights)
    personas = running.scenario.personas
    return Simulated(
        running.books,
        running.customer_books.accounts,
        running.review.budget,
        running.population,
        running.since_branch,
        kept,
        running.plan.periods * running.scenario.period_days,
        personas.levels if personas else {},
        running.scenario.period_days,
    )
