"""Rows of a log that say the same purchase twice, or seem to."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute


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
    single = [column for column in table.columns if not pa.types.is_nested(column.type)]
    names = [str(position) for position in range(len(single))]  # those of the log may not be unique
    numbered = pa.table([*single, pa.array(np.arange(table.num_rows))], [*names, "row"])
    groups = numbered.group_by(names, use_threads=False).aggregate([("row", "min")])
    first = compute.is_in(numbered["row"], value_set=groups["row_min"].combine_chunks())
    return ~first.to_numpy()
