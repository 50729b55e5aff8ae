"""What a command is told of who customers are, beside a log of their purchases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyarrow as pa

    from hooper.history.observed import Observed

Profiles = Annotated[
    Path | None,
    typer.Option(
        "--profiles",
        metavar="FILE",
        help="Who customers are: a CSV of customer_id and traits.",
    ),
]


def open_profiles(source: Path | None, observed: "Observed") -> "pa.Table | None":
    """Read the profiles of the customers of a log, if there are any."""
    from hooper.history.read_profiles import read_profiles

    return None if source is None else read_profiles(source, observed)
