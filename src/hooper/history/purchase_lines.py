"""Rows that are lines of purchases: what was bought together is one purchase, and a line has a product."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.history.customer_names import encode, read_names
from hooper.history.observed import PRODUCT_LINES, TRANSACTIONS

UNKNOWN_PRODUCT = "unknown"


def order_of(table: pa.Table, chosen: Mapping[str, str]) -> NDArray[np.uint64]:
    """Return the number of the order of each row, shape `(n,)`; without such a column, all are of one."""
    if "order" not in chosen:
        return np.zeros(table.num_rows, np.uint64)
    return encode(read_names(table[chosen["order"]])[0])[0]


def one_row_a_purchase(lines: pa.Table, order: NDArray[np.uint64]) -> pa.Table:
    """Add up the lines of one customer, one moment and one order, shape `(n_lines,)`.

    >>> lines = pa.table([[7, 7, 7], [0.5, 0.5, 2.0], [1.0, 2.0, 4.0]], schema=TRANSACTIONS)
    >>> one_row_a_purchase(lines, np.zeros(3, np.uint64))["amount"].to_pylist()
    [3.0, 4.0]
    """
    code, time_days, amount = (lines[name].to_numpy() for name in TRANSACTIONS.names)
    sequence = np.lexsort((order, time_days, code))
    new = np.zeros(sequence.size, np.bool_)
    new[:1] = True
    for key in (code, time_days, order):
        new[1:] |= key[sequence[1:]] != key[sequence[:-1]]
    starts = np.flatnonzero(new)
    first = sequence[starts]
    added = np.add.reduceat(amount[sequence], starts) if starts.size else amount
    return pa.table([code[first], time_days[first], added], schema=TRANSACTIONS)


def product_lines(lines: pa.Table, product: pa.ChunkedArray) -> pa.Table:
    """Return the lines with their product, of which `product` holds the name, by customer and time."""
    names, present = read_names(product)
    named = pa.chunked_array([pa.array(present)])
    told = compute.if_else(named, names, UNKNOWN_PRODUCT)
    code, time_days, amount = (lines[name].to_numpy() for name in TRANSACTIONS.names)
    sequence = pa.array(np.lexsort((time_days, code)))
    return pa.table([code, time_days, told, amount], schema=PRODUCT_LINES).take(sequence)
