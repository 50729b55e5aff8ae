"""The tables of a history: which there are, on which side, and in which order their rows are read."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa

from hooper.history import observed, truth

OBSERVED: Final = "observed"
TRUTH: Final = "truth"
SCHEMAS: Final[Mapping[str, pa.Schema]] = {**observed.SCHEMAS, **truth.SCHEMAS}


def side_of(table: str) -> str:
    """Return the side on which a table lies.

    >>> side_of("exits"), side_of("transactions")
    ('truth', 'observed')
    """
    return TRUTH if table in truth.SCHEMAS else OBSERVED


def by_customer(table: pa.Table) -> pa.Table:
    """Return a table with its rows by customer, those of one customer by time; ties stay as they are."""
    if "customer_id" not in table.column_names:
        return table
    keys = [name for name in ("time_days", "period", "customer_id") if name in table.column_names]
    order = np.lexsort([table[name].to_numpy() for name in keys])
    return table.take(pa.array(order)).combine_chunks()
