"""One named channel at work: what is spent on it in a period, and whom it brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import part_of
from hooper.firm.diffusion import Diffusion
from hooper.firm.partner_leads import NO_PARTNER, PartnerLeads
from hooper.firm.response_to_spend import ResponseToSpend
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.channel_settings import ChannelSettings


class Source(Protocol):
    """Whom a channel reaches."""

    def come(self, key: tuple[int, int], period: int, months: float) -> NDArray[np.uint64]:
        """Return the ids of whom the channel brings to the firm's door in so many months."""
        ...

    def settle(self, came: NDArray[np.uint64]) -> None:
        """Note who was not turned away."""
        ...

    def per_unit_more(self) -> float:
        """Return how many more one currency unit more would bring."""
        ...

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        ...

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        ...


@dataclass(frozen=True)
class ChannelSpend:
    """What a channel cost in a period, in currency units: in all, and for those who were warned off.

    `newcomers_by_doubling` is how many more would come for twice the spend, by the slope of the response.
    """

    name: str
    code: int
    spend: float
    destroyed: float
    newcomers_by_doubling: float


class Channel:
    """A channel; `code` is its number in ids and histories, `leads` are those of the period.

    >>> press = ChannelSettings(name="press", spend_per_month_per_1000=100.0, most_per_month_per_1000=8.0)
    >>> channel = Channel(press, code=4, founders=2_000, period_days=DAYS_PER_MONTH)
    >>> channel.seek((1, 0), 0, demand=1.0).size, channel.spent(turned_away=0).spend
    (8, 200.0)
    """

    def __init__(self, settings: ChannelSettings, code: int, founders: int, period_days: float) -> None:
        self.name, self.code = settings.name, code
        self._settings = settings
        self._period_months = period_days / DAYS_PER_MONTH
        self._spend_per_month = settings.spend_per_month_per_1000 * founders / 1000.0
        partner = settings.partner or NO_PARTNER
        self._kept = 1.0 - partner.leakage_share
        self._source: Source = (
            Diffusion(settings.diffusion, code, founders)
            if settings.diffusion
            else ResponseToSpend(settings, code, founders)
        )
        self.on_their_way = PartnerLeads(partner, period_days)
        self.leads = np.empty(0, np.uint64)
        self._spend, self._doubling = 0.0, 0.0

    def seek(self, key: tuple[int, int], period: int, demand: float) -> NDArray[np.uint64]:
        """Spend, and return the ids of whom that brings; `demand` is how many times as many come as usual."""
        months = self._active_months(period)
        self._spend = self._spend_per_month * months
        self._doubling = self._spend * self._source.per_unit_more() * demand * self._kept
        self.leads = self._source.come(key, period, months * demand)
        return self.leads

    def bring(self, key: tuple[int, int], period: int, coming: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return who reaches the firm in a period; `coming` are its leads who were not warned off."""
        self._source.settle(coming)
        return self.on_their_way.pass_on(key, period, coming)

    def spent(self, turned_away: int) -> ChannelSpend:
        """Return what the period cost; so many of its leads were turned away."""
        share = turned_away / max(1, self.leads.size)
        doubling = self._doubling * (1.0 - share)
        return ChannelSpend(self.name, self.code, self._spend, self._spend * share, doubling)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        parts = {"source": self._source.state(), "on_their_way": self.on_their_way.state()}
        return {f"{part}.{name}": each for part, state in parts.items() for name, each in state.items()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._source.restore(part_of(state, "source"))
        self.on_their_way.restore(part_of(state, "on_their_way"))

    def _active_months(self, period: int) -> float:
        begins, ends = (each * self._period_months for each in (period, period + 1))
        until = self._settings.until_months
        return max(
            0.0, (ends if until is None else min(ends, until)) - max(begins, self._settings.from_months)
        )
