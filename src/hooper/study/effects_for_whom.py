"""True effects of a strategy on each customer in one replication, kept as sums by stage and segment.

A run and the run of the baseline share their past and their words. For every customer known at the branch the
two are set beside each other: what she brought from there on, by her accounts, and whether she is held at the
horizon. Accounts are closed every few periods, and each closing counts at the mean present value of its
periods. What no customer's account has (letters, departments) is in no effect.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.effect_kinds import KINDS, effect_kinds
from hooper.comparison.for_whom import EffectSums, ForWhom, for_whom
from hooper.engine.since_branch import SinceBranch
from hooper.foundation.workers import Workers
from hooper.mechanisms.life_stages import STAGES
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords

NAMES: Final = (
    *("whom_customers", "whom_contacted", "whom_profit", "whom_kinds"),
    *("whom_later", "whom_on_contacted", "whom_on_others", "whom_segments"),
)
_STAGES: Final = (*STAGES, "gone")
_NOBODY: Final = "nobody"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GroupsAtBranch:
    """The customers known at the branch, by slot: the number of stage and of segment of each, `(n,)`."""

    stage: NDArray[np.int64]
    segment: NDArray[np.int64]
    segments: tuple[str, ...]


@dataclass(frozen=True)
class LivesFromBranch:
    """What became of customers known at a branch: discounted profit, held at the horizon, contacted; `(n,)`.

    `later_profit` is that of all who came after the branch.
    """

    profit: Floats
    is_held: NDArray[np.bool_]
    is_contacted: NDArray[np.bool_]
    later_profit: float


def groups_at_branch(since_branch: SinceBranch, scheme: str) -> GroupsAtBranch:
    """Return the true stage and the segment, by what the firm sees, of all whom it knows at the branch."""
    if since_branch.stage_before is None or not since_branch.known:
        nobody = np.empty(0, np.int64)
        return GroupsAtBranch(nobody, nobody, (_NOBODY,))
    chosen = catalogue.get(scheme)
    records = CustomerRecords(since_branch.summary_before(Workers()))
    segments = chosen.assign(records, chosen.settings())
    return GroupsAtBranch(since_branch.stage_before.astype(np.int64), segments.code, segments.labels)


def lives_from_branch(since_branch: SinceBranch) -> LivesFromBranch:
    """Return what became of customers, by slot, from the branch of a plan to its horizon."""
    known, worth = slice(0, since_branch.known), since_branch.worth
    later = float(worth[since_branch.known :].sum())
    return LivesFromBranch(worth[known], since_branch.is_there(), since_branch.contacted[known], later)


def effects_for_whom(
    groups: GroupsAtBranch, lived: LivesFromBranch, usual: LivesFromBranch
) -> dict[str, NDArray[Any]]:
    """Return the sums of effects of one run against the baseline's, named arrays (`NAMES`)."""
    shape = len(_STAGES), len(groups.segments)
    cell = groups.stage * shape[1] + groups.segment
    effect = lived.profit - usual.profit
    kinds = effect_kinds(usual.is_held.astype(np.float64), lived.is_held.astype(np.float64))

    def summed(values: NDArray[Any]) -> Floats:
        return np.bincount(cell, values, shape[0] * shape[1]).reshape(shape).astype(np.float64)

    of_kinds = np.stack([summed(kinds == kind) for kind in range(len(KINDS))], axis=-1)
    contacted = lived.is_contacted
    sums = (summed(np.ones(cell.size)), summed(contacted), summed(effect), of_kinds)
    later = np.array(lived.later_profit - usual.later_profit)
    means = (_mean(effect[contacted]), _mean(effect[~contacted]) if contacted.any() else np.array(np.nan))
    return dict(zip(NAMES, (*sums, later, *means, np.array(groups.segments)), strict=True))


def for_whom_of(
    load: Callable[[str, int], Mapping[str, NDArray[Any]] | None],
    names: Sequence[str],
    replications: int,
    baseline: str,
    level: float,
) -> tuple[ForWhom, ...]:
    """Return for whom each strategy but the baseline works; `load` gives a run by name and replication.

    A run that is missing, None, is left out, and so is a strategy without any.
    """
    runs = {
        name: [run for k in range(replications) if (run := load(name, k)) is not None]
        for name in names
        if name != baseline
    }
    return tuple(for_whom(name, _sums_over(of_it), level) for name, of_it in runs.items() if of_it)


def _sums_over(runs: Sequence[Mapping[str, NDArray[Any]]]) -> EffectSums:
    *numbers, labels = NAMES
    segments = tuple(str(label) for label in runs[0][labels])
    return EffectSums(_STAGES, segments, *(np.array([run[name] for run in runs]) for name in numbers))


def _mean(values: Floats) -> Floats:
    return np.array(values.mean() if values.size else np.nan)
