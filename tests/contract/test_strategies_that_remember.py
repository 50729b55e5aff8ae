"""What every strategy that remembers its reviews promises beside what all strategies promise."""

import numpy as np
import pytest

from hooper.strategies import catalogue
from hooper.strategies.draws import Draws
from hooper.strategies.strategy import RemembersReviews
from tests.made_views import PRICES, budget, made_view, with_estimates

THAT_REMEMBER = [each for each in catalogue.STRATEGIES if issubclass(each, RemembersReviews)]
EVERY = pytest.mark.parametrize("strategy", THAT_REMEMBER, ids=[each.name for each in THAT_REMEMBER])


def at_review(customers, review, memory):
    """Return a view of customers who buy again between reviews, some of them; 3 come at each review."""
    n = customers + 3 * review if customers else 0
    frequency = np.arange(n) % 7 + review
    recency = np.where(frequency > 0, 30.0 + review + np.arange(n) % 11, 0.0)
    spend = 30.0 * (frequency + 1.0) + 10.0 * review * (np.arange(n) % 3)
    view = made_view(frequency, recency, spend, memory=memory, wait_days=1.0, enrolled=np.arange(n) % 5 == 0)
    return with_estimates(view, 1.0 / (1.0 + np.arange(n) % 4), 20.0 * frequency)


def reviews(strategy, customers, money, count):
    """Yield the view and the actions of some reviews, one after the other."""
    memory = {}
    for review in range(count):
        view, draws = at_review(customers, review, memory), Draws((5, 0), 13 * review)
        actions = strategy.decide(view, budget(money), draws)
        yield view, actions
        memory = strategy.remember(view, actions, budget(money), draws)


def test_the_catalogue_has_strategies_that_remember():
    assert {"closed_loop", "uplift_targeted_offer", "target_marketing"} <= {
        each.name for each in THAT_REMEMBER
    }


@EVERY
@pytest.mark.parametrize("customers", [0, 1, 600])
@pytest.mark.parametrize("money", [0.0, 20.0, 1e5])
def test_at_every_review_it_asks_for_no_more_than_it_can_pay_and_for_nothing_twice(
    strategy, customers, money
):
    for view, actions in reviews(strategy(), customers, money, 3):
        assert np.isin(actions.rows, np.arange(view.summary.n_customers)).all()
        pairs = np.stack([actions.rows, actions.levers])
        assert np.unique(pairs, axis=1).shape[1] == actions.rows.size
        wages = actions.firm.extra_agents * PRICES.agent_per_period * 13
        assert wages + actions.costs.sum() <= money * (1 + 1e-12)
        assert actions.costs.tolist() == PRICES.costs_of(actions.levers, actions.strengths).tolist()


@EVERY
def test_what_it_remembers_is_plain_arrays_that_can_be_stored_and_read_again(strategy, tmp_path):
    *_, (view, actions) = reviews(strategy(), 600, 1e5, 3)
    with (tmp_path / "memory.npz").open("wb") as file:
        np.savez(file, **view.memory)  # pyright: ignore[reportArgumentType]  # as in RunStore
    with np.load(tmp_path / "memory.npz", allow_pickle=False) as file:
        memory = {name: file[name] for name in file.files}
    again = strategy().decide(at_review(600, 2, memory), budget(1e5), Draws((5, 0), 26))
    assert again.rows.tolist() == actions.rows.tolist()
    assert again.levers.tolist() == actions.levers.tolist()


@EVERY
def test_what_it_is_shown_stays_as_it_is(strategy):
    *_, (view, actions) = reviews(strategy(), 300, 1e4, 3)
    before = {name: kept.copy() for name, kept in view.memory.items()}
    strategy().remember(view, actions, budget(1e4), Draws((5, 0), 26))
    assert all(np.array_equal(before[name], view.memory[name], equal_nan=True) for name in before)


@EVERY
def test_memory_grows_with_customers_and_not_with_reviews(strategy):
    sizes = [
        sum(kept.nbytes for kept in view.memory.values()) for view, _ in reviews(strategy(), 600, 1e5, 12)
    ]
    assert sizes[-1] <= 1.3 * max(sizes[:7]), "24 more customers, and five more reviews"
