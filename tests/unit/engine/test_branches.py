"""A branched run equals a run of its own, whatever is done after the branch."""

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.world import World
from hooper.scenario import presets
from hooper.strategies.catalogue import STRATEGIES

BRANCH, HORIZON = 26, 45


def plans() -> list[RunPlan]:
    acting = [
        RunPlan((7, 0), HORIZON, branch_period=BRANCH, grant_per_review=400.0, strategy=strategy())
        for strategy in STRATEGIES
    ]
    return [*acting, RunPlan((7, 0), HORIZON, branch_period=BRANCH, future=3)]


def test_every_branch_equals_a_run_of_its_own():
    world = World(presets.load("retail", ["founders.customers=900"]))
    for plan, branched in zip(plans(), run_branches(world, plans()), strict=True):
        alone = run(world, plan)
        assert branched.history.digest == alone.history.digest, plan.strategy.name
        assert branched.books.ledger.profit.tolist() == alone.books.ledger.profit.tolist()
        assert branched.budget.spent == alone.budget.spent


def test_another_future_shares_the_past_and_nothing_else():
    world = World(presets.load("retail", ["founders.customers=900"]))
    first, other = run_branches(world, [plans()[0], plans()[-1]])
    held, held_otherwise = first.books.held, other.books.held
    assert held[:BRANCH].tolist() == held_otherwise[:BRANCH].tolist()
    assert held[BRANCH + 5 :].tolist() != held_otherwise[BRANCH + 5 :].tolist()
