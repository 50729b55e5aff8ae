"""Real purchase logs that come inside optional packages; only their files are read, no code is run."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa

from hooper.foundation.errors import Fault, InputError

PREFIX = "example:"


@dataclass(frozen=True)
class ExampleFile:
    """A data file inside an installed package; its fields are separated by `separator` (None: by blanks)."""

    name: str
    package: str
    path: str
    header_lines: int
    fields: tuple[str, ...]
    source: str
    separator: str | None = None

    @property
    def address(self) -> str:
        """What people write for it."""
        return PREFIX + self.name


_CDNOW_SOURCE = (
    "Fader and Hardie (2001), Interfaces 31(3); brucehardie.com/notes/026 and /datasets: "
    "CDNOW, 1997-01 to 1998-06"
)
EXAMPLES = (
    ExampleFile(
        name="cdnow",
        package="lifetimes",
        path="datasets/CDNOW_sample.txt",
        header_lines=0,
        fields=("master_id", "customer_id", "date", "number_of_cds", "amount"),
        source=f"{_CDNOW_SOURCE}, a sample of 2,357 of the customers",
    ),
    ExampleFile(
        name="cdnow-master",
        package="lifetimes",
        path="datasets/CDNOW_master.txt",
        header_lines=1,
        fields=("customer_id", "date", "number_of_cds", "amount"),
        source=f"{_CDNOW_SOURCE}, all 23,570 customers",
    ),
)
# Counted opportunities, and no log: `example_opportunities` reads them.
DONATIONS = ExampleFile(
    name="donations",
    package="lifetimes",
    path="datasets/donations.csv",
    header_lines=1,
    fields=("frequency", "recency", "opportunities", "customers"),
    source=(
        "Fader, Hardie and Shang (2010), Marketing Science 29(6): the 11,104 first supporters of a nonprofit "
        "organisation in 1995, and in which of the six years after it they gave again"
    ),
    separator=",",
)


def read_example(source: str) -> pa.Table:
    """Return the fields of `source`, "example:" and the name of a log, as columns of text.

    Raises InputError if there is no such example or its package is not installed.
    """
    return read_example_file(_named(source))


def read_example_file(example: ExampleFile) -> pa.Table:
    """Return the fields of an example as columns of text; raises InputError if its file is not there."""
    source = example.address
    spec = find_spec(example.package)
    if spec is None or spec.submodule_search_locations is None:
        problem = f"its data come with the package {example.package}, which is not installed"
        raise InputError([Fault(source, problem, "pip install 'hooper[examples]'")])
    path = Path(spec.submodule_search_locations[0]) / example.path
    if not path.is_file():
        remedy = f"pip install --force-reinstall {example.package}"
        raise InputError([Fault(source, f"its data file {path.name} is missing", remedy)])
    lines = path.read_text(encoding="ascii").splitlines()[example.header_lines :]
    rows = [line.split(example.separator) for line in lines if line.strip()]
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(example.fields, (pa.array(column) for column in columns), strict=True)))


def _named(source: str) -> ExampleFile:
    for example in EXAMPLES:
        if source == example.address:
            return example
    if source == DONATIONS.address:
        remedy = "fit them: hooper fit example:donations --model bg_bb"
        raise InputError([Fault(source, "these are opportunities counted, and no log", remedy)])
    known = ", ".join(example.address for example in EXAMPLES)
    raise InputError([Fault(source, "there is no such example log", f"choose one of: {known}")])
