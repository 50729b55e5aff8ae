"""Contact fatigue: whoever is contacted too often hears offers less, and is irritated.

Recent contacts F fade with a half-life h, `F <- F 2^(-t/h)`, and each contact adds 1. Of them
`x = max(0, F - F_0)` are more than a customer bears: the pull of an offer becomes `pull / (1 + a x) - b x`,
so that the hazards of leaving rise by `e^(b x)` even where there is no offer.
Source: Kumar, Zhang and Luo (2014), Modeling customer opt-in and opt-out in a permission-based marketing
context, Journal of Marketing Research 51(4), for people who leave sooner the more they are written to.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.foundation.settings import NonNegative, Positive, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import law


class ContactFatigueSettings(Settings):
    """How many recent contacts are borne, what more of them do, and how fast they are forgotten."""

    half_life_months: Positive = assumed(1.0, low=0.5, high=3.0, source="assumed")
    contacts_borne: NonNegative = assumed(1.0, low=0.5, high=3.0, source="assumed")
    damping_per_contact_beyond: NonNegative = assumed(0.5, low=0.0, high=1.0, source="assumed")
    irritation_per_contact_beyond: NonNegative = assumed(
        0.10, low=0.0, high=0.30, source="assumed; Kumar, Zhang and Luo (2014) for the sign"
    )

    def constants(self, period_days: float) -> "ContactFatigue":
        """Return the numbers that the law reads, for periods of `period_days`."""
        kept = 0.5 ** (period_days / (self.half_life_months * DAYS_PER_MONTH))
        return ContactFatigue(
            kept,
            self.contacts_borne,
            self.damping_per_contact_beyond,
            self.irritation_per_contact_beyond,
        )


class ContactFatigue(NamedTuple):
    """The numbers that the law reads, per period."""

    kept: float
    borne: float
    damping: float
    irritation: float


@law(writes=("offer_pull", "recent_contacts"), settings=ContactFatigue, state={"recent_contacts": 0.0})
def contact_fatigue(offer_pull, recent_contacts, s):
    """Return the pull that is left of an offer in this period, and the recent contacts after it."""
    beyond = recent_contacts - s.borne if recent_contacts > s.borne else ZERO
    heard = offer_pull / (ONE + s.damping * beyond) - s.irritation * beyond
    return heard, s.kept * recent_contacts
