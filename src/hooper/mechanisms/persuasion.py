"""Persuasion: an offer holds back those whom it persuades, and drives off those whom it annoys.

The pull of an offer on the hazards of leaving is `offer strength * persuadability`, and an offer fades
at a constant rate (Ascarza 2018: the persuadable are not the same people as those at risk).
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ZERO
from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class PersuasionSettings(Settings):
    """How fast the memory of an offer fades."""

    fading_per_month: Probability = assumed(
        0.30, low=0.15, high=0.50, source="assumed: half is gone after two months"
    )

    def constants(self, period_days: float) -> "Persuasion":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Persuasion(fraction_over(self.fading_per_month, period_days))


class Persuasion(NamedTuple):
    """The numbers that the law reads, per period."""

    fading: float


@law(writes=("offer_pull", "offer"), settings=Persuasion, state={"offer": 0.0})
def persuasion(offer, persuadability, s):
    """Return the pull of the offer in this period, and what is left of it for the next."""
    return offer * persuadability, offer - s.fading * offer


def _nobody_listens(offer):
    return ZERO, offer


persuasion = persuasion.off(_nobody_listens)
