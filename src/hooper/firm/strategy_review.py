"""The review at which a strategy decides, and the levers of the firm that stay in force after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.actions import OFFER, Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import RemembersReviews, Strategy

Rows = NDArray[np.int64]
IsAllowed = NDArray[np.bool_]


def everybody(rows: Rows) -> IsAllowed:
    """Return that all of the customers in rows may be contacted, same shape."""
    return np.ones(rows.size, np.bool_)


@dataclass
class StrategyReview:
    """Asks a strategy for actions, pays for them in order, and remembers the firm's levers.

    Actions are charged by the price list of the world; the strategy sees a copy of the budget. The firm's
    levers are charged as their costs fall due. Actions on customers who may not be contacted are left out
    before anything is paid. When an order could not be given what was promised, discount
    and programme are `exhausted`: they are out of force until there is a new grant. It `makes_offers` if the
    last review made any. `memory` is what a strategy that `RemembersReviews` has written down.
    """

    strategy: Strategy
    budget: Budget
    grant_per_review: float
    levers: FirmLevers = field(default_factory=FirmLevers)
    exhausted: bool = False
    makes_offers: bool = False
    memory: Mapping[str, NDArray[Any]] = field(default_factory=dict[str, NDArray[Any]])

    def review(
        self, view: ObservedView, draws: Draws, may_contact: Callable[[Rows], IsAllowed] = everybody
    ) -> Actions:
        """Grant the budget of this review and return the actions that were paid for.

        `may_contact` tells whom of the customers in rows of the view one may contact, same shape.
        """
        self.budget.grant(self.grant_per_review)
        self.exhausted = False
        strategy = self.strategy
        if isinstance(strategy, RemembersReviews):
            view = replace(view, memory=self.memory)
        wanted = strategy.decide(view, replace(self.budget), draws)
        self.levers = wanted.firm
        allowed = wanted.at(np.flatnonzero(may_contact(wanted.rows)))
        costs = self.budget.prices.costs_of(allowed.levers, allowed.strengths)
        paid = slice(self.budget.pay(costs))
        self.makes_offers = bool((allowed.levers[paid] == OFFER).any())
        done = replace(allowed.at(paid), costs=costs[paid])
        if isinstance(strategy, RemembersReviews):
            self.memory = strategy.remember(view, done, replace(self.budget), draws)
        return done

    @property
    def gives(self) -> bool:
        """Whether there is money for discounts and rewards."""
        return self.budget.left > 0.0 and not self.exhausted

    def pulled(self, *, members: bool) -> set[str]:
        """Return which levers that rivals can imitate are in force: no programme without `members`."""
        in_force = {
            "discount": self.gives and self.levers.discount > 0.0,
            "programme": self.gives and members,
            "offer": self.makes_offers,
        }
        return {name for name, is_pulled in in_force.items() if is_pulled}

    def hire(self) -> FirmLevers:
        """Pay the wages of a period, and return the firm's levers with the agents who then come."""
        agents = self.budget.pay(np.full(self.levers.extra_agents, self.budget.prices.agent_per_period))
        return FirmLevers(self.levers.discount if self.gives else 0.0, agents)

    def give_away(self, amounts: NDArray[np.float64]) -> int:
        """Pay for what is given away on orders, the first ones first; return on how many of them."""
        count = self.budget.pay(amounts)
        self.exhausted |= count < amounts.size
        return count

    def state(self) -> NDArray[np.float64]:
        """Return the budget's totals, the levers in force, if they are exhausted, and if offers are made.

        The shape is `(7,)`.
        """
        budget, levers = self.budget, self.levers
        money = (budget.granted, budget.spent, budget.refused)
        in_force = levers.discount, float(levers.extra_agents)
        return np.array([*money, *in_force, float(self.exhausted), float(self.makes_offers)])

    def restore(self, state: NDArray[np.float64], memory: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned, and what a strategy has written down."""
        self.memory = memory
        *money, discount, agents, exhausted, makes_offers = state.tolist()
        self.budget.granted, self.budget.spent, self.budget.refused = money
        self.levers, self.exhausted = FirmLevers(discount, int(agents)), bool(exhausted)
        self.makes_offers = bool(makes_offers)
