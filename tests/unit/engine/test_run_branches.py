"""Edges of branching: at the very start, and what another future leaves alone (see also test_branches)."""

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.world import World
from hooper.strategies.mass_discount import MassDiscount
from tests.small_worlds import retail, tables

WEEK = 7.0


def test_a_branch_at_the_very_start_works_too():
    world = World(retail(100))
    early = RunPlan((3, 1), 30, branch_period=0, grant_per_review=300.0, strategy=MassDiscount())
    [branched] = run_branches(world, [early])
    assert branched.history.digest == run(world, early).history.digest


def test_another_future_has_the_same_tables_up_to_the_branch():
    world, branch = World(retail(300)), 20
    plans = [RunPlan((3, 1), 35, branch, future=future) for future in (0, 1)]
    one, other = (tables(branched) for branched in run_branches(world, plans))
    for name in set(one) - {"traits", "needs", "profiles", "payments"}:
        column, end = (
            ("time_days", branch * WEEK) if "time_days" in one[name].column_names else ("period", branch)
        )
        before = [each[name].filter(each[name][column].to_numpy() < end) for each in (one, other)]
        assert before[0] == before[1]
        assert one[name].num_rows == 0 or one[name] != other[name]
