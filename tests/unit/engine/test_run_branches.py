"""A world that is run once to the branch and copied goes on exactly as one that was run through."""

import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.world import World
from hooper.strategies.catalogue import STRATEGIES
from tests.small_worlds import retail, tables


def plan(strategy, future=0, periods=45, branch=26):
    return RunPlan((3, 1), periods, branch, grant_per_review=800.0, strategy=strategy, future=future)


@pytest.fixture(scope="module")
def branches():
    plans = [plan(strategy()) for strategy in STRATEGIES]
    plans += [plan(STRATEGIES[0](), future=1), plan(STRATEGIES[0]())]
    world = World(retail(500))
    return plans, [run(world, each) for each in plans], list(run_branches(world, plans))


@pytest.mark.parametrize("place", range(len(STRATEGIES) + 2))
def test_a_branch_equals_the_run_of_its_plan(branches, place):
    _, whole, branched = branches
    assert branched[place].history.digest == whole[place].history.digest
    assert branched[place].books.ledger.profit.tobytes() == whole[place].books.ledger.profit.tobytes()
    assert branched[place].books.means.tobytes() == whole[place].books.means.tobytes()
    assert branched[place].budget == whole[place].budget


def test_another_future_is_another_life_from_the_branch_on(branches):
    _, _, branched = branches
    same, other = branched[-1], branched[-2]
    assert same.history.digest != other.history.digest
    for name, table in tables(same).items():
        column = "time_days" if "time_days" in table.column_names else "period"
        end = 26 * 7.0 if column == "time_days" else 26
        if column in table.column_names:
            before = [each.filter(each[column].to_numpy() < end) for each in (table, tables(other)[name])]
            assert before[0] == before[1]


def test_a_branch_at_the_very_start_works_too():
    world = World(retail(100))
    early = plan(STRATEGIES[1](), periods=10, branch=0)
    [branched] = run_branches(world, [early])
    assert branched.history.digest == run(world, early).history.digest
