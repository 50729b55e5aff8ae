"""The review pays for actions in their order, and keeps levers of the firm while there is money."""

from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest

from hooper.firm.strategy_review import StrategyReview
from hooper.strategies.actions import OFFER, Actions, FirmLevers
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

DRAWS = Draws((1, 0), 26)
VIEW = SimpleNamespace(summary=SimpleNamespace(n_customers=9))
PRICES = Prices(contact=1.5, gift=0.5, enrolment=1.0, agent_per_period=5.0, reward_rate=0.0)


class Wants:
    """Wants the same actions at every review."""

    name: ClassVar[str] = "wants"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, actions):
        self.actions = actions

    def decide(self, view, budget, draws):
        del view, budget, draws
        return self.actions


def offers(count):
    return Actions(np.arange(count), np.full(count, OFFER), np.ones(count), np.full(count, 2.0))


def reviewed(actions, grant):
    review = StrategyReview(Wants(actions), Budget(PRICES, 13), grant)
    return review, review.review(VIEW, DRAWS)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(("grant", "paid"), [(0.0, 0), (1.99, 0), (2.0, 1), (7.0, 3), (10.0, 5), (99.0, 5)])
def test_the_first_actions_are_paid_and_the_rest_is_refused(grant, paid):
    review, done = reviewed(offers(5), grant)
    assert done.rows.tolist() == list(range(paid))
    assert review.budget.spent == 2.0 * paid
    assert review.budget.refused == 2.0 * (5 - paid)
    assert review.budget.left == grant - 2.0 * paid


def test_actions_are_charged_by_the_price_list_whatever_the_strategy_says_they_cost():
    free = Actions(np.arange(3), np.full(3, OFFER), np.array([1.0, 0.5, 1.0]), np.zeros(3))
    review, done = reviewed(free, 5.5)
    assert done.rows.tolist() == [0, 1]
    assert done.costs.tolist() == [2.0, 1.75]
    assert review.budget.spent == 3.75


def test_a_strategy_cannot_change_the_budget_it_is_shown():
    class Grabs(Wants):
        def decide(self, view, budget, draws):
            budget.grant(1e9)
            return super().decide(view, budget, draws)

    review = StrategyReview(Grabs(offers(5)), Budget(PRICES, 13), 4.0)
    assert review.review(VIEW, DRAWS).rows.size == 2  # pyright: ignore[reportArgumentType]


def test_grants_add_up_over_reviews():
    review, _ = reviewed(offers(1), 3.0)
    review.review(VIEW, DRAWS)  # pyright: ignore[reportArgumentType]
    assert review.budget.granted == 6.0
    assert review.budget.left == 2.0


def test_agents_come_as_far_as_their_wages_are_paid_and_the_rest_is_refused():
    review, _ = reviewed(Actions(firm=FirmLevers(extra_agents=3)), 27.0)
    assert [review.put_in_force().extra_agents for _ in range(3)] == [3, 2, 0]
    assert (review.budget.spent, review.budget.left, review.budget.refused) == (25.0, 2.0, 20.0)
    review.review(VIEW, DRAWS)  # pyright: ignore[reportArgumentType]
    assert review.put_in_force().extra_agents == 3


def test_a_discount_is_in_force_until_an_order_cannot_be_given_it_and_again_after_the_next_grant():
    levers = FirmLevers(discount=0.1)
    review, _ = reviewed(Actions(firm=levers), 10.0)
    assert review.put_in_force() == levers
    assert review.give_away(np.array([4.0, 5.0, 2.0, 1.0])) == 2
    assert review.budget.left == 1.0
    assert review.budget.refused == 3.0
    assert review.put_in_force() == FirmLevers()
    review.review(VIEW, DRAWS)  # pyright: ignore[reportArgumentType]
    assert review.put_in_force() == levers


def test_a_discount_is_out_of_force_when_nothing_is_left():
    review, _ = reviewed(Actions(firm=FirmLevers(discount=0.1)), 10.0)
    assert review.give_away(np.array([4.0, 6.0])) == 2
    assert review.put_in_force() == FirmLevers()


def test_before_the_first_review_nothing_is_in_force():
    review = StrategyReview(Wants(Actions(firm=FirmLevers(0.1))), Budget(PRICES, 13), 5.0)
    assert review.put_in_force() == FirmLevers()


def test_who_takes_over_the_state_goes_on_alike():
    review, _ = reviewed(Actions(firm=FirmLevers(0.1, 1)), 10.0)
    review.give_away(np.array([4.0, 7.0]))
    other = StrategyReview(review.strategy, Budget(PRICES, 13), 10.0)
    other.restore(review.state(), review.memory)
    assert other == review
    assert other.exhausted


class Counts(Wants):
    """Wants the same actions at every review, and remembers how many were carried out in all."""

    def remember(self, view, done, budget, draws):
        del draws
        self.seen = budget.left
        return {"carried_out": view.memory.get("carried_out", np.array(0)) + done.rows.size}


def test_what_a_strategy_writes_down_stands_in_its_next_view_and_goes_on_with_the_state():
    view = ObservedView(lambda: VIEW, 0.0, 0.0, 0.0)  # pyright: ignore[reportArgumentType]
    review = StrategyReview(Counts(offers(5)), Budget(PRICES, 13), 4.0)
    for _ in range(2):
        review.review(view, DRAWS)
    assert review.memory["carried_out"] == 4, "two at each review: the others were refused"
    other = StrategyReview(Counts(offers(5)), Budget(PRICES, 13), 4.0)
    other.restore(review.state(), review.memory)
    other.review(view, DRAWS)
    assert other.memory["carried_out"] == 6
