"""Acquisition: founders enter on their days, the firm buys newcomers, and customers bring some."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.firm.customer_ids import FOUNDER, PAID, REFERRED, acquired_ids, founder_ids, referred_ids
from hooper.foundation.decisions import ACQUISITION_DAY
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings


@dataclass(frozen=True)
class Newcomers:
    """Customers who enter in a period: ids, days since the period began, and channels, all `(n,)`."""

    customer_id: NDArray[np.uint64]
    day: NDArray[np.float64]
    channel: NDArray[np.uint8]


_NOBODY = Newcomers(np.empty(0, np.uint64), np.empty(0), np.empty(0, np.uint8))


@dataclass
class Acquisition:
    """The sources of newcomers. What it must remember is plain data: the three counts at the end.

    `turned_away` newcomers were paid for and did not come, since somebody had warned them.
    """

    settings: AcquisitionSettings
    founders: FounderSettings
    period_days: float
    referrers: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    ill_talks: float = 0.0
    turned_away: int = 0

    def arrivals(self, key: tuple[int, int], period: int) -> Newcomers:
        """Return who enters in a period, in a fixed order: founders, paid, referred."""
        parts = [self._founders(period), self._paid(key, period), self._referred(key, period)]
        self.referrers = np.empty(0, np.uint64)
        self.ill_talks = 0.0
        return Newcomers(
            np.concatenate([part.customer_id for part in parts]),
            np.concatenate([part.day for part in parts]),
            np.concatenate([part.channel for part in parts]),
        )

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        counts = np.array([self.ill_talks, self.turned_away])
        return {"referrers": self.referrers.copy(), "counts": counts}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.referrers = state["referrers"].astype(np.uint64)
        self.ill_talks, self.turned_away = float(state["counts"][0]), int(state["counts"][1])

    def planned(self, period: int) -> int:
        """Return how many newcomers the firm pays for in a period (the plan's fractions add up)."""
        per_day = (
            self.settings.newcomers_per_month_per_1000 * self.founders.customers / 1000.0 / DAYS_PER_MONTH
        )
        per_period = per_day * self.period_days
        return int(np.floor(per_period * (period + 1))) - int(np.floor(per_period * period))

    def _founders(self, period: int) -> Newcomers:
        if period * self.period_days >= len(self.founders.entry_day_shares):
            return _NOBODY
        shares = np.asarray(self.founders.entry_day_shares)
        reached = np.floor(np.cumsum(shares) / shares.sum() * self.founders.customers + 0.5).astype(np.int64)
        days = np.arange(shares.size)
        entering = np.diff(reached, prepend=0) * (days // self.period_days == period)
        first = (
            int(reached[days // self.period_days < period][-1])
            if (days // self.period_days < period).any()
            else 0
        )
        day = np.repeat(days, entering) - period * self.period_days
        count = int(entering.sum())
        return Newcomers(founder_ids(first, count), day.astype(np.float64), np.full(count, FOUNDER, np.uint8))

    def _paid(self, key: tuple[int, int], period: int) -> Newcomers:
        ids = acquired_ids(PAID, period, self.planned(period))
        drawn = _day_and_coming(key, ids, period)
        coming = drawn[1] >= self._share_turned_away(ids.size)
        self.turned_away = int(ids.size - coming.sum())
        count = int(coming.sum())
        return Newcomers(ids[coming], drawn[0][coming] * self.period_days, np.full(count, PAID, np.uint8))

    def _referred(self, key: tuple[int, int], period: int) -> Newcomers:
        ids = referred_ids(key, self.referrers, max(period - 1, 0))
        drawn = _day_and_coming(key, ids, period)
        return Newcomers(ids, drawn[0] * self.period_days, np.full(ids.size, REFERRED, np.uint8))

    def _share_turned_away(self, planned: int) -> float:
        expected = self.ill_talks * self.settings.turned_away_per_ill_talk
        return min(1.0, expected / planned) if planned else 0.0


def _day_and_coming(key: tuple[int, int], ids: NDArray[np.uint64], period: int) -> NDArray[np.float64]:
    return uniforms(customer_words(key, ids, period, ACQUISITION_DAY))
