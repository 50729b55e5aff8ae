"""Word of mouth among acquaintances: what customers hear of the firm holds them, or loosens them.

Whoever hears an acquaintance speak well of the firm has heard more by `v`, and less by `v` where it was ill;
where a share g of all acquaintances leaves in a period, less by `w g` (`network`). What was heard, H,
divides the hazards of leaving by `e^H`, and fades: `H <- H - a H`. Without a network nobody hears anything.
Sources: Nitzan and Libai (2011), Social effects on customer retention, Journal of Marketing 75(6), for those
who leave after acquaintances have left; East, Hammond and Wright (2007) for talk that moves both ways.
"""

from typing import NamedTuple

from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class WordOfMouthSettings(Settings):
    """How fast fades what was heard; how much that is, is a matter of the network."""

    fading_per_month: Probability = assumed(0.5, low=0.3, high=0.8, source="assumed")

    def constants(self, period_days: float) -> "WordOfMouth":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return WordOfMouth(fraction_over(self.fading_per_month, period_days))


class WordOfMouth(NamedTuple):
    """The numbers that the law reads, per period."""

    fading: float


@law(writes=("offer_pull", "heard"), settings=WordOfMouth, state={"heard": 0.0})
def word_of_mouth(offer_pull, heard, s):
    """Return what holds the customer besides the bonds, an offer and talk, and what is left of the talk."""
    return offer_pull + heard, heard - s.fading * heard
