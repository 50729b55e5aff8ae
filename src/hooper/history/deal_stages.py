"""Which deals of a log were won: those that were not are no purchases."""

from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError

_WON: Final = "won,closedwon,dealwon,赢单,已赢单,成交,已成交".split(",")
_SHOWN: Final = 6


def is_won(column: pa.ChunkedArray, log_name: str, column_name: str) -> NDArray[np.bool_]:
    """Tell which rows have a stage that says won, shape `(n_rows,)`; case and punctuation do not count.

    Raises InputError if none has: it may be a column of something else, or speak another language.

    >>> is_won(pa.chunked_array([["Closed Won", "Closed-Lost", "赢单", None]]), "deals.csv", "Stage").tolist()
    [True, False, True, False]
    """
    told = compute.fill_null(column.cast(pa.string()), "")
    bare = compute.replace_substring_regex(compute.utf8_lower(told), r"[^\pL\pN]", "")
    won = compute.is_in(bare, value_set=pa.array(_WON)).to_numpy()
    if not won.any():
        stages = [repr(stage) for stage in compute.unique(told)[:_SHOWN].to_pylist()]
        problem = f"no row of column {column_name!r} says that a deal was won (it says: {', '.join(stages)})"
        remedy = "write 'Closed Won' or '赢单' for deals that were won, or take the column out of the file"
        raise InputError([Fault(log_name, problem, remedy)])
    return won
