"""Orders of a period: drawn, billed, charged, booked, remembered and recorded.

What is given away on them is paid from the budget of the strategy, first come, first served: an order that it
cannot pay for any more is billed at the full price.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.engine.bills import Bills, billed
from hooper.engine.books import Books, Takings
from hooper.engine.customer_books import CustomerBooks
from hooper.engine.orders import Orders
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.firm.commission import Commission
from hooper.firm.product_margins import ProductMargins
from hooper.firm.reward_points import RewardPoints
from hooper.firm.strategy_review import StrategyReview
from hooper.foundation.workers import Workers, shares
from hooper.history.running_summary import RunningSummary
from hooper.scenario.scenario import Scenario

_NOTHING: Final = np.empty(0)


class Terms(NamedTuple):
    """What orders of a period are sold at: discount and premium as shares of the usual price, and rewards."""

    discount: float
    premium: float
    reward_rate: float


@dataclass(frozen=True)
class Sold:
    """What a share of the customers bought: the money, in all and by order, and the rows of the purchases.

    `commission` is empty where no channel is a partner's.
    """

    takings: Takings
    orders: Orders
    related: NDArray[np.float64]
    given_away: NDArray[np.float64]
    rewards: NDArray[np.float64]
    commission: NDArray[np.float64]
    rows: dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class OrderBooking:
    """Where the orders of a world go. Without `points` members are rewarded at once, all alike."""

    scenario: Scenario
    population: Population
    summary: RunningSummary
    books: Books
    customer_books: CustomerBooks
    recorder: Recorder
    review: StrategyReview
    workers: Workers
    points: RewardPoints | None

    @property
    def log_is_whole(self) -> bool:
        """Whether every order comes into the log at once, and nobody is there who writes it down later."""
        return self.scenario.business_intelligence is None

    @cached_property
    def _commission(self) -> Commission:
        return Commission.of(self.scenario.acquisition.channels)

    @cached_property
    def _margins(self) -> ProductMargins | None:
        assortment, usual = self.scenario.assortment, self.scenario.economics.margin
        return ProductMargins.of(assortment, usual, self.scenario.price) if assortment else None

    def take(
        self,
        period: int,
        customers: int,
        orders_of: Callable[[slice], Orders],
        terms: Terms,
    ) -> list[Sold]:
        """Book the orders of so many customers, and charge the strategy with what was given away on them.

        `orders_of` draws those of a share of the customers; nobody is in two shares. Members earn rewards.
        """

        def bill(share: slice) -> Bills:
            return self._bill(orders_of(share), terms)

        def sell(bills: Bills) -> Sold:
            return self._sell(period, bills)

        due = self.workers.map(bill, shares(customers))
        parts = self.workers.map(sell, self._as_far_as_paid(due))
        for sold in parts:
            self._note_payments(sold, terms)
            self.books.book_takings(period, sold.takings)
            self.customer_books.post_orders(period, sold.orders, sold.related, sold.given_away)
            if self._commission.is_paid:
                self._pay_partners(period, sold)
            if terms.premium:
                self._book_premium(period, sold, terms.premium)
            if self._margins:
                self._book_products(period, sold, self._margins, terms.premium)
            if self.log_is_whole:
                self.recorder.add("transactions", sold.rows)
        return parts

    def _bill(self, drawn: Orders, terms: Terms) -> Bills:
        list_amount, *others = billed(
            drawn.list_amount,
            drawn.stages,
            self._reward_rates(drawn.slots, terms),
            self.scenario.price * (1.0 + terms.premium),
            np.array(self.scenario.economics.related_sales()),
            terms.discount,
        )
        return Bills(replace(drawn, list_amount=list_amount), *others)

    def _reward_rates(self, slots: NDArray[np.int64], terms: Terms) -> NDArray[np.float64]:
        """Return what share of the price comes back to who ordered, same shape."""
        if not terms.reward_rate:  # as in most periods: nobody is looked up for it
            return np.broadcast_to(0.0, slots.shape)
        rates = terms.reward_rate * self.summary.enrolled[slots]
        return rates * self.points.multipliers(slots) if self.points else rates

    def _as_far_as_paid(self, due: Sequence[Bills]) -> Sequence[Bills]:
        """Pay for what is given away, and return the bills without what the budget cannot pay."""
        wanted = np.concatenate([_NOTHING, *(bills.given_away for bills in due)])
        if self.review.budget.affordable(wanted) == wanted.size:
            self.review.give_away(wanted)
            return due
        queue = self._by_time(due)
        chosen = np.zeros(wanted.size, np.bool_)
        chosen[queue[: self.review.give_away(wanted[queue])]] = True
        ends = np.cumsum([bills.given_away.size for bills in due])[:-1]
        parts = zip(due, np.split(chosen, ends), strict=True)
        return [bills.with_gifts_only_on(paid_for) for bills, paid_for in parts]

    def _note_payments(self, sold: Sold, terms: Terms) -> None:
        """Tell discounts and the rewards of members apart in what was given away."""
        payments, takings = self.review.payments, sold.takings
        payments.note("enrolment", takings.rewards)
        if terms.discount > 0.0:
            discounts, discounted = takings.given_away - takings.rewards, np.count_nonzero(sold.given_away)
            payments.note("discount", discounts, float(discounted))

    def _by_time(self, due: Sequence[Bills]) -> NDArray[np.int64]:
        """Return the places of all orders by time; those of one moment by customer."""
        keys = [
            np.concatenate([getattr(bills.orders, name) for bills in due])
            for name in ("nth", "customer_id", "share")
        ]
        return np.lexsort(keys)

    def _sell(self, period: int, bills: Bills) -> Sold:
        orders, related = bills.orders, bills.related
        # Not (period + share) * days: that may round to the evening before a whole day.
        days = period * self.scenario.period_days + orders.share * self.scenario.period_days
        if self.log_is_whole:
            self.summary.book_purchases(orders.slots, days, bills.paid)
        commission = self._commission_on(orders, days, bills.paid)
        takings = Takings(
            list_amount=float(orders.list_amount.sum()),
            related=float(related.sum()),
            paid=float(bills.paid.sum()),
            rewards=float(bills.rewards.sum()),
            given_away=float(bills.given_away.sum()),
            commission=float(commission.sum()),
        )
        rows = {"customer_id": orders.customer_id, "time_days": days, "amount": bills.paid}
        return Sold(takings, orders, related, bills.given_away, bills.rewards, commission, rows)

    def _commission_on(
        self, orders: Orders, days: NDArray[np.float64], paid: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        if not self._commission.is_paid:  # as in most worlds: nothing is looked up for it
            return _NOTHING
        age = days - self.population.entry_days[orders.slots]
        return self._commission.on(self.population.channel[orders.slots], age, paid)

    def _pay_partners(self, period: int, sold: Sold) -> None:
        self.customer_books.post_commission(period, sold.orders, sold.commission)
        channels = self.scenario.acquisition.channel_names()
        of_each = np.bincount(self.population.channel[sold.orders.slots], sold.commission, len(channels))
        for name, channel in zip(channels, of_each.tolist(), strict=True):
            if channel:
                self.books.note_commission(period, name, channel)

    def _book_premium(self, period: int, sold: Sold, premium: float) -> None:
        """Book what a premium earns above the usual margin: it costs nothing to make."""
        gross = sold.orders.list_amount + sold.related
        more = (1.0 - self.scenario.margin) * (gross - gross / (1.0 + premium))
        self.books.book_own_margins(period, float(more.sum()))
        self.customer_books.post_own_margins(period, sold.orders, more)

    def _book_products(self, period: int, sold: Sold, margins: ProductMargins, premium: float) -> None:
        product = self.population.product[sold.orders.slots]
        more = margins.more_on(product, sold.orders.list_amount / (1.0 + premium))
        self.books.book_own_margins(period, float(more.sum()))
        self.customer_books.post_own_margins(period, sold.orders, more)
        sales = np.bincount(product, sold.rows["amount"], len(self.books.products))
        for name, amount in zip(self.books.products, sales.tolist(), strict=True):
            self.books.products[name][period] += amount
