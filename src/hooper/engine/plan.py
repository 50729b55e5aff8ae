"""What is to be run: chance, horizon, and the strategy with its branch and budget."""

from dataclasses import dataclass

from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy

_DO_NOTHING = NoIntervention()


@dataclass(frozen=True)
class RunPlan:
    """One run of a world.

    `key` is (seed, replication). From `branch_period` on the strategy is asked at every
    `review_periods`, with `grant_per_review` currency units each time. `future` other than 0 gives the
    periods from the branch on words of their own: the same customers live another life from there.
    The accounts of customers are closed every `accounting_periods` and at the horizon.
    """

    key: tuple[int, int]
    periods: int
    branch_period: int = 0
    review_periods: int = 13
    grant_per_review: float = 0.0
    strategy: Strategy = _DO_NOTHING
    snapshot_periods: int = 13
    future: int = 0
    accounting_periods: int = 13
