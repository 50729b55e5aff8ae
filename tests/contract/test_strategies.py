"""What every strategy of the catalogue promises, whoever wrote it."""

import copy
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies import catalogue
from hooper.strategies.actions import CUSTOMER_LEVERS, Actions, FirmLevers
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import Estimates, KnownCustomers, ObservedView
from hooper.strategies.strategy import Strategy
from hooper.strategies.true_state import TrueState, hidden
from tests.small_worlds import retail, run_with

LEVERS = LeverSettings()
PRICES = Prices(
    contact=0.5,
    gift=0.25,
    enrolment=0.2,
    agent_per_period=60.0,
    reward_rate=0.03,
    win_back_contact=0.3,
    win_back_gifts=(6.0, 10.0, 4.0),
    referral_reward=3.0,
    of_strength=LEVERS.of_strength(),
    of_programmes=LEVERS.of_programmes(),
    margin=0.3,
    serving_cost_per_month=1.0,
)
DRAWS = Draws((5, 0), 26)
COLUMNS = ("service_cases", "contacts", "enrolled", "ended_days", "reason_told")
EVERY = pytest.mark.parametrize("strategy", catalogue.STRATEGIES, ids=catalogue.names())


class Keeper:
    """Keeps the last view it is shown."""

    name: ClassVar[str] = "keeper"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = True
    fits_models: ClassVar[bool] = False
    view: ObservedView

    def decide(self, view, budget, draws):
        del budget, draws
        known, truth = view.known, view.truth
        self.view = replace(view, look=lambda: known, look_behind=lambda: truth)
        return Actions()


@pytest.fixture(scope="module")
def shop():
    """What a firm sees of 600 customers after half a year; some are enrolled already."""
    keeper = Keeper()
    run_with(keeper, retail(600), 27, branch=26)
    keeper.view.enrolled[::7] = 1.0
    return keeper.view


def first_rows(view, count):
    rows = np.arange(count)
    columns = (getattr(view, name)[rows] for name in COLUMNS)
    revenue = view.revenue_since_last_review if count else 0.0
    known = KnownCustomers(view.summary.take(rows), *columns)
    truth = TrueState(*(column[rows] for column in vars(view.truth).values()))
    return replace(view, look=lambda: known, revenue_since_last_review=revenue, look_behind=lambda: truth)


def budget_of(money):
    budget = Budget(PRICES, periods_to_next_review=13)
    budget.grant(money)
    return budget


def same(one, other):
    arrays = ("rows", "levers", "strengths", "costs")
    equal = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)
    return equal and one.firm == other.firm


def everything_in(view):
    columns = {}
    columns |= {
        name: np.asarray(getattr(view.summary, name)).tobytes()
        for name in CustomerSummary.__dataclass_fields__
    }
    columns |= {name: np.asarray(getattr(view, name)).tobytes() for name in COLUMNS}
    return columns


def test_names_are_unique_and_the_catalogue_finds_each():
    assert len(set(catalogue.names())) == len(catalogue.STRATEGIES)
    assert [catalogue.get(name) for name in catalogue.names()] == list(catalogue.STRATEGIES)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(InputError) as caught:
        catalogue.get("mass_discuont")
    assert "mass_discount" in caught.value.faults[0].remedy


@EVERY
def test_it_keeps_the_protocol_and_says_where_it_comes_from(strategy):
    assert isinstance(strategy(), Strategy)
    assert strategy.source
    assert strategy.__doc__


@EVERY
def test_it_is_pure(strategy, shop):
    """View and budget stay as they are, and the same question has the same answer."""
    seen, budget = everything_in(shop), budget_of(100.0)
    money = copy.copy(budget)
    first, second = (strategy().decide(shop, budget, DRAWS) for _ in range(2))
    assert same(first, second)
    assert everything_in(shop) == seen
    assert budget == money


@EVERY
def test_the_same_seed_has_the_same_actions(strategy, shop):
    again = strategy().decide(shop, budget_of(100.0), Draws((5, 0), 26))
    assert same(strategy().decide(shop, budget_of(100.0), DRAWS), again)


@EVERY
@pytest.mark.parametrize("customers", [0, 1, 600])
@pytest.mark.parametrize("money", [0.0, 0.5, 60.0, 1e6])
def test_it_asks_for_what_there_is_and_for_no_more_than_it_can_pay(strategy, shop, customers, money):
    view = first_rows(shop, min(customers, shop.summary.n_customers))
    actions = strategy().decide(view, budget_of(money), DRAWS)
    assert np.isin(actions.rows, np.arange(view.summary.n_customers)).all()
    assert np.unique(np.stack([actions.rows, actions.levers]), axis=1).shape[1] == actions.rows.size, (
        "once each"
    )
    assert np.isin(actions.levers, np.arange(len(CUSTOMER_LEVERS))).all()
    assert {each.shape for each in (actions.rows, actions.levers, actions.strengths, actions.costs)} == {
        (actions.rows.size,)
    }
    assert actions.costs.sum() <= money * (1 + 1e-12)
    assert budget_of(money).affordable(actions.costs) == actions.rows.size, "nothing may be refused"
    assert 0.0 <= actions.firm.discount < 1.0
    assert min(vars(actions.firm).values()) >= 0.0
    assert PRICES.of_a_period(actions.firm) * 13 <= money * (1 + 1e-12)
    assert actions.firm.discount * view.revenue_since_last_review <= money * (1 + 1e-12)


@EVERY
def test_with_money_it_does_something_unless_it_is_no_intervention(strategy, shop):
    actions = strategy().decide(shop, budget_of(5000.0), DRAWS)
    acts = actions.rows.size > 0 or actions.firm != FirmLevers()
    assert acts == (strategy.name != "no_intervention")


@EVERY
def test_it_fits_models_if_and_only_if_it_says_so(strategy, shop, monkeypatch):
    asked = []
    fresh = replace(shop, look=lambda: shop.known)
    monkeypatch.setattr(
        ObservedView, "estimates", property(lambda view: asked.append(1) or Estimates(view.summary))
    )
    strategy().decide(fresh, budget_of(100.0), DRAWS)
    assert bool(asked) == strategy.fits_models


@EVERY
def test_it_spends_in_a_world_what_its_budget_says(strategy):
    """The budget and the books count the money of a strategy apart from each other."""
    grant = 150.0
    world = run_with(strategy(), retail(600), 65, branch=26, grant=grant)
    table = world.books.ledger.profit_and_loss()
    costs = -table["strategy_cost"].to_numpy().sum() - table["price_concession"].to_numpy().sum()
    assert world.budget.granted == 3 * grant
    assert world.budget.spent == pytest.approx(costs, rel=1e-9, abs=1e-9)
    assert world.budget.left >= 0.0


def test_ties_in_the_loyalty_programme_are_broken_by_lot(shop):
    programme = catalogue.get("loyalty_programme")()
    lots = [programme.decide(shop, budget_of(20.0), Draws((seed, 0), 26)).rows for seed in (1, 2)]
    assert not np.array_equal(lots[0], lots[1])
    frequencies = [shop.summary.frequency[rows].tolist() for rows in lots]
    assert frequencies[0] == frequencies[1] == sorted(frequencies[0], reverse=True)


@EVERY
def test_it_sees_the_truth_if_and_only_if_it_says_so(strategy, shop):
    """A strategy that peeks fails, since what is behind the scenes is hidden from it."""
    if not strategy.sees_truth:
        strategy().decide(replace(shop, look_behind=hidden), budget_of(100.0), DRAWS)
