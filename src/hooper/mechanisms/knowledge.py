"""Knowledge: customers learn what the firm has to offer, and buy more as they do.

`k <- k + a (1 - k)`, where k is the share of what the firm offers that a customer knows how to use. Who
was brought by a customer knows more of it from the start.
Source: Schmitt, Skiera and Van den Bulte (2011), Referral programs and customer value, Journal of
Marketing 75(1), for the better informed start of referred customers that the others make up for.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class KnowledgeSettings(Settings):
    """What newcomers know, and how fast they learn."""

    at_entry: Probability = assumed(0.6, low=0.4, high=0.9, source="assumed")
    at_entry_of_acquaintances: Probability = assumed(0.85, low=0.6, high=0.95, source="assumed")
    learned_per_month: Probability = assumed(0.05, low=0.02, high=0.10, source="assumed")

    def constants(self, period_days: float) -> "Knowledge":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Knowledge(
            self.at_entry,
            self.at_entry_of_acquaintances - self.at_entry,
            fraction_over(self.learned_per_month, period_days),
        )


class Knowledge(NamedTuple):
    """The numbers that the law reads, per period."""

    at_entry: float
    told: float
    learned: float


@law(writes=("known", "knowledge"), settings=Knowledge, state={"knowledge": 0.0})
def knowledge(knowledge, acquaintance, s):
    """Return the share of the offer known in a period, and what of the rest has been learned after it."""
    at_entry = s.at_entry + s.told * acquaintance
    return at_entry + (ONE - at_entry) * knowledge, knowledge + s.learned * (ONE - knowledge)


def _all_is_known(knowledge):
    return ONE, knowledge


knowledge = knowledge.off(_all_is_known)
