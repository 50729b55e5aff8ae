"""When a study has replications enough: three rules, each with what it promises and what it does not.

To look at the intervals again and again and to stop when they please is to be wrong more often than they
say. `HalfWidth` therefore decides once: the spread of the first replications alone sets the number, whatever
the others bring. For normal differences the mean plus and minus the half-width then holds the true
difference at least as often as the level says; the t interval of all replications, which the ranking shows,
may be a little wider or narrower than asked for. Skewed differences lower the coverage: with exponential ones
7 % miss instead of 5 % after a pilot of 20, and 11 % after one of 10.

`RelativeHalfWidth` looks again and again, since it aims at a share of a difference that is not known
beforehand: its level holds in the limit of narrow intervals only, and where there is no difference it never
ends of itself. `IndifferenceZone` ends when the best is selected with the guarantee of Kim and Nelson, which
allows for every look.

Sources: Stein (1945), A two-sample test for a linear hypothesis whose power is independent of the variance,
Annals of Mathematical Statistics 16(3), for `HalfWidth`; Chow and Robbins (1965), Annals of Mathematical
Statistics 36(2), and Nadas (1969), 40(2), for `RelativeHalfWidth`; Kim and Nelson (2001) for the zone.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import stdtrit

from hooper.comparison.complete_strategies import complete_strategies
from hooper.comparison.replications_needed import replications_needed
from hooper.comparison.selection_of_the_best import select_the_best
from hooper.foundation.errors import Fault, InputError

PILOT = 20
_LOOKS_GROW_BY = 2


@dataclass(frozen=True)
class HalfWidth:
    """Every difference to the baseline to within `half_width`, in the unit of the outcome, by two stages."""

    half_width: float
    level: float = 0.95
    pilot: int = PILOT


@dataclass(frozen=True)
class RelativeHalfWidth:
    """Every difference to the baseline to within a `share` of itself, by looking again and again."""

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
    """Return how many replications the rule wants in all; if there are as many, they are enough.

    `outcome` has dimensions (strategy, replication), numbered in the order in which they were planned, and
    a `strategy` coordinate. A strategy that lacks a replication has no say; without a complete baseline more
    replications would not help, and none are wanted. A zone takes what is missing at the end for what has not
    been run, and wants what takes it to its next look, as a relative width does. Raises InputError for a rule
    that can never hold.

    >>> profit = xr.DataArray([[10.0, 20.0, 30.0], [11.0, 22.0, 33.0]],
    ...     {"strategy": ["no_intervention", "loyalty"]}, ("strategy", "replication"))
    >>> replications_wanted(profit, "no_intervention", HalfWidth(1.0, pilot=3))
    19
    >>> replications_wanted(profit, "no_intervention", HalfWidth(1.0))
    20
    """
    _check(rule)
    complete, there = complete_strategies(outcome), outcome.sizes["replication"]
    if there < rule.pilot:
        return rule.pilot
    if baseline not in complete["strategy"].values:
        return there
    if isinstance(rule, IndifferenceZone):
        return select_the_best(outcome, rule.zone, rule.level, rule.pilot).replications_wanted
    differences = (complete - complete.sel(strategy=baseline)).to_numpy().astype(np.float64)
    if isinstance(rule, HalfWidth):
        return max(_in_two_stages(own, rule) for own in differences)
    return max(_at_this_look(own, rule) for own in differences)


def _in_two_stages(differences: NDArray[np.float64], rule: HalfWidth) -> int:
    spread = float(differences[: rule.pilot].std(ddof=1))
    quantile = float(stdtrit(rule.pilot - 1, 0.5 + rule.level / 2))
    return max(rule.pilot, ceil((quantile * spread / rule.half_width) ** 2))


def _at_this_look(differences: NDArray[np.float64], rule: RelativeHalfWidth) -> int:
    spread, there = float(differences.std(ddof=1)), differences.size
    if spread == 0.0:
        return there
    # A mean that is near zero by chance would order far too many at once.
    most = _LOOKS_GROW_BY * there
    needed = replications_needed(rule.share * float(differences.mean()), spread, rule.level)
    return most if needed is None else min(needed, most)


def _check(rule: StoppingRule) -> None:
    size = {HalfWidth: "half_width", RelativeHalfWidth: "share", IndifferenceZone: "zone"}[type(rule)]
    checks = (
        (0.0 < getattr(rule, size) < np.inf, size, "give one above 0"),
        (0.0 < rule.level < 1.0, "level", "give one between 0 and 1"),
        (rule.pilot > 1, "pilot", "give 2 or more, better 20"),
    )
    faults = [
        Fault(f"stopping.{key}", f"{getattr(rule, key)} will not do", remedy)
        for holds, key, remedy in checks
        if not holds
    ]
    if faults:
        raise InputError(faults)
