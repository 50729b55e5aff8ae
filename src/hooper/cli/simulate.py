"""`hooper simulate`: one world, one history; its profit and loss and its leaky bucket."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.exits import writing
from hooper.cli.files import write_csv
from hooper.cli.options import AsJson, Overrides, Quiet, Seed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, IncompleteError, InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from hooper.cli.timed_run import TimedRun
    from hooper.engine.simulated import Simulated
    from hooper.scenario.scenario import Scenario
    from hooper.strategies.budget import Budget

LARGEST_REPLICATION = 2**16 - 1


class EngineChoice(StrEnum):
    """How customers are lived; both give the same bits."""

    BLOCKS = "blocks"
    AGENTS = "agents"


def simulate(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO",
            autocompletion=completions.scenarios,
            help="A preset of `hooper list scenarios`, or a .toml file.",
        ),
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
    chunk: Annotated[
        int, typer.Option(help="Customers a thread takes at a time, a multiple of 256.")
    ] = 32_768,
    strategy: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.strategies,
            help="A strategy of `hooper list strategies`.",
        ),
    ] = "no_intervention",
    budget_per_year: Annotated[
        float, typer.Option(help="What the strategy may spend a year, for each founding customer.")
    ] = 1.0,
    follow: Annotated[
        int | None,
        typer.Option(metavar="ID", min=0, help="Print this customer's life; founders are 0, 1, ..."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the history into this new folder while it happens, as Parquet."
        ),
    ] = None,
    checkpoint_periods: Annotated[
        int | None,
        typer.Option(min=1, metavar="K", help="With --out: make everything safe every K periods."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --out: go on from the last checkpoint, if there is one.")
    ] = False,
    accounting_periods: Annotated[
        int, typer.Option(min=1, metavar="K", help="Close the accounts of customers every K periods.")
    ] = 13,
    figures: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Draw the bucket, the profit and the departments into this folder."),
    ] = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Simulate one world and print its profit and loss, its leaky bucket and its departments.

    The history depends on scenario, seed, replication, strategy and budget, and on nothing else: not
    on the engine, the threads or the chunk.
    """
    from hooper.cli.timed_run import Spending, TimedRun, ToDisk
    from hooper.history.history_folder import check_is_free
    from hooper.scenario import presets
    from hooper.scenario.read_settings import validate
    from hooper.strategies import catalogue

    founders = [] if customers is None else [f"founders.customers={customers}"]
    world = presets.load(scenario, [*(overrides or []), *founders])
    if out is None and (checkpoint_periods is not None or resume):
        raise InputError([Fault("--checkpoint-periods, --resume", "there is no --out", "add --out DIR")])
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
        None if out is None else ToDisk(out, checkpoint_periods, resume),
        accounting_periods,
    )
    if out is not None:
        check_is_free(out)
    _run(run, follow, figures, Talk(as_json, quiet))


def _run(run: "TimedRun", follow: int | None, figures: Path | None, talk: Talk) -> None:
    talk.note("compiling the laws (up to half a minute once on a machine)")
    run.compile()
    talk.note(f"{run.world.founders.customers:,} founders live {run.periods} periods of a {run.world.period}")
    steps = None if follow is None else _lived_again(run, follow)
    simulated, record = _live(run, talk)
    record["out"] = None if run.to_disk is None else str(run.to_disk.folder)
    record["figures"] = None if figures is None else _drawn(simulated, run, figures)
    if follow is None or steps is None:
        _answer_world(record, simulated, run.world, talk)
    else:
        _answer_life(record, follow, simulated, steps, run, talk)


def _drawn(simulated: "Simulated", run: "TimedRun", folder: Path) -> list[str]:
    """Draw the figures of the world into a folder; return the names of their files."""
    from hooper.cli.world_figures import world_figures
    from hooper.report.save_figures import save_figures

    with writing(folder):
        return [str(path) for path in save_figures(world_figures(simulated, run.world), folder)]


def _lived_again(run: "TimedRun", follow: int) -> "pa.Table":
    from hooper.engine.replay import replay
    from hooper.engine.world import World

    return replay(World(run.world), run.plan, follow)


def _live(run: "TimedRun", talk: Talk) -> "tuple[Simulated, dict[str, object]]":
    """Live the world, with a bar that shows the periods where somebody can see it."""
    from hooper.cli.progress_bar import progress_bar

    with progress_bar(shown=not talk.quiet and sys.stderr.isatty()) as progress:
        progress.begin("live", run.periods)
        if run.to_disk is None:
            return run.measure(lambda _: progress.advance())
        try:
            with writing(run.to_disk.folder):
                return run.measure(lambda _: progress.advance())
        except KeyboardInterrupt:
            if run.to_disk.checkpoint_periods is None:
                raise
            raise IncompleteError(
                "interrupted; all up to the last checkpoint is kept: go on with the same command and --resume"
            ) from None


def _answer_world(record: dict[str, object], simulated: "Simulated", world: "Scenario", talk: Talk) -> None:
    from hooper.cli.bucket_gauge_table import bucket_gauge_table, bucket_gauge_told, last_year_of
    from hooper.cli.channel_table import channel_table, channels_told
    from hooper.cli.department_table import department_table, departments_told
    from hooper.cli.group_accounts import group_accounts, group_accounts_table
    from hooper.cli.product_table import product_table, products_told
    from hooper.cli.year_tables import bucket_table, profit_and_loss_table, totals

    books, days = simulated.books, world.period_days
    profit_and_loss = profit_and_loss_table(books.ledger, days)
    bucket = bucket_table(books.bucket(), days)
    gauge = bucket_gauge_told(last_year_of(books, days))
    groups = group_accounts(simulated, world)
    record |= {"profit_and_loss": totals(profit_and_loss), "bucket": totals(bucket)}
    record |= {"gauge": gauge, "accounts_by": groups, "departments": departments_told(books)}
    seen = bucket_gauge_table(gauge, world.period)
    channels = channels_told(books)
    record |= {"channels": channels} if channels else {}
    costs = (channel_table(channels),) if channels else ()
    products = products_told(simulated, world.assortment) if world.assortment else {}
    record |= {"products": products} if products else {}
    sold = (product_table(products),) if products else ()
    who = (group_accounts_table(groups), *sold)
    tables = (profit_and_loss, *who, bucket, seen, *costs, department_table(books))
    talk.answer(record, *tables, _budget_told(simulated.budget), f"digest {record['digest']}")


def _budget_told(budget: "Budget") -> str:
    """Return what became of the money that a strategy was granted."""
    from hooper.report.numbers import money

    became = ("granted", "spent", "refused")
    return "budget: " + ", ".join(f"{money(getattr(budget, name))} {name}" for name in became)


def _answer_life(
    record: dict[str, object],
    follow: int,
    simulated: "Simulated",
    steps: "pa.Table",
    run: "TimedRun",
    talk: Talk,
) -> None:
    """Tell what happened to one customer; every draw, law and value is for programs and spreadsheets."""
    from hooper.cli.customer_life import life_of

    channels = run.world.acquisition.channel_names()
    life = life_of(follow, simulated.history, run.world.period_days, channels)
    record["life"] = {**life.record(), "steps": steps.to_pylist()}
    told = f"{steps.num_rows:,} draws and values of the laws: --json has them, and with --out a CSV file"
    if run.to_disk is not None:
        file = run.to_disk.folder / f"life_of_{follow}.csv"
        write_csv(file, {name: steps[name] for name in steps.column_names})
        told = f"{steps.num_rows:,} draws and values of the laws: {file}"
    talk.answer(record, life.table(), told, f"digest {record['digest']}")
