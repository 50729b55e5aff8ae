"""Rows of a log that say the same purchase twice, or seem to."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.arrow_compute import compute


def equal_to_another(*columns: NDArray[np.generic]) -> tuple[NDArray[np.bool_], int]:
    """Tell which rows equal another one in all columns, each of shape `(n,)`, and how many are surplus.

    >>> equal_to_another(np.array([1, 2, 1, 1]))
    (array([ True, False,  True,  True]), 2)
    """
    order = np.lexsort(columns)
    same = np.ones(max(order.size - 1, 0), dtype=np.bool_)
    for column in columns:
        same &= column[order[1:]] == column[order[:-1]]
    equal = np.zeros(order.size, dtype=np.bool_)
    equal[order[1:][same]] = True
    equal[order[:-1][same]] = True
    return equal, int(same.sum())


def later_copies(table: pa.Table) -> NDArray[np.bool_]:
    """Tell which rows repeat an earlier one in every column that holds single values, shape `(n_rows,)`.

    >>> later_copies(pa.table({"item": ["a", "b", "a"], "price": [1, 1, 1]})).tolist()
    [False, False, True]
    """
    plain = [field.name for field in table.schema if not pa.types.is_nested(field.type)]
    numbered = table.select(plain).append_column("row number", pa.array(np.arange(table.num_rows)))
    groups = numbered.group_by(plain, use_threads=False).aggregate([("row number", "min")])
    first = compute.is_in(numbered["row number"], value_set=groups["row number_min"].combine_chunks())
    return ~first.to_numpy()
