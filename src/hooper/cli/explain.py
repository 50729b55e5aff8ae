"""`hooper explain`: the equation, the parameters and the sources of anything that has a name."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.cli.catalogues import Entry
    from hooper.report.table import Table


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=completions.anything,
            help="A law, model, scheme, strategy, oracle, fact, scenario or example.",
        ),
    ],
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Explain anything that has a name: its equation, parameters, units and sources."""
    from hooper.cli.catalogues import find

    found = find(name)
    record = _record(found[0]) if len(found) == 1 else {"entries": [_record(entry) for entry in found]}
    Talk(as_json, quiet).answer(record, *(part for entry in found for part in _told(entry)))


def _record(entry: "Entry") -> dict[str, object]:
    return {**asdict(entry), "texts": list(entry.texts)}


def _told(entry: "Entry") -> "list[Table | str]":
    from hooper.cli.parameters import parameter_tables

    parts: list[Table | str] = [f"{entry.name} ({entry.kind})", ""]
    for text in entry.texts:
        parts += [text, ""]
    parts += [f"Needs: {entry.needs}"] if entry.needs else []
    parts += [f"Source: {entry.source}"] if entry.source else []
    return [*parts, *parameter_tables(entry.parameters)]
