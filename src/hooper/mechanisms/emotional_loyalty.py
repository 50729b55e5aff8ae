"""Emotional loyalty: a bond that grows on good relations and a good name, in those inclined to it.

`l <- l + a (logistic(e0 + e1 (M_relationship + M_brand) / 2 + e2 z) - l)` with what is remembered of
relationship and brand, and the customer's own inclination z ~ N(0, 1). It holds customers against rivals;
satisfaction explains a small part of it only.
Source: Barnes (2003), Establishing meaningful customer relationships, for the bond beside behaviour.
"""

from typing import NamedTuple

import numpy as np

from hooper.foundation.decisions import ENTRY_ATTACHMENT
from hooper.foundation.kernel_numerics import HALF, logistic32
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import Draw, law

_LUKEWARM = np.float32(0.3)


class EmotionalLoyaltySettings(Settings):
    """How the bond hangs on what is remembered and on the customer, and how fast it changes."""

    change_per_month: Probability = 0.08
    base: float = -1.2
    pull_of_experience: NonNegative = assumed(2.0, low=1.0, high=3.0, source="assumed")
    inclination: NonNegative = assumed(
        1.6, low=0.8, high=2.4, source="assumed: satisfaction explains a small part"
    )

    def constants(self, period_days: float) -> "EmotionalLoyalty":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return EmotionalLoyalty(
            fraction_over(self.change_per_month, period_days),
            self.base,
            self.pull_of_experience,
            self.inclination,
        )


class EmotionalLoyalty(NamedTuple):
    """The numbers that the law reads, per period."""

    change: float
    base: float
    pull: float
    inclination: float


@law(
    writes=("attachment", "emotional_loyalty"),
    settings=EmotionalLoyalty,
    state={"attachment": 0.0, "emotional_loyalty": 0.3},
    draws=(Draw("attachment_normal", "normal", ENTRY_ATTACHMENT, 0),),
)
def attachment(attachment_normal, s):
    """Return the newcomer's inclination to bonds, and the bond at first."""
    return attachment_normal, logistic32(s.base + s.inclination * attachment_normal)


@law(writes=("emotional_loyalty",), settings=EmotionalLoyalty)
def emotional_loyalty(
    emotional_loyalty, recent_experience_of_relationship, recent_experience_of_brand, attachment, s
):
    """Return emotional loyalty in [0, 1] after a period."""
    remembered = HALF * (recent_experience_of_relationship + recent_experience_of_brand)
    aim = logistic32(s.base + s.pull * remembered + s.inclination * attachment)
    return emotional_loyalty + s.change * (aim - emotional_loyalty)


def _as_with_anybody():
    return _LUKEWARM


emotional_loyalty = emotional_loyalty.off(_as_with_anybody)
