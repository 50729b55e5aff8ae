"""When a study has replications enough: a stand-in until the rules are merged."""

from dataclasses import dataclass
from math import ceil

import numpy as np
import xarray as xr
from scipy.special import stdtrit

PILOT = 10


@dataclass(frozen=True)
class HalfWidth:
    """Every difference to the baseline to within `half_width`, in the unit of the outcome."""

    half_width: float
    level: float = 0.95
    pilot: int = PILOT


@dataclass(frozen=True)
class RelativeHalfWidth:
    """Every difference to the baseline to within a `share` of itself."""

    share: float
    level: float = 0.95
    pilot: int = PILOT


@dataclass(frozen=True)
class IndifferenceZone:
    """The best selected, where it is ahead by `zone` or more, in the unit of the outcome."""

    zone: float
    level: float = 0.95
    pilot: int = PILOT


StoppingRule = HalfWidth | RelativeHalfWidth | IndifferenceZone


def replications_wanted(outcome: xr.DataArray, baseline: str, rule: StoppingRule) -> int:
    """Return how many replications the rule wants in all; if there are as many, they are enough."""
    there = outcome.sizes["replication"]
    if there < rule.pilot:
        return rule.pilot
    first = (outcome - outcome.sel(strategy=baseline)).to_numpy()[:, : rule.pilot].astype(np.float64)
    spread = float(np.nanmax(first.std(axis=1, ddof=1)))
    aimed = rule.half_width if isinstance(rule, HalfWidth) else spread
    return max(rule.pilot, ceil((stdtrit(rule.pilot - 1, 0.5 + rule.level / 2) * spread / aimed) ** 2))
