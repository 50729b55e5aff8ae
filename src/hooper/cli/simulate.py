"""`hooper simulate`: one world, one history; its profit and loss and its leaky bucket."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import writing
from hooper.cli.options import AsJson, Overrides, Quiet, Seed
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.cli.customer_life import CustomerLife
    from hooper.cli.timed_run import TimedRun
    from hooper.engine.simulated import Simulated

LARGEST_REPLICATION = 2**16 - 1


class EngineChoice(StrEnum):
    """How customers are lived; both give the same bits."""

    BLOCKS = "blocks"
    AGENTS = "agents"


def simulate(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A preset of `hooper list scenarios`, or a .toml file.")
    ],
    customers: Annotated[
        int | None, typer.Option(min=1, help="Founding customers; without it, the scenario's own.")
    ] = None,
    periods: Annotated[int, typer.Option(min=1, help="How many periods to live.")] = 104,
    replication: Annotated[
        int, typer.Option(min=0, max=LARGEST_REPLICATION, help="Another world with the same seed.")
    ] = 0,
    engine: Annotated[
        EngineChoice, typer.Option(help="Compiled blocks of customers, or a process a customer: same bits.")
    ] = EngineChoice.BLOCKS,
    threads: Annotated[int, typer.Option(min=1, max=256, help="Threads that share the customers.")] = 1,
    chunk: Annotated[int, typer.Option(help="Customers a thread takes at a time, a multiple of 256.")] = 8192,
    strategy: Annotated[
        str, typer.Option(metavar="NAME", help="A strategy of `hooper list strategies`.")
    ] = "no_intervention",
    budget_per_year: Annotated[
        float, typer.Option(help="What the strategy may spend a year, for each founding customer.")
    ] = 1.0,
    follow: Annotated[
        int | None,
        typer.Option(metavar="ID", min=0, help="Print this customer's life; founders are 0, 1, ..."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the history into this new folder, as Parquet.")
    ] = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Simulate one world and print its profit and loss and its leaky bucket.

    The history depends on scenario, seed, replication, strategy and budget, and on nothing else: not
    on the engine, the threads or the chunk.
    """
    from hooper.cli.timed_run import Spending, TimedRun
    from hooper.history.history_folder import check_is_free
    from hooper.scenario import presets
    from hooper.scenario.read_settings import validate
    from hooper.strategies import catalogue

    founders = [] if customers is None else [f"founders.customers={customers}"]
    world = presets.load(scenario, [*(overrides or []), *founders])
    budget = {"budget_per_year": budget_per_year}
    run = TimedRun(
        world,
        periods,
        world.seed if seed is None else seed,
        replication,
        catalogue.get(strategy)(),
        validate(budget, Spending, "hooper simulate"),
        engine.value,
        threads,
        chunk,
    )
    if out is not None:
        check_is_free(out)
    _run(run, follow, out, Talk(as_json, quiet))


def _run(run: "TimedRun", follow: int | None, out: Path | None, talk: Talk) -> None:
    from hooper.cli.customer_life import life_of
    from hooper.history import store

    talk.note("compiling the laws (about 15 seconds once on a machine)")
    run.compile()
    talk.note(f"{run.world.founders.customers:,} founders live {run.periods} periods of a {run.world.period}")
    simulated, record = run.measure()
    life = None if follow is None else life_of(follow, simulated.history, run.world.period_days)
    if out is not None:
        with writing(out):
            store.write_history(simulated.history, out)
        talk.note(f"the history is in {out}")
    record["out"] = None if out is None else str(out)
    _answer(record, simulated, run.world.period_days, life, talk)


def _answer(
    record: dict[str, object],
    simulated: "Simulated",
    period_days: float,
    life: "CustomerLife | None",
    talk: Talk,
) -> None:
    from hooper.cli.year_tables import bucket_table, profit_and_loss_table, totals

    profit_and_loss = profit_and_loss_table(simulated.books.ledger, period_days)
    bucket = bucket_table(simulated.books.bucket(), period_days)
    record = {**record, "profit_and_loss": totals(profit_and_loss), "bucket": totals(bucket)}
    if life is not None:
        record["life"] = life.record()
    shown = [profit_and_loss, bucket] if life is None else [life.table()]
    talk.answer(record, *shown, f"digest {record['digest']}")
