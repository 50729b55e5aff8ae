"""Contacts of a strategy under the contact policy of the firm: whom it may contact, and what comes of it.

Where the policy is for everybody, an offer or an invitation to whoever has not consented, or has had the
contacts of a month, is not sent and not paid; an offer to whoever is tired reaches her with part of its
strength; and a contact may let her opt out, and irritates on top of too many.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.firm.contact_policy import ContactPolicy
from hooper.foundation.decisions import STRATEGY_CONTACT
from hooper.foundation.random_words import customer_words, uniforms


@dataclass
class StrategyContacts:
    """What a review may do to customers; `customer_id` is that of each slot, `period` that of the review.

    `held_back` counts the actions that were not allowed, `opted_out` the customers who wish no more.
    """

    policy: ContactPolicy
    key: tuple[int, int]
    period: int
    customer_id: NDArray[np.uint64]
    held_back: int = 0
    opted_out: int = 0

    def begin(self, day: float) -> None:
        """Open the review of a day."""
        self.policy.meet(np.arange(self.customer_id.size), self.customer_id, self.key)
        self.policy.turn_to(day)

    def allowed(self, slots: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return whom of the customers in slots may be contacted, same shape."""
        allowed = self.policy.consents(slots) & self.policy.has_room(slots)
        self.held_back += int(slots.size - allowed.sum())
        return allowed

    def contact(self, slots: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Contact the customers in slots; return what share of an offer reaches each, and irritation."""
        lots = uniforms(customer_words(self.key, self.customer_id[slots], self.period, STRATEGY_CONTACT)[0])
        irritation = self.policy.irritation(slots)
        reached = self.policy.contact(slots, lots)
        whom = np.unique(slots)
        self.opted_out += int(whom.size - self.policy.consents(whom).sum())
        return reached, irritation
