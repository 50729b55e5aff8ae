"""The accounts of customers added up over groups of them: segments, credit grades, regions, whatever it is.

What nobody caused (people who enquire and never come) belongs to no group: the firm's accounts are the sum
over groups and what is nobody's.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.ledger import ACCOUNTS, Account
from hooper.foundation.errors import Fault, InputError


def accounts_by_group(
    accounts: pa.Table, customer_id: NDArray[np.uint64], group: NDArray[np.integer], groups: int
) -> Mapping[Account, NDArray[np.float64]]:
    """Return each account by group, effects on profit in currency units, arrays of shape `(groups,)`.

    `accounts` are those of customers (`truth.accounts`), a row a customer and span. The customers
    `customer_id` belong to the groups `group`, from 0; both have the shape `(n_customers,)`, in any order.
    Raises InputError for a customer who has accounts and no group, or a group that there is not.

    >>> amounts = dict.fromkeys(ACCOUNTS, [1.0, 2.0, 3.0])
    >>> rows = pa.table({"customer_id": np.array([7, 9, 7], np.uint64), **amounts})
    >>> accounts_by_group(rows, np.array([9, 7], np.uint64), np.array([1, 0]), 2)["base_profit"].tolist()
    [4.0, 2.0]
    """
    if group.size and (group.min() < 0 or group.max() >= groups):
        wrong = group[(group < 0) | (group >= groups)][0]
        raise InputError([Fault("group", f"is {wrong}", f"give places from 0 to {groups - 1}")])
    order = np.argsort(customer_id)
    whose = accounts["customer_id"].to_numpy()
    place = np.minimum(np.searchsorted(customer_id, whose, sorter=order), max(customer_id.size - 1, 0))
    known = customer_id[order][place] == whose if customer_id.size else np.zeros(whose.size, np.bool_)
    if not known.all():
        stranger = whose[~known][0]
        raise InputError([Fault("customer_id", f"lacks customer {stranger}", "say the group of each")])
    of_row = group[order][place]
    found: dict[Account, NDArray[np.float64]] = {name: np.zeros(groups) for name in ACCOUNTS}
    for name, amounts in found.items():
        np.add.at(amounts, of_row, accounts[name].to_numpy())
    return found
