"""Contact policy: who may be contacted, how often in a month, and how tired of it customers have become.

Recent contacts F fade with a half-life h: `F <- F 2^(-t/h)`, and each contact adds 1. So whoever is contacted
every t has `F = r / (1 - r)`, `r = 2^(-t/h)`, before each contact. An offer has `1 / (1 + a F)` of its
strength, the chance to opt out for good is `p + q F`, and a contact on top of more than F_0 recent ones
irritates by `b (F - F_0)`.
Source: Kumar, Zhang and Luo (2014), Modeling customer opt-in and opt-out in a permission-based marketing
context, Journal of Marketing Research 51(4), for people who leave sooner the more they are written to.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Happened
from hooper.firm.room_by_slot import with_room
from hooper.foundation.decisions import CONSENT
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.campaign_settings import CampaignsSettings

# Whether a customer consents is a trait: it is drawn with one period for all.
_FOR_GOOD: Final = 0
_UNKNOWN, _YES, _NO = range(3)


class ContactPolicy:
    """Consent, contacts of the month, contacts so far, and recent ones, of every customer by slot."""

    def __init__(self, settings: CampaignsSettings) -> None:
        self.settings = settings
        self._month = 0
        self._consent = np.empty(0, np.uint8)
        self._this_month = np.empty(0, np.int64)
        self._counted = np.empty(0, np.int64)
        self._recent = np.empty(0)

    def begin(self, happened: Happened) -> None:
        """Let a period pass: recent contacts fade, and those that others have made are counted too."""
        self.meet(happened.there.slots, happened.there.customer_id, happened.key)
        self.turn_to(happened.begins_days + 0.5 * happened.period_days)
        half_life_days = self.settings.half_life_of_contact_months * DAYS_PER_MONTH
        self._recent *= float(np.float32(0.5 ** (happened.period_days / half_life_days)))
        of_others = happened.known.contacts[: self._counted.size] - self._counted
        whom = np.flatnonzero(of_others)
        self._count(whom, of_others[whom])

    def meet(self, slots: NDArray[np.int64], customer_id: NDArray[np.uint64], key: tuple[int, int]) -> None:
        """Learn of those in slots whether they consent, if that is not known yet."""
        self._make_room(int(slots.max(initial=-1)) + 1)
        is_new = self._consent[slots] == _UNKNOWN
        drawn = customer_words(key, customer_id[is_new], _FOR_GOOD, CONSENT)[0]
        never = uniforms(drawn) < self.settings.never_consented_share
        self._consent[slots[is_new]] = np.where(never, _NO, _YES)

    def turn_to(self, day: float) -> None:
        """Begin to count contacts anew if a day is in another month than the last one."""
        month = math.floor(day / DAYS_PER_MONTH)
        if month != self._month:
            self._month, self._this_month = month, np.zeros_like(self._this_month)

    def consents(self, slots: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who of the customers in slots may be contacted at all, same shape."""
        return self._consent[slots] == _YES

    def has_room(self, slots: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who of the customers in slots may be contacted once more this month, same shape."""
        return self._this_month[slots] < self.settings.most_contacts_per_month

    def irritation(self, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what a contact would irritate each of the customers in slots now, same shape."""
        beyond = np.maximum(0.0, self._recent[slots] - self.settings.contacts_borne)
        return self.settings.neglect_per_contact_beyond * beyond

    def contact(self, slots: NDArray[np.int64], lots: NDArray[np.float64]) -> NDArray[np.float64]:
        """Contact the customers in slots; return how much of an offer's strength reaches each, same shape.

        Those whose lot is below their chance opt out. Contacts of one moment do not tire for each other.
        """
        settings, recent = self.settings, self._recent[slots]
        chance = settings.opt_out_per_contact + settings.opt_out_per_recent_contact * recent
        self._consent[slots[lots < chance]] = _NO
        self._count(slots, np.ones(slots.size, np.int64))
        return 1.0 / (1.0 + settings.fatigue_per_recent_contact * recent)

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that has to be remembered."""
        return {
            "month": np.array(self._month),
            "consent": self._consent.copy(),
            "this_month": self._this_month.copy(),
            "counted": self._counted.copy(),
            "recent": self._recent.copy(),
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._month = int(state["month"])
        self._consent, self._this_month = state["consent"].copy(), state["this_month"].copy()
        self._counted, self._recent = state["counted"].copy(), state["recent"].copy()

    def _make_room(self, customers: int) -> None:
        for name in ("_consent", "_this_month", "_counted", "_recent"):
            setattr(self, name, with_room(getattr(self, name), customers))

    def _count(self, slots: NDArray[np.int64], contacts: NDArray[np.int64]) -> None:
        for counted in (self._this_month, self._counted, self._recent):
            np.add.at(counted, slots, contacts)
