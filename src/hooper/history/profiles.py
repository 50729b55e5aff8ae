"""Profiles: what a firm knows of who its customers are, as a table with a column a trait.

It is what `read_customer_covariates` takes, and estimators with it: numbers as they are, categories by name.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.observed import Observed


def profiles(observed: Observed, traits: Mapping[str, Sequence[str]]) -> pa.Table:
    """Return `customer_id` and the `traits` of everybody who has bought, a row a customer in order of id.

    `traits` are all those of the world, in its order, with the names of the levels of each, none for a number
    (`personas.levels`). Raises InputError if the world tells of no profiles, or of other traits.

    >>> from hooper.history.observed import PROFILES, TRANSACTIONS
    >>> bought = {"customer_id": [7, 9], "time_days": [0.0, 1.0], "amount": [5.0, 6.0]}
    >>> told = {"customer_id": [9, 9, 7, 7], "trait": [0, 1, 0, 1], "value": [30.0, 1.0, 41.0, 0.0]}
    >>> others = {"profiles": pa.table(told, PROFILES)}
    >>> observed = Observed(pa.table(bought, TRANSACTIONS), 7.0, others=others)
    >>> profiles(observed, {"age": (), "home": ("rented", "owned")}).to_pylist()
    [{'customer_id': 7, 'age': 41.0, 'home': 'rented'}, {'customer_id': 9, 'age': 30.0, 'home': 'owned'}]
    """
    told = observed.others.get("profiles")
    if told is None or not told.num_rows:
        raise InputError([Fault("profiles", "nothing is known of who customers are", "give it [personas]")])
    ids, number, value = (told[name].to_numpy() for name in ("customer_id", "trait", "value"))
    if int(number.max()) + 1 != len(traits):
        problem = f"{int(number.max()) + 1} traits are told of each customer, and {len(traits)} were named"
        raise InputError([Fault("profiles", problem, "give all traits of the world: personas.levels")])
    order = np.lexsort((number, ids))
    rows = value[order].reshape(-1, len(traits))
    customers = ids[order][:: len(traits)]
    has_bought = np.isin(customers, observed.column("customer_id"))
    columns = zip(traits.values(), rows[has_bought].T, strict=True)
    return pa.table(
        {
            "customer_id": customers[has_bought],
            **dict(zip(traits, (_named(own, levels) for levels, own in columns), strict=True)),
        }
    )


def _named(values: NDArray[np.float32], levels: Sequence[str]) -> NDArray[np.float32] | pa.Array:
    """Return numbers as they are, and numbers of levels by their names."""
    return pa.array(levels).take(pa.array(values.astype(np.int64))) if levels else values
