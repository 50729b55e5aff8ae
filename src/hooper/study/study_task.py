"""How a study becomes runs: the task of one strategy in one replication of a world."""

from hooper.engine.plan import RunPlan
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.scenario.scenario import Scenario
from hooper.study.run_task import RunTask
from hooper.study.study import Study


def study_task(
    study: Study, scenario: Scenario, arm: str, replication: int, counted_at_days: float | None
) -> RunTask:
    """Return the task of an arm.

    `counted_at_days` is when the repeat purchases of the founders are counted, None for never.
    """
    years = study.review_periods * scenario.period_days / DAYS_PER_YEAR
    plan = RunPlan(
        key=(study.seed, replication),
        periods=study.periods,
        branch_period=study.pre_periods,
        review_periods=study.review_periods,
        grant_per_review=study.budget.per_customer_per_year * years * scenario.founders.customers,
        snapshot_periods=study.review_periods,
    )
    arms, scheme = study.chosen, study.for_whom.segments
    return RunTask(scenario, arms[arm], plan, counted_at_days, arms[study.baseline], scheme)
