"""The names of customers in a log, and their codes 0 .. n - 1 in sorted order of name."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

_EXACT = 2.0**53  # below it a decimal number holds whole numbers exactly
_NO_NAME = pa.array(["", "nan", "none", "null", "n/a", "#n/a", "na", "<na>"])


def read_names(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, NDArray[np.bool_]]:
    """Return the column as text, and which rows name a customer.

    Text is kept as it is, 007 stays 007, save for blanks around it. A column of decimal numbers that
    are all whole, as dataframes make of whole numbers with gaps, is read as whole numbers.

    >>> names, present = read_names(pa.chunked_array([["007", " 8 ", "NaN", None]]))
    >>> names.to_pylist()[:2], present.tolist()
    (['007', '8'], [True, True, False, False])
    """
    if pa.types.is_floating(column.type):
        column = compute.if_else(compute.is_nan(column), pa.scalar(None, column.type), column)
        exact = compute.less(compute.abs(column), _EXACT)
        is_whole = compute.and_(exact, compute.equal(column, compute.floor(column)))
        whole = compute.all(is_whole).as_py() is not False
        column = column.cast(pa.int64()) if whole else column
    names = compute.utf8_trim_whitespace(compute.fill_null(column.cast(pa.string()), ""))
    absent = compute.is_in(compute.utf8_lower(names), value_set=_NO_NAME)
    return names, ~absent.to_numpy()


def encode(names: pa.ChunkedArray) -> tuple[NDArray[np.uint64], tuple[str, ...]]:
    """Return a code for each name and the distinct names in sorted order, `labels[code]`.

    >>> encode(pa.chunked_array([["b", "a", "b"]]))
    (array([1, 0, 1], dtype=uint64), ('a', 'b'))
    """
    distinct = names.combine_chunks().dictionary_encode()
    order = compute.sort_indices(distinct.dictionary).to_numpy()
    code_of = np.empty(order.size, dtype=np.uint64)
    code_of[order] = np.arange(order.size, dtype=np.uint64)
    labels = distinct.dictionary.take(pa.array(order))
    return code_of[distinct.indices.to_numpy()], tuple(labels.to_pylist())
