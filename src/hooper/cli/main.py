"""The `hooper` command. Every file here imports what it needs only when its command runs."""

from typing import Annotated

import typer

from hooper import __version__
from hooper.cli import (
    bench,
    calibrate,
    compare,
    explain,
    explore,
    export,
    facts,
    fit,
    leaderboard,
    list_catalogue,
    migrate,
    new,
    odd,
    products,
    score,
    screen,
    segment,
    sensitivity,
    simulate,
    uplift,
    value,
    verify,
    warn,
)
from hooper.cli.exits import Commands, ending

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("compare")(compare.compare)
app.command("sensitivity")(sensitivity.sensitivity)
app.command("leaderboard")(leaderboard.leaderboard)
app.command("simulate")(simulate.simulate)
app.command("fit")(fit.fit)
app.command("segment")(segment.segment)
app.command("migrate")(migrate.migrate)
app.command("screen")(screen.screen)
app.command("products")(products.products)
app.command("value")(value.value)
app.command("uplift")(uplift.uplift)
app.command("warn")(warn.warn)
app.command("calibrate")(calibrate.calibrate)
app.command("list")(list_catalogue.list_catalogue)
app.command("explain")(explain.explain)
app.command("score")(score.score)
app.command("verify")(verify.verify)
app.command("facts")(facts.facts)
app.command("odd")(odd.odd)
app.command("export")(export.export)
app.command("explore")(explore.explore)
app.command("new")(new.new)
app.command("bench")(bench.bench)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"hooper {__version__}")
        raise typer.Exit


@app.callback()
def hooper(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A laboratory for customer relationships.

    Simulate customers, segment and value them, and compare retention strategies.

    Exit codes: 0 done, 1 the answer is no, 2 the input is wrong, 3 interrupted or incomplete.
    """


def main() -> None:
    """Run the command."""
    with ending():
        app(prog_name="hooper")
