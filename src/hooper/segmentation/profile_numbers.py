"""A number that a firm knows of its customers, from a column of their profiles."""

import difflib

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.segmentation.customer_records import CustomerRecords


def profile_numbers(records: CustomerRecords, column: str) -> NDArray[np.float64]:
    """Return the number of each customer in a column of the profiles, nan where it is not known, `(n,)`.

    Raises InputError if there are no profiles, no such column in them, or something other than numbers in it.

    >>> from hooper.history.observed import TRANSACTIONS, Observed
    >>> bought = {"customer_id": [3, 4], "time_days": [0.0, 9.0], "amount": [5.0, 2.0]}
    >>> log = Observed(pa.table(bought, schema=TRANSACTIONS), end_days=28.0)
    >>> known = pa.table({"customer_id": pa.array([4], pa.uint64()), "share_of_wallet": [0.5]})
    >>> profile_numbers(CustomerRecords.of(log, profiles=known), "share_of_wallet").tolist()
    [nan, 0.5]
    """
    traits = records.traits()
    if column not in traits.column_names:
        columns = [name for name in traits.column_names if name != "customer_id"]
        near = difflib.get_close_matches(column, columns, n=3, cutoff=0.4) or columns
        raise _wrong(f"there is no column {column!r}", f"choose from: {', '.join(near)}")
    told = traits[column]
    if not (pa.types.is_integer(told.type) or pa.types.is_floating(told.type)):
        raise _wrong(f"{column!r} holds {told.type} and no numbers", "name a column of numbers")
    numbers = np.full(records.n_customers, np.nan)
    numbers[records.place(traits)] = told.cast(pa.float64()).to_numpy()
    if np.isinf(numbers).any():
        customer = records.customer_id[np.isinf(numbers).argmax()]
        raise _wrong(f"{column!r} is infinite for customer {customer}", "leave empty what is not known")
    return numbers


def _wrong(problem: str, remedy: str) -> InputError:
    return InputError([Fault("profiles", problem, remedy)])
