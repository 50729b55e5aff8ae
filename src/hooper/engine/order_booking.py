"""Orders of a period: drawn, priced, booked, charged, remembered and recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books, Takings
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.orders import Orders
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.firm.commission import Commission
from hooper.foundation.workers import Workers, shares
from hooper.history.running_summary import RunningSummary
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import FirmLevers
from hooper.strategies.budget import Budget


@dataclass(frozen=True)
class Sold:
    """What a share of the customers bought: the money, in all and by order, and the rows of the purchases.

    `commission` is empty where no channel is a partner's.
    """

    takings: Takings
    orders: Orders
    related: NDArray[np.float64]
    given_away: NDArray[np.float64]
    commission: NDArray[np.float64]
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

    @cached_property
    def _commission(self) -> Commission:
        return Commission.of(self.scenario.acquisition.channels)

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
            if self._commission.is_paid:
                self._pay_partners(period, sold)
            budget.charge(sold.takings.given_away)
            self.recorder.add("transactions", sold.rows)
        return parts

    def _sell(self, period: int, orders: Orders, discount: float, reward_rate: float) -> Sold:
        related = orders.list_amount * np.asarray(self.scenario.economics.related_sales())[orders.stages]
        gross = orders.list_amount + related
        paid = gross * (1.0 - discount)
        rewards = paid * (reward_rate * self.summary.enrolled[orders.slots])
        # Not (period + share) * days: that may round to the evening before a whole day.
        days = period * self.scenario.period_days + orders.share * self.scenario.period_days
        self.summary.book_purchases(orders.slots, days, paid)
        ids = self.population.customer_id[orders.slots]
        given_away = gross - paid + rewards
        commission = self._commission_on(orders, days, paid)
        takings = Takings(
            list_amount=float(orders.list_amount.sum()),
            related=float(related.sum()),
            paid=float(paid.sum()),
            rewards=float(rewards.sum()),
            given_away=float(given_away.sum()),
            commission=float(commission.sum()),
        )
        rows = {"customer_id": ids, "time_days": days, "amount": paid}
        return Sold(takings, orders, related, given_away, commission, rows)

    def _commission_on(
        self, orders: Orders, days: NDArray[np.float64], paid: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        if not self._commission.is_paid:  # as in most worlds: nothing is looked up for it
            return np.empty(0)
        age = days - self.population.entry_days[orders.slots]
        return self._commission.on(self.population.channel[orders.slots], age, paid)

    def _pay_partners(self, period: int, sold: Sold) -> None:
        self.customer_books.post_commission(period, sold.orders, sold.commission)
        channels = self.scenario.acquisition.channel_names()
        of_each = np.bincount(self.population.channel[sold.orders.slots], sold.commission, len(channels))
        for name, channel in zip(channels, of_each.tolist(), strict=True):
            if channel:
                self.books.note_commission(period, name, channel)
