"""Reward points: what members have earned and not redeemed, until it is redeemed or expires.

What points are worth is set aside when they are earned; until they are redeemed it is what the firm owes its
members. Whoever has enough for a reward redeems all whole rewards with a chance a month. When a member has
not bought for some months, all points of hers expire (breakage). So at any time

    earned = redeemed + broken + outstanding.

A member is in the highest tier that her spend of this year or of the last one reaches, so that who comes up
stays until the end of the next year. Years are those of the world, from its first day on.
Source: Breugelmans et al. (2015), Advancing research on loyalty programs, Marketing Letters 26(2), for
expiry, tiers and what the firm owes.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.firm.room_by_slot import with_room
from hooper.foundation.jit import compiled
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR, fraction_over
from hooper.scenario.reward_points_settings import RewardPointsSettings

_ARRAYS = ("_worth", "_last_days", "_spend_of_year", "_spend_of_last_year")


class RewardPoints:
    """The points of members, by slot, in what they are worth.

    >>> points = RewardPoints(RewardPointsSettings())
    >>> points.make_room(1)
    >>> points.earn(np.array([0]), np.array([2.0]), np.array([50.0]), np.array([1.5]))
    >>> points.outstanding, points.progress(np.array([0])).tolist()
    (1.5, [0.5])
    """

    def __init__(self, settings: RewardPointsSettings) -> None:
        self.settings = settings
        self._year = 0
        self._worth = np.empty(0)
        self._last_days = np.empty(0)
        self._spend_of_year = np.empty(0)
        self._spend_of_last_year = np.empty(0)

    @property
    def outstanding(self) -> float:
        """What the points are worth that have neither been redeemed nor expired."""
        return float(self._worth.sum())

    def worth(self, customers: int) -> NDArray[np.float64]:
        """Return what the points of the first `customers` customers are worth, shape `(customers,)`."""
        return with_room(self._worth[:customers], customers).copy()

    def make_room(self, customers: int) -> None:
        """See to it that there is room for so many customers."""
        for name in _ARRAYS:
            setattr(self, name, with_room(getattr(self, name), customers))

    def begin(self, begins_days: float) -> None:
        """Let a period begin; orders of a period count in the year in which it begins."""
        year = int(begins_days // DAYS_PER_YEAR)
        if year > self._year:
            self._year = year
            self._spend_of_last_year = self._spend_of_year
            self._spend_of_year = np.zeros(self._spend_of_year.size)

    def tiers(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the tier of each of the members in slots, 0 for the base, same shape."""
        spend = np.maximum(self._spend_of_year[slots], self._spend_of_last_year[slots])
        return np.searchsorted([tier.spend_per_year for tier in self.settings.tiers], spend, side="right")

    def multipliers(self, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the factor on the points of each of the members in slots, same shape."""
        return np.array(self.settings.points_multipliers)[self.tiers(slots)]

    def bonds(self, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what membership does to each of the members in slots, as against the base, same shape."""
        return np.array(self.settings.bonds)[self.tiers(slots)]

    def earn(
        self,
        slots: NDArray[np.int64],
        time_days: NDArray[np.float64],
        paid: NDArray[np.float64],
        worth: NDArray[np.float64],
    ) -> None:
        """Credit the orders of members: when, what was paid, what their points are worth, all `(n,)`."""
        _credit(self._worth, self._spend_of_year, self._last_days, slots, time_days, paid, worth)

    def have_a_reward(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which of the members in slots have enough for a reward."""
        return slots[self._worth[slots] >= self.settings.worth_of_reward]

    def redeem(
        self, slots: NDArray[np.int64], lots: NDArray[np.float64], period_days: float
    ) -> tuple[NDArray[np.int64], float]:
        """Let those with a reward redeem all whole ones; return who does, and what that is worth in all.

        Those whose lot, of the shape of slots, is below the chance of a period do.
        """
        who = slots[lots < fraction_over(self.settings.redemption_per_month, period_days)]
        rest = self._worth[who] % self.settings.worth_of_reward
        redeemed = float((self._worth[who] - rest).sum())
        self._worth[who] = rest
        return who, redeemed

    def expire(self, today_days: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Let the points expire of all who have not bought for too long; return whose, and their worth."""
        latest = today_days - self.settings.idle_months_to_expiry * DAYS_PER_MONTH
        slots = np.flatnonzero((self._worth > 0.0) & (self._last_days <= latest))
        broken = self._worth[slots]
        self._worth[slots] = 0.0
        return slots, broken

    def progress(self, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the share that is earned of the next reward of each of the members in slots."""
        worth_of_reward = self.settings.worth_of_reward
        return self._worth[slots] % worth_of_reward / worth_of_reward

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that has to be remembered."""
        arrays = {name.removeprefix("_"): getattr(self, name).copy() for name in _ARRAYS}
        return {**arrays, "year": np.array(self._year)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._year = int(state["year"])
        for name in _ARRAYS:
            setattr(self, name, state[name.removeprefix("_")].copy())


@compiled
def _credit(
    worth_of_each: NDArray[np.float64],
    spend_of_each: NDArray[np.float64],
    last_days: NDArray[np.float64],
    slots: NDArray[np.int64],
    time_days: NDArray[np.float64],
    paid: NDArray[np.float64],
    worth: NDArray[np.float64],
) -> None:
    """Credit orders to the members in slots, one after the other."""
    for k in range(slots.size):
        worth_of_each[slots[k]] += worth[k]
        spend_of_each[slots[k]] += paid[k]
        last_days[slots[k]] = max(last_days[slots[k]], time_days[k])
