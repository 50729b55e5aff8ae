"""The command line of a script beside a study that finds the answer in a way of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from hooper.cli.exits import ending, writing
from hooper.cli.options import AsJson, Overrides, Quiet
from hooper.cli.talk import Talk
from hooper.comparison.mean_interval import mean_interval

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


def over_replications(name: str, values: NDArray[np.float64]) -> dict[str, float]:
    """Return the mean of at least two replications and the ends of its 95 % interval, by name.

    >>> sorted(over_replications("gain", np.array([1.0, 3.0])))
    ['gain', 'gain high', 'gain low']
    """
    found = mean_interval(values)
    ends = {"": found.mean, " low": found.low, " high": found.high}
    return {f"{name}{end}": value for end, value in ends.items() if value is not None}
