"""`hooper list`: the names of a kind, with what each needs and who it is from."""

from typing import Annotated

import typer

from hooper.cli import completions
from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk


def list_catalogue(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            autocompletion=completions.kinds,
            help="strategies, schemes, models, warnings, laws, oracles, facts, scenarios, worlds, examples.",
        ),
    ],
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """List what there is of a kind."""
    from hooper.cli.catalogues import KINDS, kind_of
    from hooper.report.table import Column, table_of

    plural = kind_of(kind)
    entries = list(KINDS[plural]())
    columns = [Column("name", "name")]
    columns += [
        Column(key, title)
        for key, title in (("about", "what it is"), ("needs", "needs"), ("source", "source"))
        if any(getattr(entry, key) for entry in entries)
    ]
    keys = ("name", "about", "needs", "source")
    records = [{key: getattr(entry, key) for key in keys} for entry in entries]
    Talk(as_json, quiet).answer({plural: records}, table_of(plural, entries, *columns))
