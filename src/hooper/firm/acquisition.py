"""Acquisition: founders enter on their days, the firm's channels bring newcomers, and so do customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.channel import Channel, ChannelSpend
from hooper.firm.customer_ids import (
    FIRST_NAMED,
    FOUNDER,
    PAID,
    REFERRED,
    WORD_OF_MOUTH,
    acquired_ids,
    channel_of,
    founder_ids,
    person_ids,
    referred_ids,
    word_of_mouth_ids,
)
from hooper.firm.department import part_of
from hooper.firm.ill_talk import IllTalk
from hooper.firm.introductions import FROM_ELSEWHERE, Introductions
from hooper.firm.lead_funnel import LeadFunnel
from hooper.firm.newcomers_for_spend import NewcomersForSpend
from hooper.firm.prospect_pool import ProspectPool
from hooper.foundation.decisions import ACQUISITION_DAY, INTRODUCTION
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings
from hooper.scenario.market_settings import MarketSettings

_BY_NOBODY: Final = -1


@dataclass(frozen=True)
class Newcomers:
    """Customers who enter in a period: ids, days since the period began, and channels, all `(n,)`.

    `brought_by` holds the slots of the customers who introduced them, or -1.
    """

    customer_id: NDArray[np.uint64]
    day: NDArray[np.float64]
    channel: NDArray[np.uint8]
    brought_by: NDArray[np.int64]

    @classmethod
    def together(cls, parts: Sequence[Self]) -> Self:
        """Return the newcomers of all parts, in their order."""
        names = vars(parts[0])
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass
class Acquisition:
    """The sources of newcomers. What it must remember is plain data: who brings whom, and counts.

    Of those of the plan, whom the firm pays for one by one, `turned_away` did not come, since somebody had
    warned them, and `enquired` did; `more` come for what a strategy spends, and cost nothing beside. Named
    `channels` bring others, and have `spent`. All become customers at once, or `prospects` or leads first, if
    there are any.
    """

    settings: AcquisitionSettings
    founders: FounderSettings
    period_days: float
    ill_talk: IllTalk
    introductions: Introductions = field(default_factory=Introductions.none)
    turned_away: int = 0
    enquired: int = 0
    prospects: ProspectPool | LeadFunnel | None = None
    market: MarketSettings = field(default_factory=MarketSettings)
    more: NewcomersForSpend | None = None
    channels: tuple[Channel, ...] = field(init=False)
    spent: tuple[ChannelSpend, ...] = ()

    def __post_init__(self) -> None:
        """Open the named channels; their codes follow those of the built-in ones."""
        self.channels = tuple(
            Channel(settings, FIRST_NAMED + nth, self.founders.customers, self.period_days)
            for nth, settings in enumerate(self.settings.channels)
        )

    def arrivals(self, key: tuple[int, int], period: int) -> Newcomers:
        """Return who enters in a period, in a fixed order: founders, paid, referred, by word of mouth.

        Those of named channels follow the others whom the firm pays for.
        """
        before = max(period - 1, 0)
        taken_in = self._within_the_limit(key, before)
        referrals, talkers = (taken_in.of_kind(is_referral=kind) for kind in (True, False))
        parts = [
            self._founders(period),
            self._paid(key, period),
            self._brought(key, period, REFERRED, referrals, referred_ids(key, referrals.customer_id, before)),
            self._brought(
                key, period, WORD_OF_MOUTH, talkers, word_of_mouth_ids(key, talkers.customer_id, before)
            ),
        ]
        self.introductions = Introductions.none()
        self.ill_talk.heard = 0.0
        return Newcomers.together(parts)

    def spend_more(self, amount: float) -> None:
        """Spend an amount on more newcomers of this period, beyond the plan."""
        if self.more:
            self.more.spent = amount

    def who_come_by_themselves(self, key: tuple[int, int], period: int, ids: NDArray[np.uint64]) -> Newcomers:
        """Let people of a network enter who were not brought: the firm pays for them as for enquirers."""
        self.enquired += ids.size
        return _by_nobody(ids, _day_and_coming(key, ids, period)[0] * self.period_days, PAID)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        counts = np.array([self.ill_talk.heard, self.ill_talk.to_come, self.turned_away, self.enquired])
        kept = {name: each.copy() for name, each in vars(self.introductions).items()}
        for channel in self.channels:
            kept |= {f"channel.{channel.name}.{name}": each for name, each in channel.state().items()}
        owed = {"more": np.array(self.more.owed)} if self.more else {}
        return {**kept, **owed, "counts": counts}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.introductions = Introductions(
            state["customer_id"].astype(np.uint64),
            state["slot"].astype(np.int64),
            state["is_referral"].astype(np.bool_),
            state["person"].astype(np.int64),
        )
        self.ill_talk.heard, self.ill_talk.to_come = state["counts"][:2].tolist()
        self.turned_away, self.enquired = (int(count) for count in state["counts"][2:])
        if self.more:
            self.more.owed = float(state["more"])
        for channel in self.channels:
            channel.restore(part_of(state, f"channel.{channel.name}"))

    def planned(self, period: int) -> int:
        """Return how many newcomers the firm pays for in a period (the plan's fractions add up)."""
        per_day = (
            self.settings.newcomers_per_month_per_1000 * self.founders.customers / 1000.0 / DAYS_PER_MONTH
        )
        per_period = per_day * self.period_days
        before, after = (
            int(np.floor(per_period * (periods + self._extra_periods_of_demand(periods))))
            for periods in (period, period + 1)
        )
        return after - before

    def _demand_in(self, period: int) -> float:
        extra = self._extra_periods_of_demand(period + 1) - self._extra_periods_of_demand(period)
        return max(0.0, 1.0 + extra)

    def _extra_periods_of_demand(self, periods: int) -> float:
        months = self.period_days / DAYS_PER_MONTH
        return self.market.extra_months_of_demand(periods * months) / months

    def _founders(self, period: int) -> Newcomers:
        shares = np.asarray(self.founders.entry_day_shares)
        if shares.size <= period * self.period_days:
            return _by_nobody(founder_ids(0, 0), np.empty(0), FOUNDER)
        reached = np.floor(np.cumsum(shares) / shares.sum() * self.founders.customers + 0.5).astype(np.int64)
        days = np.arange(shares.size)
        entering = np.diff(reached, prepend=0) * (days // self.period_days == period)
        first = (
            int(reached[days // self.period_days < period][-1])
            if (days // self.period_days < period).any()
            else 0
        )
        day = np.repeat(days, entering) - period * self.period_days
        return _by_nobody(founder_ids(first, int(entering.sum())), day.astype(np.float64), FOUNDER)

    def _paid(self, key: tuple[int, int], period: int) -> Newcomers:
        planned = acquired_ids(PAID, period, self.planned(period))
        ids = np.concatenate([planned, self.more.come(period)]) if self.more else planned
        leads = sum(channel.seek(key, period, self._demand_in(period)).size for channel in self.channels)
        warned = self._share_turned_away(ids.size + leads)
        drawn = _day_and_coming(key, ids, period)
        coming = drawn[1] >= warned
        self.enquired = int(coming[: planned.size].sum())
        self.turned_away = planned.size - self.enquired
        named = [self._through(channel, key, period, warned) for channel in self.channels]
        self.spent = tuple(spent for _, spent in named)
        enquirers = np.concatenate([ids[coming], *(arrived for arrived, _ in named)])
        if self.prospects is None:
            late = [channel.on_their_way.days_of_last for channel in self.channels]
            day = np.concatenate([drawn[0][coming] * self.period_days, *late])
            return _by_nobody(enquirers, day, channel_of(enquirers))
        decided = self.prospects.decide(key, period, enquirers)
        day = _day_and_coming(key, decided, period)[0] * self.period_days
        return _by_nobody(decided, day, channel_of(decided))

    def _through(
        self, channel: Channel, key: tuple[int, int], period: int, warned: float
    ) -> tuple[NDArray[np.uint64], ChannelSpend]:
        """Return who reaches the firm in a period through a channel, and what that has cost."""
        coming = channel.leads[_day_and_coming(key, channel.leads, period)[1] >= warned]
        turned_away = channel.leads.size - coming.size
        return channel.bring(key, period, coming), channel.spent(turned_away)

    def _brought(
        self,
        key: tuple[int, int],
        period: int,
        channel: int,
        by: Introductions,
        ids: NDArray[np.uint64],
    ) -> Newcomers:
        known = by.person != FROM_ELSEWHERE
        if known.any():
            ids = np.where(known, person_ids(by.person, self.founders.customers), ids)
        day = _day_and_coming(key, ids, period)[0] * self.period_days
        return Newcomers(ids, day, np.full(ids.size, channel, np.uint8), by.slot)

    def _within_the_limit(self, key: tuple[int, int], period: int) -> Introductions:
        """Return the introductions of a period, or a fair lot of them if there are too many."""
        months = self.period_days / DAYS_PER_MONTH
        limit = (
            self.settings.most_introductions_per_month_per_1000 * self.founders.customers / 1000.0 * months
        )
        made = self.introductions
        if not limit or made.slot.size <= limit:
            return made
        lots = customer_words(key, made.customer_id, period, INTRODUCTION)[0]
        return made.chosen(np.sort(np.argsort(lots, kind="stable")[: int(limit)]))

    def _share_turned_away(self, planned: int) -> float:
        expected = self.ill_talk.heard * self.settings.turned_away_per_ill_talk
        return min(1.0, expected / planned) if planned else 0.0


def _by_nobody(
    ids: NDArray[np.uint64], day: NDArray[np.float64], channel: int | NDArray[np.uint8]
) -> Newcomers:
    return Newcomers(ids, day, np.full(ids.size, channel, np.uint8), np.full(ids.size, _BY_NOBODY))


def _day_and_coming(key: tuple[int, int], ids: NDArray[np.uint64], period: int) -> NDArray[np.float64]:
    return uniforms(customer_words(key, ids, period, ACQUISITION_DAY))
