"""`hooper compare`: a study carried out, and its ranking."""

from pathlib import Path
from typing import Annotated

import typer

from hooper.cli.options import AsJson, Overrides, Quiet
from hooper.cli.talk import Talk


def compare(
    study: Annotated[Path, typer.Argument(metavar="STUDY.toml")],
    as_json: AsJson = False,
    quiet: Quiet = False,
    overrides: Overrides = None,
) -> None:
    """Compare retention strategies as a study file says, and rank them."""
    from hooper.study.study import Study

    read = Study.read(study, tuple(overrides or ()))
    Talk(as_json, quiet).answer({"strategies": list(read.chosen)}, *read.chosen)
