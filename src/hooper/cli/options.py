"""The options that commands share, each declared once."""

import os
from pathlib import Path
from typing import Annotated

import typer

LARGEST_SEED = 2**32 - 1
ALL_PROCESSORS = os.cpu_count() or 1

AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output, and nothing else there.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no messages on standard error.")]
Seed = Annotated[
    int | None,
    typer.Option("--seed", min=0, max=LARGEST_SEED, help="Seed of chance; without it, that of the scenario."),
]
UnusedSeed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        min=0,
        max=LARGEST_SEED,
        help="Every command takes it; nothing in this one is left to chance.",
    ),
]
Workers = Annotated[int, typer.Option(min=1, max=1024, help="Processes; the results do not depend on them.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with what an earlier run has left there.")]
Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change one setting, as in seed=2."),
]
Log = Annotated[
    str,
    typer.Argument(
        metavar="LOG",
        help="A file of purchases (CSV or Parquet), a folder of `hooper simulate --out`, or example:cdnow.",
    ),
]
Profiles = Annotated[
    Path | None,
    typer.Option(
        "--profiles",
        metavar="FILE",
        help="Who customers are: a CSV of customer_id and traits; without it, what came with the log.",
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="MAP",
        help="Names of the log's columns: date=Datum and more, joined by commas; or zoho, fxiaoke.",
    ),
]
