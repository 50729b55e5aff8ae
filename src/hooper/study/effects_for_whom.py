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
from hooper.comparison.true_stages import stages_at
from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.simulated import Simulated
from hooper.mechanisms.life_stages import GONE, STAGES
from hooper.scenario.scenario import Scenario
from hooper.segmentation import catalogue
from hooper.study.firm_records import firm_records

NAMES: Final = (
    *("whom_customers", "whom_contacted", "whom_profit", "whom_kinds"),
    *("whom_later", "whom_on_contacted", "whom_on_others", "whom_segments"),
)
_STAGES: Final = (*STAGES, "gone")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GroupsAtBranch:
    """The customers known at the branch, by id, with the number of stage and segment of each; all `(n,)`."""

    customer_id: NDArray[np.uint64]
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


def groups_at_branch(
    simulated: Simulated, scenario: Scenario, branch_period: int, scheme: str
) -> GroupsAtBranch:
    """Return the true stage and the segment, by what the firm sees, of all who bought before the branch."""
    days = scenario.period_days
    cut_days = branch_period * days
    chosen = catalogue.get(scheme)
    segments = chosen.assign(firm_records(simulated, scenario, cut_days), chosen.settings())
    stage = stages_at(simulated.history.truth, segments.customer_id, cut_days, days)
    return GroupsAtBranch(segments.customer_id, stage, segments.code, segments.labels)


def lives_from_branch(
    simulated: Simulated, scenario: Scenario, plan: RunPlan, customer_id: NDArray[np.uint64]
) -> LivesFromBranch:
    """Return what became of customers, by id in order, from the branch of a plan to its horizon."""
    who, worth = _worth_of_accounts(simulated, scenario, plan)
    known, place = _places(customer_id, who)
    contacts = simulated.history.observed.others["contacts"]
    is_later = contacts["period"].to_numpy() >= plan.branch_period
    is_known, contacted = _places(customer_id, contacts["customer_id"].to_numpy()[is_later])
    population = simulated.population
    ids = population.customer_id[: population.size]
    by_id = np.argsort(ids)
    stage = population.values("stage")[by_id][np.searchsorted(ids[by_id], customer_id)]
    is_contacted = np.zeros(customer_id.size, np.bool_)
    is_contacted[contacted[is_known]] = True
    profit = np.bincount(place[known], worth[known], customer_id.size).astype(np.float64)
    return LivesFromBranch(profit, stage != GONE, is_contacted, float(worth[~known].sum()))


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


def _worth_of_accounts(
    simulated: Simulated, scenario: Scenario, plan: RunPlan
) -> tuple[NDArray[np.uint64], Floats]:
    """Return of each row of the accounts from the branch on whose it is, and its present value."""
    table = simulated.history.truth.accounts
    period = table["period"].to_numpy()
    rows = period >= plan.branch_period
    amounts = sum(table[name].to_numpy()[rows] for name in ACCOUNTS)
    ends, which = np.unique(period[rows], return_inverse=True)
    factors = discount_factors(
        plan.periods - plan.branch_period, scenario.period_days, scenario.economics.discount_rate_per_year
    )
    begins = np.maximum(ends // plan.accounting_periods * plan.accounting_periods, plan.branch_period)
    of_closing = [
        factors[begin - plan.branch_period : end - plan.branch_period + 1].mean()
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    return table["customer_id"].to_numpy()[rows], amounts * np.array(of_closing)[which]


def _places(
    known: NDArray[np.uint64], who: NDArray[np.uint64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return who is among the known, and where, both in the shape of `who`."""
    if not known.size:
        return np.zeros(who.size, np.bool_), np.zeros(who.size, np.int64)
    place = np.minimum(np.searchsorted(known, who), known.size - 1)
    return known[place] == who, place


def _mean(values: Floats) -> Floats:
    return np.array(values.mean() if values.size else np.nan)
