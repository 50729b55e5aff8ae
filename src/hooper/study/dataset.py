"""Outcomes of runs as one labelled xarray Dataset: strategy x replication x period, cause or the like."""

from collections.abc import Callable, Sequence

import numpy as np
import xarray as xr

from hooper.economics.ledger import ACCOUNTS
from hooper.foundation.errors import IncompleteError
from hooper.mechanisms.defection import CAUSES
from hooper.strategies.actions import LEVERS
from hooper.study.effects_for_whom import NAMES as FOR_WHOM
from hooper.study.outcome import Outcome

_EXTRA = {
    **{"leaks": "cause", "accounts": "account"},
    **{"discounted_lever_spend": "lever", "discounted_lever_uses": "lever"},
}
_NOT_COMPARED = ("digest", "founder_curve", "founder_shares", *FOR_WHOM)
_SERIES = (
    *("active", "arrivals", "exits", "satisfaction", "expectation", "experience"),
    *("discounted_profit", "discounted_spend"),
)
LoadRun = Callable[[str, int], Outcome | None]


def dataset_of(load: LoadRun, names: Sequence[str], replications: int, branch_period: int) -> xr.Dataset:
    """Return the Dataset of the runs that `load` gives by strategy and replication, one at a time.

    A run that is missing, None, is NaN. `branch_period` becomes an attribute. Raises `IncompleteError` if
    there is no run at all.
    """
    runs = ((row, k, load(name, k)) for row, name in enumerate(names) for k in range(replications))
    cubes: dict[str, np.ndarray] = {}
    for row, k, outcome in runs:
        for name, value in (outcome or {}).items():
            if name not in _NOT_COMPARED:
                shape = (len(names), replications, *value.shape)
                cubes.setdefault(name, np.full(shape, np.nan))[row, k] = value
    if not cubes:
        raise IncompleteError("not one run came to its end: see the folder failed/ for the reasons")
    coords = {
        "strategy": list(names),
        "replication": np.arange(replications),
        "period": np.arange(cubes["active"].shape[-1]),
        "cause": list(CAUSES),
        "account": list(ACCOUNTS),
        "lever": list(LEVERS),
    }
    variables = {name: ((*_dimensions(name),), cube) for name, cube in cubes.items()}
    return xr.Dataset(variables, coords, attrs={"branch_period": branch_period})


def _dimensions(name: str) -> tuple[str, ...]:
    last = "period" if name in _SERIES else _EXTRA.get(name)
    return ("strategy", "replication", *((last,) if last else ()))
