"""The money that a strategy may spend: it pays what it can and refuses the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import CUSTOMER_LEVERS, OFFER, PAID_BY_TIME, Actions, FirmLevers

_NEARLY: Final = 1.0 - 1e-9


@dataclass(frozen=True)
class Prices:
    """What the levers of a world cost, in currency units; rewards as a share of what members pay.

    An offer costs its contact and, for each unit of its strength, a gift. One to win somebody back costs its
    contact, and when it is taken up what a discount, a bundle or an upgrade is worth, in `win_back_gifts`.
    `of_strength` has what other levers on a customer cost at strength 1, `of_programmes` what programmes of
    the firm cost a period at strength 1, and `referral_reward` is what one reward is worth. A firm also knows
    its `margin`, and what it costs on average to serve a customer.
    """

    contact: float
    gift: float
    enrolment: float
    agent_per_period: float
    reward_rate: float
    win_back_contact: float = 0.0
    win_back_gifts: tuple[float, float, float] = (0.0, 0.0, 0.0)
    referral_reward: float = 0.0
    of_strength: Mapping[str, float] = field(default_factory=dict[str, float])
    of_programmes: Mapping[str, float] = field(default_factory=dict[str, float])
    margin: float = 0.0
    serving_cost_per_month: float = 0.0

    @staticmethod
    def of(scenario: Scenario) -> "Prices":
        """Return the price list of a world."""
        levers, months = scenario.levers, scenario.period_days / DAYS_PER_MONTH
        gift = levers.offer_value * levers.offer_strength
        discount, upgrade = levers.win_back_discount_value, levers.win_back_upgrade_value
        return Prices(
            levers.offer_contact_cost,
            gift,
            levers.enrolment_cost,
            scenario.desk.agent_cost_per_month * scenario.period_days / DAYS_PER_MONTH,
            scenario.reward_rate,
            levers.win_back_contact_cost,
            (discount, discount + upgrade, upgrade),
            levers.referral_reward_value,
            levers.of_strength(),
            {
                name: cost * months * scenario.founders.customers / 1000.0
                for name, cost in levers.of_programmes().items()
            },
            scenario.margin,
            scenario.economics.flat_serving_cost_per_month,
        )

    @property
    def offer(self) -> float:
        """The cost of an offer of strength 1."""
        return self.contact + self.gift

    def of_action(self, lever: int) -> float:
        """Return what a lever on a customer costs at strength 1."""
        return float(self.costs_of(np.array([lever]), np.ones(1))[0])

    def per_period(self, lever: str) -> float:
        """Return what a lever of the firm that is paid by head or by time costs a period at strength 1.

        What is spent on newcomers is its own price.
        """
        return {"extra_agents": self.agent_per_period, "acquisition": 1.0, **self.of_programmes}[lever]

    def of_a_period(self, levers: FirmLevers) -> float:
        """Return what the levers of the firm cost a period that are paid by head or by time."""
        by_time = sum(getattr(levers, name) * self.per_period(name) for name in PAID_BY_TIME)
        return levers.extra_agents * self.agent_per_period + by_time

    def costs_of(self, levers: NDArray[np.int64], strengths: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what actions on customers cost, whatever the strategy thought, shape `(n_actions,)`."""
        at_all, of_strength = self._of_actions
        return at_all[levers] + of_strength[levers] * strengths

    def work_of(self, actions: Actions) -> float:
        """Return what actions on customers cost without the gifts in offers."""
        at_all, of_strength = self._of_actions
        counts, strengths = (
            np.bincount(actions.levers, weights, len(CUSTOMER_LEVERS))
            for weights in (None, actions.strengths * (actions.levers != OFFER))
        )
        return float((counts * at_all).sum() + (strengths * of_strength).sum())

    @cached_property
    def _of_actions(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What levers on customers cost at all, and for each unit of strength, both `(n_levers,)`."""
        at_all = {"offer": self.contact, "enrolment": self.enrolment}
        at_all |= {name: self.win_back_contact for name in CUSTOMER_LEVERS if name.startswith("win_back")}
        of_strength = {"offer": self.gift, **self.of_strength}
        return _in_order(at_all), _in_order(of_strength)


def _in_order(costs: Mapping[str, float]) -> NDArray[np.float64]:
    """Return costs by the number of the lever, 0 for those that are not named, `(n_levers,)`."""
    return np.array([costs.get(name, 0.0) for name in CUSTOMER_LEVERS])


def affordable(costs: NDArray[np.float64], money: float) -> int:
    """Return how many of the first costs an amount of money pays.

    >>> affordable(np.array([1.0, 1.0, 1.0]), 2.5)
    2
    """
    if float(costs.sum()) <= money:
        return costs.size
    return int(np.searchsorted(np.cumsum(costs), money, side="right"))


@dataclass
class Budget:
    """What is left, what was granted, and what was refused, in currency units; it is never overdrawn.

    >>> budget = Budget(Prices(0.5, 0.5, 1.0, 1.0, 0.0), periods_to_next_review=13)
    >>> budget.grant(2.5)
    >>> budget.pay(np.array([1.0, 1.0, 1.0]))
    2
    >>> budget.spent, budget.refused, budget.left
    (2.0, 1.0, 0.5)
    """

    prices: Prices
    periods_to_next_review: int
    granted: float = 0.0
    spent: float = 0.0
    refused: float = 0.0

    @property
    def left(self) -> float:
        """What may still be spent: never below zero."""
        return self.granted - self.spent

    def grant(self, amount: float) -> None:
        """Add the grant of a review to what is left."""
        self.granted += amount

    def affordable(self, costs: NDArray[np.float64]) -> int:
        """Return how many of the first costs there is money for."""
        return affordable(costs, self.left)

    def buys(self, price: float, wanted: int) -> int:
        """Return how many of so many things of one price there is money for."""
        return min(wanted, int(self.left // price)) if price > 0.0 else wanted

    def strength_until_next_review(self, lever: str, most: float) -> float:
        """Return with what strength a programme of the firm can be paid until the next review."""
        price = self.prices.per_period(lever) * self.periods_to_next_review
        # A hair less than all, so that rounding does not leave the last period unpaid.
        return min(most, self.left * _NEARLY / price) if price > 0.0 else most

    def pay(self, costs: NDArray[np.float64]) -> int:
        """Pay the first costs that there is money for and refuse the rest; return how many were paid."""
        count = self.affordable(costs)
        # Sums of the same costs in another order may differ in the last bit: that is not overdrawn either.
        self.spent = min(self.spent + float(costs[:count].sum()), self.granted)
        self.refused += float(costs[count:].sum())
        return count

    def take_back(self, amount: float) -> None:
        """Take back what was set aside and has not been claimed."""
        self.spent = max(self.spent - amount, 0.0)
