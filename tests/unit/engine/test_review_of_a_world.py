"""What a strategy is shown of the firm at a review, and what is counted of its actions."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.foundation.errors import StrategyError
from hooper.strategies.actions import ENROLMENT, OFFER, Actions
from tests.small_worlds import retail, run_with


class Asks:
    """Keeps what it sees, and pulls both levers on the first customer."""

    name: ClassVar[str] = "asks"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self):
        self.views = []

    def decide(self, view, budget, draws):
        del draws
        self.views.append(view)
        assert view.contacts.size > 0, "what was looked at can be kept"
        costs = np.array([budget.prices.offer, budget.prices.enrolment])
        return Actions(np.array([0, 0]), np.array([OFFER, ENROLMENT]), np.ones(2), costs)


@pytest.fixture(scope="module")
def asked():
    strategy = Asks()
    world = run_with(strategy, retail(300), 53, branch=26, grant=50.0)
    return strategy.views, world


def test_the_revenue_shown_is_that_of_the_periods_between_two_reviews_at_the_first_review_too(asked):
    views, world = asked
    revenue = world.books.revenue
    for view, until in zip(views, (26, 39, 52), strict=True):
        assert view.revenue_since_last_review == pytest.approx(revenue[until - 13 : until].sum())


def test_two_levers_on_one_customer_are_two_contacts(asked):
    views, world = asked
    assert [view.contacts[0] for view in views] == [0, 2, 4]
    assert world.history.observed.others["contacts"].num_rows == 6


class Latecomer(Asks):
    """Keeps the view and looks at the customers when the next review is held."""

    def decide(self, view, budget, draws):
        if self.views:
            assert self.views[-1].summary.n_customers > 0
        self.views.append(view)
        return Actions()


def test_who_looks_at_the_customers_after_the_review_is_told_and_sees_nobody_s_future():
    with pytest.raises(StrategyError, match="look at the customers in `decide`"):
        run_with(Latecomer(), retail(50), 27)
