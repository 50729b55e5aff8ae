"""Outcomes of runs as one labelled xarray Dataset: strategy x replication x cause, account or period."""

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr

from hooper.economics.ledger import ACCOUNTS
from hooper.mechanisms.defection import CAUSES
from hooper.study.outcome import Outcome

_EXTRA = {"leaks": "cause", "accounts": "account"}
_NOT_COMPARED = ("digest", "founder_curve", "founder_shares")
_SERIES = (
    *("active", "arrivals", "exits", "satisfaction", "expectation", "experience"),
    *("discounted_profit", "discounted_spend"),
)


def dataset_of(outcomes: Mapping[str, Sequence[Outcome]], branch_period: int) -> xr.Dataset:
    """Return the Dataset of outcomes by strategy and replication; `branch_period` becomes an attribute."""
    names = list(outcomes)
    first = outcomes[names[0]][0]
    variables: dict[str, tuple[tuple[str, ...], np.ndarray]] = {}
    for name in first:
        if name in _NOT_COMPARED:
            continue
        cube = np.array([[run[name] for run in outcomes[strategy]] for strategy in names], dtype=np.float64)
        last = "period" if name in _SERIES else _EXTRA.get(name)
        variables[name] = (("strategy", "replication", *((last,) if last else ())), cube)
    coords = {
        "strategy": names,
        "replication": np.arange(len(outcomes[names[0]])),
        "period": np.arange(first["active"].size),
        "cause": list(CAUSES),
        "account": list(ACCOUNTS),
    }
    return xr.Dataset(variables, coords, attrs={"branch_period": branch_period})
