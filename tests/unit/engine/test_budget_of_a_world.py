"""A strategy that wants far more than its budget: nothing is overdrawn, and what was not paid is told."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.engine import order_booking
from hooper.engine.plan import RunPlan
from hooper.engine.run import run_to_disk
from hooper.engine.world import World
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers
from tests.small_worlds import default_world, retail, run_with

PERIODS, BRANCH = 30, 13


class Spendthrift:
    """Wants offers and memberships for everybody, half price, and many agents."""

    name: ClassVar[str] = "spendthrift"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, agents=0, offers=False, discount=0.5):
        self.firm = FirmLevers(discount, agents)
        self.offers = offers

    def __repr__(self):
        return f"Spendthrift({self.firm}, {self.offers})"

    def decide(self, view, budget, draws):
        del draws, budget
        rows = np.arange(view.summary.n_customers if self.offers else 0)
        count = rows.size
        levers = np.repeat([ENROLMENT, OFFER], count)
        return Actions(np.tile(rows, 2), levers, np.ones(2 * count), np.zeros(2 * count), self.firm)


def lived(strategy, grant, **how):
    return run_with(strategy, retail(300), PERIODS, branch=BRANCH, grant=grant, **how)


def booked(world):
    flows = world.books.ledger.flows()
    return -flows["strategy_cost"].sum() - flows["price_concession"].sum()


@pytest.mark.parametrize("grant", [0.0, 3.0, 40.0, 900.0])
@pytest.mark.parametrize("strategy", [Spendthrift(), Spendthrift(500), Spendthrift(5, offers=True)])
def test_what_is_spent_is_what_was_booked_and_never_more_than_was_granted(strategy, grant):
    world = lived(strategy, grant)
    assert world.budget.left >= 0.0
    assert (np.diff(world.books.strategy_spend) >= 0.0).all()
    assert (world.books.strategy_spend <= world.budget.granted).all()
    assert world.budget.spent == pytest.approx(booked(world), rel=1e-9, abs=1e-9)
    assert world.budget.refused > 0.0 or grant == 0.0


def test_agents_without_wages_do_not_come_and_their_wages_are_refused():
    world, none = lived(Spendthrift(500, discount=0.0), 0.0), lived(Spendthrift(discount=0.0), 0.0)
    assert world.history.digest == none.history.digest
    wages = 500 * world.budget.prices.agent_per_period
    assert world.budget.refused == pytest.approx((PERIODS - BRANCH) * wages)


def orders_of_week(world, week):
    """Return the times of the orders of a week, and what was paid for each, by time."""
    orders = world.history.observed.transactions
    when, paid = (orders[name].to_numpy() for name in ("time_days", "amount"))
    then = np.flatnonzero(when // 7.0 == week)
    then = then[np.argsort(when[then])]
    return when[then], paid[then]


def test_the_first_orders_get_the_discount_until_the_money_is_gone():
    money = 100.0
    when, half = orders_of_week(lived(Spendthrift(), 1e9), BRANCH)
    then, paid = orders_of_week(lived(Spendthrift(), money), BRANCH)
    assert then.tolist() == when.tolist()
    cheap = int((paid == half).sum())
    assert 0 < cheap < paid.size
    assert (paid / half).tolist() == [1.0] * cheap + [2.0] * (paid.size - cheap)
    assert half[:cheap].sum() <= money < half[: cheap + 1].sum()


def test_who_is_first_does_not_hang_on_how_orders_are_shared_out(monkeypatch):
    whole = lived(Spendthrift(), 100.0)
    monkeypatch.setattr(
        order_booking, "shares", lambda rows: [slice(k, min(k + 20, rows)) for k in range(0, rows, 20)]
    )
    parts = lived(Spendthrift(), 100.0, threads=2)
    assert parts.history.digest == whole.history.digest
    assert parts.budget.refused == pytest.approx(whole.budget.refused)


def test_money_that_runs_out_runs_out_alike_in_every_engine_and_on_any_threads():
    strategy, hows = Spendthrift(1, offers=True), ({}, {"engine": "agents"}, {"threads": 2, "chunk": 256})
    runs = [run_with(strategy, default_world(700), 12, branch=3, grant=900.0, **how) for how in hows]
    assert len({each.history.digest for each in runs}) == 1
    assert len({repr(vars(each.budget)) for each in runs}) == 1
    assert runs[0].budget.refused > 0.0


def test_a_checkpoint_remembers_that_the_money_has_run_out(tmp_path):
    plan = RunPlan((7, 0), PERIODS, BRANCH, grant_per_review=60.0, strategy=Spendthrift())
    whole = run_to_disk(World(retail(300)), plan, tmp_path / "whole")
    cut = run_to_disk(World(retail(300)), plan, tmp_path / "cut", checkpoint_periods=4)
    assert cut.digest == whole.digest
    assert vars(cut.budget) == vars(whole.budget)
