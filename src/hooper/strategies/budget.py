"""The money that a strategy may spend: it pays what it can and refuses the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.actions import ENROLMENT, OFFER


@dataclass(frozen=True)
class Prices:
    """What the levers of a world cost, in currency units; rewards as a share of what members pay.

    An offer costs its contact and, for each unit of its strength, a gift. One to win somebody back costs its
    contact, and when it is taken up what a discount, a bundle or an upgrade is worth, in `win_back_gifts`.
    """

    contact: float
    gift: float
    enrolment: float
    agent_per_period: float
    reward_rate: float
    win_back_contact: float = 0.0
    win_back_gifts: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @staticmethod
    def of(levers: LeverSettings, agent_cost_per_period: float, reward_rate: float) -> "Prices":
        """Return the price list of a world."""
        gift = levers.offer_value * levers.offer_strength
        discount, upgrade = levers.win_back_discount_value, levers.win_back_upgrade_value
        return Prices(
            levers.offer_contact_cost,
            gift,
            levers.enrolment_cost,
            agent_cost_per_period,
            reward_rate,
            levers.win_back_contact_cost,
            (discount, discount + upgrade, upgrade),
        )

    @property
    def offer(self) -> float:
        """The cost of an offer of strength 1."""
        return self.contact + self.gift

    def costs_of(self, levers: NDArray[np.int64], strengths: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what actions on customers cost, whatever the strategy thought, shape `(n_actions,)`."""
        of_others = np.where(levers == ENROLMENT, self.enrolment, self.win_back_contact)
        return np.where(levers == OFFER, self.contact + self.gift * strengths, of_others)


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
