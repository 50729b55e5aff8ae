"""The preset `b2b`: all of its departments at work, in both engines, and after a stop."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import EngineName, run, run_to_disk
from hooper.engine.world import World
from hooper.history.profiles import profiles
from hooper.scenario import presets

WORLD = World(presets.load("b2b"))
PLAN = RunPlan((7, 0), 30)
SALES = ("leads", "sales_force", "contact_management", "credit")


class StopError(Exception):
    """Stands for whatever stops a process."""


@cache
def lived(engine: EngineName = "blocks"):
    return run(WORLD, PLAN, engine)


def test_both_engines_give_the_same_history():
    assert lived("agents").digest == lived().digest


def test_a_run_that_was_stopped_goes_on_with_the_same_bits(tmp_path):
    def stop(period):
        if period == 17:
            raise StopError

    folder = tmp_path / "history"
    with pytest.raises(StopError):
        run_to_disk(WORLD, PLAN, folder, checkpoint_periods=5, each_period=stop)
    resumed, whole = run_to_disk(WORLD, PLAN, folder, checkpoint_periods=5, resume=True), lived()
    assert resumed.digest == whole.digest
    for name in SALES:
        assert resumed.books.pools[name].tobytes() == whole.books.pools[name].tobytes()
    for name, numbers in whole.books.operations.items():
        assert np.array_equal(resumed.books.operations[name], numbers, equal_nan=True), name


def test_its_sales_side_works_and_costs():
    books, told = lived().books, lived().history.tables()
    assert all((books.pools[name] > 0.0).all() for name in SALES)
    assert books.operations["contact_management.changes"].sum() > 0
    assert told["visits"].num_rows == books.operations["sales_force.visits"].sum()
    # Leads wait in all steps, some are lost, and some become customers.
    assert all(books.operations[f"leads.{step}"].sum() > 0 for step in ("qualified", "opportunity", "lost"))
    assert books.arrivals[:, 1].sum() > 0


def test_a_few_accounts_bring_much_of_the_sales():
    sold = lived().history.observed.transactions
    of_each = np.bincount(
        np.unique(sold["customer_id"].to_numpy(), return_inverse=True)[1], sold["amount"].to_numpy()
    )
    assert np.sort(of_each)[::-1][: of_each.size // 5].sum() > 0.5 * of_each.sum()


def test_large_businesses_buy_more_and_more_people_decide_in_them():
    personas, observed = WORLD.scenario.personas, lived().history.observed
    assert personas is not None
    known = profiles(observed, personas.levels)
    employees, decided_by = (
        known["employees"].to_numpy(),
        known["decision_unit"].to_numpy(zero_copy_only=False),
    )
    buyers, spent = np.unique(observed.column("customer_id"), return_inverse=True)
    assert buyers.tolist() == known["customer_id"].to_pylist()
    sales = np.bincount(spent, observed.column("amount"))
    is_large = employees > np.median(employees)
    assert sales[is_large].mean() > 1.5 * sales[~is_large].mean()
    assert (decided_by[is_large] == "one person").mean() < (decided_by[~is_large] == "one person").mean()


def test_in_an_account_decide_as_many_as_its_traits_say():
    """One, three or six people; each changes once in fifty months."""
    changes = lived().books.operations["contact_management.changes"].sum()
    accounts = lived().books.held[1:].sum()
    people = 0.45 * 1 + 0.35 * 3 + 0.2 * 6
    # Nearly 9,000 account-months and 2.7 people in each: some 490 changes, give or take 22 by chance.
    assert changes / accounts == pytest.approx(0.02 * people, rel=0.2)
