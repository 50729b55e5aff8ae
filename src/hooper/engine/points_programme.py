"""The points programme of a world: what becomes of points is booked, and members feel how near a reward is.

What points are worth is a price concession when they are earned, with the orders that earn them
(`order_booking`). Redeeming moves money from what is owed to what was given. What expires goes back: to the
budget of the strategy, to the ledger, and to the accounts of the customers whose points they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.customer_books import CustomerBooks
from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.order_booking import Sold
from hooper.firm.reward_points import RewardPoints
from hooper.firm.strategy_review import StrategyReview
from hooper.foundation.decisions import REDEMPTION
from hooper.foundation.random_words import customer_words, uniforms
from hooper.mechanisms.life_stages import GONE

NAME = "reward_points"


@dataclass(frozen=True)
class PointsProgramme:
    """The points of a firm's members, with where they are booked, paid and felt."""

    points: RewardPoints
    firm: FirmAtWork
    customer_books: CustomerBooks
    review: StrategyReview

    def keep(self, period: int) -> None:
        """Credit the orders of a period, let members redeem and points expire, and book it."""
        firm = self.firm
        self.points.begin(period * firm.period_days)
        for sold in firm.sold:
            self._credit(sold)
        members = np.flatnonzero(firm.known.enrolled[: firm.population.size])
        there = members[firm.population.values_at("stage", members) < GONE]
        redeeming, redeemed = self._redeem(period, there)
        broken = self._expire(period)
        self._let_feel(members, redeeming)
        operations = {
            "earned": sum(sold.takings.rewards for sold in firm.sold),
            "redeemed": redeemed,
            "broken": broken,
            "outstanding": self.points.outstanding,
            **self._members_by_tier(there),
        }
        firm.books.note_operations(period, NAME, operations)

    def make_room(self, customers: int) -> None:
        """See to it that there is room for so many customers."""
        self.points.make_room(customers)

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that has to be remembered."""
        return self.points.state()

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.points.restore(state)

    def _credit(self, sold: Sold) -> None:
        by_members = np.flatnonzero(self.firm.known.enrolled[sold.orders.slots])
        self.points.earn(
            sold.orders.slots[by_members],
            np.asarray(sold.rows["time_days"], np.float64)[by_members],
            np.asarray(sold.rows["amount"], np.float64)[by_members],
            sold.rewards[by_members],
        )

    def _redeem(self, period: int, there: NDArray[np.int64]) -> tuple[NDArray[np.int64], float]:
        can = self.points.have_a_reward(there)
        ids = self.firm.population.customer_id[can]
        lots = uniforms(customer_words(self.firm.key_of(period), ids, period, REDEMPTION)[0])
        return self.points.redeem(can, lots, self.firm.period_days)

    def _expire(self, period: int) -> float:
        """Let points expire, and give back what was set aside for them."""
        slots, worth = self.points.expire((period + 1) * self.firm.period_days)
        broken = float(worth.sum())
        self.firm.books.book_unclaimed(period, broken)
        self.customer_books.post_unclaimed(period, slots, worth)
        self.review.take_back("enrolment", broken)
        return broken

    def _let_feel(self, members: NDArray[np.int64], redeeming: NDArray[np.int64]) -> None:
        population = self.firm.population
        population.write("reward_progress", members, self.points.progress(members).astype(np.float32))
        population.write("rewarded", redeeming, np.float32(1.0))
        population.write("member", members, self.points.bonds(members).astype(np.float32))

    def _members_by_tier(self, there: NDArray[np.int64]) -> dict[str, float]:
        """Return how many members there are, in all and in each tier above the base."""
        tiers = self.points.settings.tiers
        in_tier = np.bincount(self.points.tiers(there), minlength=1 + len(tiers)).astype(float)
        above = {f"members_{tier.name}": in_tier[1 + k] for k, tier in enumerate(tiers)}
        return {"members": float(there.size), **above}
