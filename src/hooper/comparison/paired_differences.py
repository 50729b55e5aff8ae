"""Differences of an outcome to a baseline strategy, paired on common random numbers.

Replication k of two strategies is the same world with the same chance, so the difference within a
replication holds only what the strategy did; its interval is the Monte-Carlo error given the world.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from hooper.comparison.holm import holm_adjusted
from hooper.comparison.replications_needed import replications_needed
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import nearest_names

PairedStatus = Literal["ok", "reference", "identical", "one_replication", "incomplete"]
NONE_DROPPED: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True)
class PairedDifference:
    """One strategy less the baseline, over paired replications; None is "not computable".

    `difference` is the mean, `low` and `high` its t interval, `p_value` two-sided and Holm-adjusted
    over the strategies compared. `variance_reduction` is the variance of the difference with
    independent replications over that of the paired one; `share_better` the share of replications
    in which the strategy beats the baseline. `replications_needed` is the smallest number at which
    the interval of a difference of this size and spread leaves zero.
    Status: `ok`; `reference` (the baseline itself); `identical` (no replication differs);
    `one_replication` (a difference, but no interval); `incomplete` (replications are missing).
    """

    strategy: str
    baseline: str
    replications: int
    status: PairedStatus
    reason: str = ""
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    p_value: float | None = None
    share_better: float | None = None
    variance_reduction: float | None = None
    replications_needed: int | None = None


def paired_differences(
    outcome: xr.DataArray,
    baseline: str,
    level: float = 0.95,
    dropped_after: Mapping[str, int] = NONE_DROPPED,
) -> tuple[PairedDifference, ...]:
    """Compare every other strategy with the baseline; one row a strategy, in the order of `outcome`.

    `outcome` has dimensions (strategy, replication) and a `strategy` coordinate; NaN is a run that is
    missing. `dropped_after` says after how many replications a selection has dropped a strategy: those are
    all that it is judged by. Raises InputError if the baseline is not among the strategies. Source of the
    paired interval: Law (2015), Simulation Modeling and Analysis, 10.2.1.

    >>> profit = xr.DataArray(
    ...     [[10.0, 20.0, 30.0], [11.0, 22.0, 33.0]],
    ...     {"strategy": ["no_intervention", "loyalty"]}, ("strategy", "replication"))
    >>> row, = paired_differences(profit, "no_intervention")
    >>> row.difference, round(row.low, 3), round(row.high, 3), row.share_better
    (2.0, -0.484, 4.484, 1.0)
    """
    names = [str(name) for name in outcome["strategy"].values]
    _require_baseline(names, baseline)
    values = outcome.transpose("strategy", "replication").to_numpy().astype(np.float64)
    reference = values[names.index(baseline)]
    rows: list[PairedDifference] = []
    for name, own in zip(names, values, strict=True):
        if name != baseline:
            there = dropped_after.get(name, reference.size)
            row = PairedDifference(name, baseline, there, "ok")
            rows.append(_compare(row, own[:there], reference[:there], level))
    return _holm_over(rows)


def reference_row(outcome: xr.DataArray, baseline: str) -> PairedDifference:
    """Return the row of the baseline itself: a difference of zero by definition.

    >>> profit = xr.DataArray([[10.0, 20.0]], {"strategy": ["no_intervention"]}, ("strategy", "replication"))
    >>> reference_row(profit, "no_intervention").difference
    0.0
    """
    own = outcome.sel(strategy=baseline).to_numpy().astype(np.float64)
    missing = np.flatnonzero(~np.isfinite(own))
    if missing.size:
        return PairedDifference(baseline, baseline, own.size, "incomplete", _missing(missing, own.size))
    zero, reason = 0.0, "the strategies are compared with this one"
    return PairedDifference(baseline, baseline, own.size, "reference", reason, zero, zero, zero, zero)


def _require_baseline(names: list[str], baseline: str) -> None:
    if baseline in names:
        return
    remedy = f"choose one of: {', '.join(nearest_names(baseline, names))}"
    raise InputError([Fault("baseline", f"{baseline!r} is not among the strategies compared", remedy)])


def _compare(
    row: PairedDifference, own: NDArray[np.float64], reference: NDArray[np.float64], level: float
) -> PairedDifference:
    differences = own - reference
    missing = np.flatnonzero(~np.isfinite(differences))
    if missing.size or not differences.size:
        return replace(row, status="incomplete", reason=_missing(missing, differences.size))
    mean = float(differences.mean())
    row = replace(row, difference=mean, share_better=float(np.mean(differences > 0)))
    if differences.size == 1:
        return replace(row, status="one_replication", reason="an interval needs two replications or more")
    if not differences.any():
        reason = "every replication ends exactly like the baseline's"
        return replace(row, status="identical", reason=reason, low=0.0, high=0.0, standard_error=0.0)
    spread = float(differences.std(ddof=1))
    error = spread / np.sqrt(differences.size)
    half_width = error * stdtrit(differences.size - 1, 0.5 + level / 2)
    independent = float(own.var(ddof=1) + reference.var(ddof=1))
    return replace(
        row,
        low=float(mean - half_width),
        high=float(mean + half_width),
        standard_error=float(error),
        p_value=float(2 * stdtr(differences.size - 1, -abs(mean) / error)) if error else 0.0,
        variance_reduction=independent / spread**2 if spread else None,
        replications_needed=replications_needed(mean, spread, level),
    )


def _missing(missing: NDArray[np.intp], replications: int) -> str:
    if not replications:
        return "there are no replications"
    numbers = ", ".join(str(number) for number in missing[:5])
    more = ", ..." if missing.size > 5 else ""
    return f"{missing.size} of {replications} replications are missing or not finite: {numbers}{more}"


def _holm_over(rows: list[PairedDifference]) -> tuple[PairedDifference, ...]:
    tested = [row for row in rows if row.p_value is not None]
    adjusted = holm_adjusted(np.array([row.p_value for row in tested], dtype=np.float64))
    by_name = {row.strategy: float(p) for row, p in zip(tested, adjusted, strict=True)}
    return tuple(replace(row, p_value=by_name.get(row.strategy)) for row in rows)
