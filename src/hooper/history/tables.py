"""The tables of a history: which there are, on which side, and in which order their rows are read."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa

from hooper.history import observed, truth

OBSERVED: Final = "observed"
TRUTH: Final = "truth"
# Arrow would load pandas to tell, if pandas is there.
_NUMPY: Final = {
    pa.uint64(): np.uint64,
    pa.int32(): np.int32,
    pa.uint8(): np.uint8,
    pa.float64(): np.float64,
    pa.float32(): np.float32,
    pa.bool_(): np.bool_,
}
SCHEMAS: Final[Mapping[str, pa.Schema]] = {**observed.SCHEMAS, **truth.SCHEMAS}


def side_of(table: str) -> str:
    """Return the side on which a table lies.

    >>> side_of("exits"), side_of("transactions")
    ('truth', 'observed')
    """
    return TRUTH if table in truth.SCHEMAS else OBSERVED


@cache
def numpy_types(table: str) -> Mapping[str, np.dtype]:
    """Return the NumPy type of each column of a table.

    >>> numpy_types("referrals")
    {'customer_id': dtype('uint64'), 'period': dtype('int32')}
    """
    return {field.name: np.dtype(_NUMPY[field.type]) for field in SCHEMAS[table]}


def by_customer(table: pa.Table) -> pa.Table:
    """Return a table with its rows by customer, those of one customer by time; ties stay as they are."""
    if "customer_id" not in table.column_names:
        return table
    keys = [name for name in ("time_days", "period", "customer_id") if name in table.column_names]
    order = np.lexsort([table[name].to_numpy() for name in keys])
    return table.take(pa.array(order)).combine_chunks()
