"""Orders of a period: drawn, priced, booked, charged, remembered and recorded."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books, Takings
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.orders import Orders
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.foundation.workers import Workers, shares
from hooper.history.running_summary import RunningSummary
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import FirmLevers
from hooper.strategies.budget import Budget


@dataclass(frozen=True)
class Sold:
    """What a share of the customers bought: the money, in all and by order, and the rows of the purchases."""

    takings: Takings
    orders: Orders
    related: NDArray[np.float64]
    given_away: NDArray[np.float64]
    rows: dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class OrderBooking:
    """Where the orders of a world go."""

    scenario: Scenario
    population: Population
    summary: RunningSummary
    books: Books
    customer_books: CustomerBooks
    recorder: Recorder
    workers: Workers

    @property
    def log_is_whole(self) -> bool:
        """Whether every order comes into the log at once, and nobody is there who writes it down later."""
        return self.scenario.business_intelligence is None

    def take(
        self,
        period: int,
        customers: int,
        orders_of: Callable[[slice], Orders],
        levers: FirmLevers,
        budget: Budget,
    ) -> list[Sold]:
        """Book the orders of so many customers, and charge the budget with what the firm gave away on them.

        `orders_of` draws those of a share of the customers; nobody is in two shares. Members earn rewards
        while the budget lasts.
        """
        reward_rate = budget.prices.reward_rate * (budget.left > 0.0)

        def sell(share: slice) -> Sold:
            return self._sell(period, orders_of(share), levers.discount, reward_rate)

        parts = self.workers.map(sell, shares(customers))
        for sold in parts:
            self.books.book_takings(period, sold.takings)
            self.customer_books.post_orders(period, sold.orders, sold.related, sold.given_away)
            budget.charge(sold.takings.given_away)
            if self.log_is_whole:
                self.recorder.add("transactions", sold.rows)
        return parts

    def _sell(self, period: int, orders: Orders, discount: float, reward_rate: float) -> Sold:
        related = orders.list_amount * np.asarray(self.scenario.economics.related_sales())[orders.stages]
        gross = orders.list_amount + related
        paid = gross * (1.0 - discount)
        rewards = paid * (reward_rate * self.summary.enrolled[orders.slots])
        # Not (period + share) * days: that may round to the evening before a whole day.
        days = period * self.scenario.period_days + orders.share * self.scenario.period_days
        if self.log_is_whole:
            self.summary.book_purchases(orders.slots, days, paid)
        ids = self.population.customer_id[orders.slots]
        given_away = gross - paid + rewards
        takings = Takings(
            list_amount=float(orders.list_amount.sum()),
            related=float(related.sum()),
            paid=float(paid.sum()),
            rewards=float(rewards.sum()),
            given_away=float(given_away.sum()),
        )
        rows = {"customer_id": ids, "time_days": days, "amount": paid}
        return Sold(takings, orders, related, given_away, rows)
