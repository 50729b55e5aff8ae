"""Orders of a period: drawn, priced, booked, charged, remembered and recorded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.engine.orders import Orders
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.history.running_summary import RunningSummary
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import FirmLevers
from hooper.strategies.budget import Budget


@dataclass(frozen=True)
class OrderBooking:
    """Where the orders of a world go."""

    scenario: Scenario
    population: Population
    summary: RunningSummary
    books: Books
    recorder: Recorder

    def take(
        self, period: int, orders: Orders, stages: NDArray[np.int64], levers: FirmLevers, budget: Budget
    ) -> None:
        """Book orders, and charge the budget with what the firm's levers gave away on them.

        `stages` holds the stage in which each order was placed; related sales depend on it. Members earn
        rewards while the budget lasts.
        """
        related = orders.list_amount * np.asarray(self.scenario.economics.related_sales())[stages]
        programme = self.summary.enrolled[orders.slots] * (budget.left > 0.0)
        rewards = budget.prices.reward_rate * programme
        paid = self.books.book_orders(period, orders.list_amount, related, levers.discount, rewards)
        given_away = orders.list_amount + related - paid + paid * rewards
        budget.charge(float(given_away.sum()))
        # Not (period + share) * days: that may round to the evening before a whole day.
        days = period * self.scenario.period_days + orders.share * self.scenario.period_days
        self.summary.book_purchases(orders.slots, days, paid)
        ids = self.population.customer_id[orders.slots]
        self.recorder.add("transactions", {"customer_id": ids, "time_days": days, "amount": paid})
