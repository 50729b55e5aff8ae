"""The money that a strategy may spend: it pays what it can and refuses the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.scenario.firm_settings import LeverSettings


@dataclass(frozen=True)
class Prices:
    """What the levers of a world cost: per offer, per enrolment, per agent and period; rewards as a share."""

    offer: float
    enrolment: float
    agent_per_period: float
    reward_rate: float

    @staticmethod
    def of(levers: LeverSettings, agent_cost_per_period: float) -> "Prices":
        """Return the price list of a world."""
        offer = levers.offer_contact_cost + levers.offer_value * levers.offer_strength
        return Prices(offer, levers.enrolment_cost, agent_cost_per_period, levers.reward_rate)


@dataclass
class Budget:
    """What is left, what was granted, and what was refused, in currency units.

    >>> budget = Budget(Prices(1.0, 1.0, 1.0, 0.0), periods_to_next_review=13)
    >>> budget.grant(2.5)
    >>> budget.affordable(np.array([1.0, 1.0, 1.0]))
    2
    """

    prices: Prices
    periods_to_next_review: int
    granted: float = 0.0
    spent: float = 0.0
    refused: float = 0.0

    @property
    def left(self) -> float:
        """What may still be spent; below zero when the last charge went beyond it."""
        return self.granted - self.spent

    def grant(self, amount: float) -> None:
        """Add the grant of a review to what is left."""
        self.granted += amount

    def affordable(self, costs: NDArray[np.float64]) -> int:
        """Return how many of the first actions the budget can pay for."""
        return int(np.searchsorted(np.cumsum(costs), max(self.left, 0.0), side="right"))

    def charge(self, amount: float) -> None:
        """Take a cost that has fallen due."""
        self.spent += amount

    def refuse(self, amount: float) -> None:
        """Note a cost that was asked for and not paid."""
        self.refused += amount
