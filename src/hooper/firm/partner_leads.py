"""Leads on their way through a partner: some are lost, the others come later."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import ACQUISITION_DAY, PARTNER_LEAD
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario.partner_settings import PartnerSettings

_KEPT = ("customer_id", "due", "day")
# A firm that deals with its customers itself: whoever comes is there at once.
NO_PARTNER: Final = PartnerSettings(
    commission_share=0.0, commission_months=0.0, quality_noise_sd=0.0, delay_weeks=0.0, leakage_share=0.0
)


class PartnerLeads:
    """Leads that have not reached the firm: ids, periods in which they will, and days in these, `(n,)`.

    >>> late = PartnerLeads(PartnerSettings(delay_weeks=1.0, leakage_share=0.0), period_days=7.0)
    >>> [late.pass_on((1, 0), period, np.arange(3, dtype=np.uint64)).size for period in range(2)]
    [0, 3]
    """

    def __init__(self, settings: PartnerSettings, period_days: float) -> None:
        self._period_days = period_days
        self._delay_days = settings.delay_weeks * DAYS_PER_WEEK
        self._leakage = settings.leakage_share
        self.customer_id = np.empty(0, np.uint64)
        self.due = np.empty(0, np.int64)
        self.day = np.empty(0)
        self.days_of_last = np.empty(0)

    def pass_on(self, key: tuple[int, int], period: int, ids: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Take in the leads of a period; return the ids of those who reach the firm in it.

        The days on which they do, since the period began, are in `days_of_last`.
        """
        lost = uniforms(customer_words(key, ids, period, PARTNER_LEAD)[2]) < self._leakage
        kept = ids[~lost]
        asked = uniforms(customer_words(key, kept, period, ACQUISITION_DAY))[0] * self._period_days
        later = np.floor((asked + self._delay_days) / self._period_days).astype(np.int64)
        day = asked + self._delay_days - later * self._period_days
        self.customer_id = np.concatenate([self.customer_id, kept])
        self.due = np.concatenate([self.due, period + later])
        self.day = np.concatenate([self.day, day])
        now = self.due <= period
        arrived, self.days_of_last = self.customer_id[now], self.day[now]
        for name in _KEPT:
            setattr(self, name, getattr(self, name)[~now])
        return arrived

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {name: getattr(self, name).copy() for name in _KEPT}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.customer_id = state["customer_id"].astype(np.uint64)
        self.due, self.day = state["due"].astype(np.int64), state["day"].astype(np.float64)
