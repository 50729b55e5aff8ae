"""The review at which a strategy decides, and the levers of the firm that stay in force after it."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.actions import (
    CUSTOMER_LEVERS,
    FIRM_LEVERS,
    GIVEN,
    LEVERS,
    PAID_BY_HEAD,
    PAID_BY_TIME,
    Actions,
    FirmLevers,
)
from hooper.strategies.budget import Budget
from hooper.strategies.checked_actions import decided
from hooper.strategies.draws import Draws
from hooper.strategies.lever_payments import LeverPayments
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import RemembersReviews, Strategy

Numbers = NDArray[np.int64]
IsAllowed = NDArray[np.bool_]


def everything(rows: Numbers, levers: Numbers) -> IsAllowed:
    """Return that all levers may be pulled on the customers in rows, same shape."""
    del levers
    return np.ones(rows.size, np.bool_)


@dataclass
class StrategyReview:
    """Asks a strategy for actions, pays for them in order, and remembers the firm's levers.

    Actions are charged by the price list of the world; the strategy sees a copy of the budget. The firm's
    levers are charged as their costs fall due. Actions that may not be, or are done already, are left out
    before anything is paid. When an order or a referral could not be given what was promised, all that is
    given is `exhausted`: it is out of force until there is a new grant. `acted` tells which levers on
    customers the last review pulled, in the order of `CUSTOMER_LEVERS`. `memory` is what a strategy that
    `RemembersReviews` has written down. `payments` are for what levers the budget was spent: whoever gives
    away notes there on what.
    """

    strategy: Strategy
    budget: Budget
    grant_per_review: float
    levers: FirmLevers = field(default_factory=FirmLevers)
    exhausted: bool = False
    acted: tuple[bool, ...] = (False,) * len(CUSTOMER_LEVERS)
    memory: Mapping[str, NDArray[Any]] = field(default_factory=dict[str, NDArray[Any]])
    payments: LeverPayments = field(default_factory=LeverPayments)

    def review(
        self,
        view: ObservedView,
        draws: Draws,
        may_pull: Callable[[Numbers, Numbers], IsAllowed] = everything,
    ) -> Actions:
        """Grant the budget of this review and return the actions that were paid for.

        `may_pull` tells which levers one may pull on the customers in rows of the view, same shape. Raises
        `StrategyError` if the strategy fails, or wants what there cannot be.
        """
        self.budget.grant(self.grant_per_review)
        self.exhausted = False
        strategy = self.strategy
        if isinstance(strategy, RemembersReviews):
            view = replace(view, memory=self.memory)
        wanted = decided(strategy, view, replace(self.budget), draws)
        self.levers = wanted.firm
        allowed = wanted.at(np.flatnonzero(may_pull(wanted.rows, wanted.levers)))
        costs = self.budget.prices.costs_of(allowed.levers, allowed.strengths)
        paid = slice(self.budget.pay(costs))
        pulled = np.isin(np.arange(len(CUSTOMER_LEVERS)), allowed.levers[paid])
        self.acted = tuple(pulled.tolist())
        done = replace(allowed.at(paid), costs=costs[paid])
        self.payments.note_actions(done.levers, done.costs)
        if isinstance(strategy, RemembersReviews):
            self.memory = strategy.remember(view, done, replace(self.budget), draws)
        return done

    @property
    def gives(self) -> bool:
        """Whether there is money for discounts and rewards."""
        return self.budget.left > 0.0 and not self.exhausted

    def pulled(self, in_force: FirmLevers, *, members: bool) -> set[str]:
        """Return which levers are in force for everybody to see: no programme without `members`."""
        on_customers = dict(zip(CUSTOMER_LEVERS, self.acted, strict=True))
        on_customers["enrolment"] = self.gives and members
        pulled = on_customers | {name: getattr(in_force, name) > 0.0 for name in FIRM_LEVERS}
        return {name for name, is_pulled in pulled.items() if is_pulled}

    def put_in_force(self) -> FirmLevers:
        """Pay for a period of what costs by head or by time, and return the levers that are then in force."""
        budget, wanted = self.budget, self.levers
        refused = {} if self.gives else dict.fromkeys(GIVEN, 0.0)
        heads = {
            name: float(budget.pay(np.full(int(getattr(wanted, name)), budget.prices.per_period(name))))
            for name in PAID_BY_HEAD
        }
        strengths = {name: getattr(wanted, name) for name in PAID_BY_TIME}
        programmes = {
            name: strength * budget.pay(np.array([strength * budget.prices.per_period(name)]))
            for name, strength in strengths.items()
            if strength > 0.0
        }
        for name, amount in (heads | programmes).items():
            if amount > 0.0:
                self.payments.note(name, amount * budget.prices.per_period(name), amount)
        return replace(wanted, **refused, **heads, **programmes)

    def give_away(self, amounts: NDArray[np.float64]) -> int:
        """Pay for what is given away, the first ones first; return on how many of them."""
        count = self.budget.pay(amounts)
        self.exhausted |= count < amounts.size
        return count

    def take_back(self, lever: str, amount: float) -> None:
        """Take back what was set aside for a lever and has not been claimed."""
        self.budget.take_back(amount)
        self.payments.note(lever, -amount)

    def state(self) -> NDArray[np.float64]:
        """Return the budget's totals, if what is given is exhausted, levers in force, pulled, and paid for.

        The shape is `(4 + firm levers + customer levers + 2 levers,)`.
        """
        budget = self.budget
        money = (budget.granted, budget.spent, budget.refused)
        paid = self.payments.state().ravel()
        return np.array([*money, self.exhausted, *astuple(self.levers), *self.acted, *paid], np.float64)

    def restore(self, state: NDArray[np.float64], memory: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned, and what a strategy has written down."""
        self.memory = memory
        of_review, levers, acted, paid = np.split(state, [4, 4 + len(FIRM_LEVERS), 4 + len(LEVERS)])
        self.payments.restore(paid.reshape(2, len(LEVERS)))
        *money, exhausted = of_review.tolist()
        self.budget.granted, self.budget.spent, self.budget.refused = money
        self.levers, self.exhausted = FirmLevers(*levers.tolist()), bool(exhausted)
        self.acted = tuple(acted.astype(np.bool_).tolist())
