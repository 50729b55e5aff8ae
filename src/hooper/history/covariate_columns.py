"""One column of covariates, of numbers or of names, and what is wrong with it."""

import re
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault
from hooper.history.customer_covariates import LEVEL
from hooper.history.customer_names import encode, read_names
from hooper.history.log_faults import SHOWN, Places, row_faults

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_MOST_NAMES = 50
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_LIKE_A_NUMBER = re.compile(r"[+-]?[\d.,' ]*\d[\d.,' ]*")


@dataclass(frozen=True)
class Column:
    """The covariates that a column makes: their names, and values of shape `(n, n_names)`."""

    names: tuple[str, ...]
    values: Floats
    faults: list[Fault] = field(default_factory=list[Fault])


def read_column(name: str, column: pa.ChunkedArray, rows: Integers, places: Places) -> Column:
    """Read the column `name`; `rows`, shape `(n,)`, are the numbers of its rows in the table.

    >>> read_column("via", pa.chunked_array([["web", "shop"]]), np.arange(2), lambda rows: []).names
    ('via=web',)
    """
    if pa.types.is_nested(column.type):
        what = Fault(name, "it holds more than one value a row", "give single values")
        return Column((), np.empty((rows.size, 0)), [what])
    texts, present = read_names(column.cast(pa.string()))
    code, labels = encode(texts)
    absent = np.flatnonzero(~present)
    remedy = "fill the gap, or leave the column out"
    faults = row_faults(rows[absent], [""] * absent.size, "there is no value", remedy, places)
    told = {labels[each] for each in np.unique(code[present])}
    if not faults and len(told) < 2:
        what = f"all {rows.size} of the data have the same value {''.join(told)!r}"
        faults = [Fault(f"column {name!r}", what, "leave it out: it cannot tell them apart")]
    if any(_LIKE_A_NUMBER.fullmatch(label) for label in told):
        return _numbers(name, code, labels, faults, rows, places)
    return _names(name, code, labels, faults)


def _numbers(
    name: str,
    code: NDArray[np.uint64],
    labels: tuple[str, ...],
    faults: list[Fault],
    rows: Integers,
    places: Places,
) -> Column:
    is_number = np.array([_NUMBER.fullmatch(label) is not None for label in labels])
    numbers = np.array([float(label) if told else 0.0 for label, told in zip(labels, is_number, strict=True)])
    is_number &= np.isfinite(numbers)
    wrong = np.flatnonzero(~is_number[code]) if not faults else np.empty(0, dtype=np.int64)
    values = [labels[code[row]] for row in wrong[:SHOWN]]
    what = "this is no number, though others of the column are"
    faults = faults + row_faults(rows[wrong], values, what, "write numbers as 1234.5", places)
    return Column((name,), numbers[code][:, np.newaxis], faults)


def _names(name: str, code: NDArray[np.uint64], labels: tuple[str, ...], faults: list[Fault]) -> Column:
    if len(labels) > _MOST_NAMES:
        what = f"it has {len(labels)} different names"
        remedy = f"group them to {_MOST_NAMES} at most, or leave the column out"
        faults = [*faults, Fault(f"column {name!r}", what, remedy)]
        return Column((), np.empty((code.size, 0)), faults)
    others = np.arange(1, max(len(labels), 1))
    names = tuple(f"{name}{LEVEL}{labels[each]}" for each in others)
    return Column(names, (code[:, np.newaxis] == others).astype(np.float64), faults)
