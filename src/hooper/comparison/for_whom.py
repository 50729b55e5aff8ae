"""For whom a strategy works: true effects on customers, by what they were at the branch.

Every customer known at the branch lives once with the strategy and once under the baseline, on the same
words; the difference is her effect in that replication. Groups are told by their mean effect a customer, with
an interval over replications, and by the shares of the four kinds: with a strategy in place of an offer, who
is held at the horizon only with it is persuadable, and who is held only without it is not to be disturbed.
Where customers act on each other, a strategy has an effect on those whom it does not contact as well.
Source: Rubin (1974) for potential outcomes; Radcliffe and Surry (2011) for the kinds; Hudgens and Halloran
(2008) for interference.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.effect_kinds import DO_NOT_DISTURB, KINDS, PERSUADABLE
from hooper.comparison.mean_interval import MeanInterval, mean_interval

EVERYBODY: Final = "everybody"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EffectSums:
    """Sums over the customers known at the branch, by replication, stage and segment.

    `customers`, `contacted` (by the strategy) and `profit` (the effect on discounted profit, as the accounts
    of customers have it, in currency units) have shape `(replications, stages, segments)`, and `kinds`, the
    customers of each kind, `(replications, stages, segments, 4)`. `later` is the effect by customers who come
    after the branch, `on_contacted` and `on_others` the mean effects on customers who were contacted and who
    were not, all `(replications,)`, nan where there are none.
    """

    stages: tuple[str, ...]
    segments: tuple[str, ...]
    customers: Floats
    contacted: Floats
    profit: Floats
    kinds: Floats
    later: Floats
    on_contacted: Floats
    on_others: Floats


@dataclass(frozen=True)
class GroupEffect:
    """What a strategy does for one group: `by` is `everybody`, `stage` or `segment`.

    `customers` is their mean number in a world and `contacted` the share that the strategy contacts.
    `profit` is the mean effect on the discounted profit of a customer (currency units), `held` on the share
    who are held at the horizon, and `kinds` the share of each kind; None where nobody is in the group.
    """

    by: str
    group: str
    customers: float
    contacted: float | None
    profit: MeanInterval
    held: MeanInterval
    kinds: dict[str, float] | None

    def record(self) -> dict[str, str | float | None]:
        """Return the group as one flat record."""
        return {
            "by": self.by,
            "group": self.group,
            "customers": self.customers,
            "contacted": self.contacted,
            **_named("effect", self.profit),
            **_named("held_effect", self.held),
            **(self.kinds or dict.fromkeys(KINDS)),
        }


@dataclass(frozen=True)
class ForWhom:
    """For whom one strategy works: by group; and in a world, what comes of those known and of later ones.

    `known` and `later` are effects on the discounted profit of a world, and `on_contacted` and `on_others` of
    a customer, contacted by the strategy or not.
    """

    strategy: str
    groups: tuple[GroupEffect, ...]
    known: MeanInterval
    later: MeanInterval
    on_contacted: MeanInterval
    on_others: MeanInterval

    def record(self) -> dict[str, object]:
        """Return everything as plain JSON values."""
        totals = {name: getattr(self, name) for name in ("known", "later", "on_contacted", "on_others")}
        flat = {name: value for each, total in totals.items() for name, value in _named(each, total).items()}
        return {"strategy": self.strategy, **flat, "groups": [group.record() for group in self.groups]}


def for_whom(strategy: str, sums: EffectSums, level: float = 0.95) -> ForWhom:
    """Return for whom a strategy works, with t intervals over replications."""
    stages, segments = len(sums.stages), len(sums.segments)
    everybody = [_group(EVERYBODY, EVERYBODY, sums, np.ones((stages, segments), np.bool_), level)]
    by_stage = [
        _group("stage", name, sums, np.arange(stages)[:, np.newaxis] == k, level)
        for k, name in enumerate(sums.stages)
    ]
    by_segment = [
        _group("segment", name, sums, np.arange(segments) == k, level) for k, name in enumerate(sums.segments)
    ]
    return ForWhom(
        strategy,
        (*everybody, *by_stage, *by_segment),
        known=mean_interval(sums.profit.sum(axis=(1, 2)), level),
        later=mean_interval(sums.later, level),
        on_contacted=mean_interval(sums.on_contacted, level),
        on_others=mean_interval(sums.on_others, level),
    )


def _group(by: str, group: str, sums: EffectSums, within: NDArray[np.bool_], level: float) -> GroupEffect:
    """Return the effects on the customers of the stages and segments that are `within`, broadcast to both."""
    customers, contacted, profit = (
        np.sum(values, axis=(1, 2), where=within) for values in (sums.customers, sums.contacted, sums.profit)
    )
    kinds = np.sum(sums.kinds, axis=(1, 2), where=within[..., np.newaxis])
    held = kinds[:, PERSUADABLE] - kinds[:, DO_NOT_DISTURB]
    with np.errstate(invalid="ignore", divide="ignore"):
        of_profit, of_held = (profit / customers, held / customers)
    total = float(customers.sum())
    shares = (kinds.sum(axis=0) / total).tolist() if total else None
    return GroupEffect(
        by,
        group,
        float(customers.mean()),
        float(contacted.sum()) / total if total else None,
        mean_interval(of_profit, level),
        mean_interval(of_held, level),
        dict(zip(KINDS, shares, strict=True)) if shares else None,
    )


def _named(name: str, interval: MeanInterval) -> dict[str, float | None]:
    return {name: interval.mean, f"{name}_low": interval.low, f"{name}_high": interval.high}
