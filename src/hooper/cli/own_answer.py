"""The command line of a script beside a study that finds the answer in a way of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import ending, writing
from hooper.cli.options import AsJson, Overrides, Quiet
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.study.study import Study


def tell_answer(find: Callable[["Study", Path], Mapping[str, float]], study: Path) -> None:
    """Print the figures that `find` returns for a study, given the study and the folder for its pictures.

    The script takes `--set`, `--out`, `--json` and `--quiet` as `hooper compare` does, and ends as it does.
    """

    def script(
        out: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help="Where pictures go; without it, results/ and the study's name."),
        ] = None,
        overrides: Overrides = None,
        as_json: AsJson = False,
        quiet: Quiet = False,
    ) -> None:
        from hooper.study.study import Study

        read, talk = Study.read(study, tuple(overrides or [])), Talk(as_json, quiet)
        folder = out or Path("results") / read.name
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            found = find(read, folder)
        told = (f"{name}: {value:.6g}" for name, value in found.items())
        talk.answer({**found, "out": str(folder)}, *told, f"pictures: {folder}")

    with ending():
        typer.run(script)
