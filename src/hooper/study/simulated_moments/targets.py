"""What a world must reproduce of a log: numbers that are ratios of sums over customers.

Each kind of target cuts what it looks at where the log itself has its quantiles, so that a target is the
share that lies below. Every target is `sum of numerators / sum of denominators` over customers, so that its
sampling error follows from drawing customers anew. Nothing after the weeks of calibration is looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.study.simulated_moments.cohort import Cohort

Floats = NDArray[np.float64]
Sums = tuple[Floats, Floats]

_CURVE_POINTS = 13
_MONTH_DAYS = 28
_FEWEST = 30  # of fewer customers, purchases or pairs nothing is asked
_TENTHS = np.linspace(0.05, 0.95, 19)
_CUTS = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Kind:
    """A kind of target: where to cut, seen from the log, and every customer's part in what is measured.

    `sums` returns numerators and denominators, each `(n_customers, n_cuts)`.
    """

    name: str
    unit: str
    measure: str
    cuts: Callable[[Cohort], Floats]
    sums: Callable[[Cohort, Floats], Sums]


@dataclass(frozen=True)
class Targets:
    """The targets of a log, in the order of their kinds: cuts by the name of the kind."""

    cuts: dict[str, Floats]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The name of the kind of every target, `n_targets` of them."""
        return tuple(name for name, cuts in self.cuts.items() for _ in cuts)

    @property
    def at(self) -> Floats:
        """Return where every target is cut, `(n_targets,)`."""
        return np.concatenate([*self.cuts.values()])

    def sums(self, cohort: Cohort) -> Sums:
        """Return what each customer adds to every target, `(n_customers, n_targets)` twice."""
        parts = [KINDS[name].sums(cohort, cuts) for name, cuts in self.cuts.items()]
        above, below = zip(*parts, strict=True)
        return np.hstack(above), np.hstack(below)

    def values(self, cohort: Cohort) -> Floats:
        """Return the targets as a cohort has them, `(n_targets,)`; what nobody says anything of is 0."""
        above, below = self.sums(cohort)
        return ratio(above.sum(axis=0), below.sum(axis=0))


def targets_of(log: Cohort) -> Targets:
    """Return the targets that a log sets: of each kind those that enough of its customers speak of."""
    cuts: dict[str, Floats] = {}
    for kind in KINDS.values():
        tried = kind.cuts(log)
        spoken = kind.sums(log, tried)[1].sum(axis=0) >= _FEWEST if tried.size else np.zeros(0, bool)
        if spoken.any():
            cuts[kind.name] = tried[spoken]
    return Targets(cuts)


def ratio(above: Floats, below: Floats) -> Floats:
    """Return above / below, 0 where both are."""
    return np.divide(above, below, out=np.zeros(np.broadcast(above, below).shape), where=below > 0.0)


def _quantiles(values: Floats | NDArray[np.int64], levels: Floats | tuple[float, ...]) -> Floats:
    """Return where to cut: quantiles that are values, the largest value left out (all lie below it)."""
    if values.size < _FEWEST:
        return np.empty(0)
    cuts = np.unique(np.quantile(values, levels, method="inverted_cdf")).astype(np.float64)
    return cuts[cuts < values.max()]


def _shares_below(values: Floats, owner: NDArray[np.int64], size: int, cuts: Floats) -> Sums:
    """Return for each owner how many of its values lie at or below each cut, and how many it has."""
    bins = np.searchsorted(cuts, values)
    counts = np.zeros((size, cuts.size + 1))
    np.add.at(counts, (owner, bins), 1.0)
    total = np.broadcast_to(counts.sum(axis=1)[:, np.newaxis], (size, cuts.size))
    return counts.cumsum(axis=1)[:, :-1], total


def _curve_cuts(log: Cohort) -> Floats:
    weeks = np.unique(np.linspace(0, log.weeks, _CURVE_POINTS + 1).round())[1:]
    return weeks[log.curve()[weeks.astype(np.int64)] > 0.0]


def _curve(cohort: Cohort, cuts: Floats) -> Sums:
    repeat = cohort.is_repeat
    last_days = cuts * 7.0 - 1.0
    made, _ = _shares_below(
        cohort.day[repeat].astype(np.float64), cohort.customer[repeat], cohort.size, last_days
    )
    return made, np.ones_like(made)


def _frequency(cohort: Cohort, cuts: Floats) -> Sums:
    at_most = cohort.repeats[:, np.newaxis] <= cuts
    return at_most.astype(np.float64), np.ones(at_most.shape)


def _retention_cuts(log: Cohort) -> Floats:
    return np.arange(1.0, log.weeks * 7 // _MONTH_DAYS)


def _retention(cohort: Cohort, cuts: Floats) -> Sums:
    """Return who bought in which month of 28 days since the first purchase, and who was seen through it."""
    month = (cohort.day - cohort.first_day[cohort.customer]) // _MONTH_DAYS
    bought = np.zeros((cohort.size, int(cuts[-1]) + 1))
    there = month <= cuts[-1]
    bought[cohort.customer[there], month[there]] = 1.0
    whole = (cohort.first_day[:, np.newaxis] + (cuts + 1.0) * _MONTH_DAYS) <= cohort.weeks * 7
    return bought[:, cuts.astype(np.int64)] * whole, whole.astype(np.float64)


def _gaps(cohort: Cohort) -> tuple[Floats, NDArray[np.int64]]:
    gap = np.diff(cohort.day, prepend=0)
    return gap[cohort.is_repeat].astype(np.float64), cohort.customer[cohort.is_repeat]


def _spent(cohort: Cohort) -> NDArray[np.bool_]:
    return cohort.amount > 0.0


def _mean_spend(cohort: Cohort, cuts: Floats) -> Sums:
    del cuts
    spent = _spent(cohort)
    total = np.bincount(cohort.customer, cohort.amount, cohort.size).astype(np.float64)
    orders = np.bincount(cohort.customer[spent], minlength=cohort.size).astype(np.float64)
    return total[:, np.newaxis], orders[:, np.newaxis]


def _customer_means(cohort: Cohort) -> tuple[Floats, NDArray[np.int64]]:
    """Return the mean amounts of those who spent twice or more, and who they are."""
    total, orders = _mean_spend(cohort, np.empty(0))
    several = np.flatnonzero(orders[:, 0] > 1.0)
    return total[several, 0] / orders[several, 0], several


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("repeat_curve", "weeks", "repeats a customer", _curve_cuts, _curve),
        Kind(
            "frequency",
            "repeat purchases",
            "share of customers",
            lambda log: _quantiles(log.repeats, _TENTHS),
            _frequency,
        ),
        Kind("cohort_retention", "months of 28 days", "share who bought", _retention_cuts, _retention),
        Kind(
            "interpurchase_time",
            "days",
            "share of gaps",
            lambda log: _quantiles(_gaps(log)[0], _CUTS),
            lambda cohort, cuts: _shares_below(*_gaps(cohort), cohort.size, cuts),
        ),
        Kind(
            "mean_spend",
            "purchase",
            "currency units",
            lambda log: np.ones(1) if _spent(log).any() else np.empty(0),
            _mean_spend,
        ),
        Kind(
            "spend_of_purchases",
            "currency units",
            "share of purchases",
            lambda log: _quantiles(log.amount[_spent(log)], _CUTS),
            lambda cohort, cuts: _shares_below(
                cohort.amount[_spent(cohort)], cohort.customer[_spent(cohort)], cohort.size, cuts
            ),
        ),
        Kind(
            "spend_of_customers",
            "currency units",
            "share of customers",
            lambda log: _quantiles(_customer_means(log)[0], _CUTS),
            lambda cohort, cuts: _shares_below(*_customer_means(cohort), cohort.size, cuts),
        ),
    )
}
