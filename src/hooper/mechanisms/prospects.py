"""Prospects: who has enquired becomes a customer, thinks on, or gives up.

One uniform decides, by an ordered logit as between the stages. What drives a prospect differs from what
drives a customer, who knows the firm: it is the reputation R, the share of talk that is good less that which
is ill. It weighs the less the higher the prospect's own level v, a share that is drawn once:
`up = a + b (1 - v) R`, `down = c`. Logits are for a month; over d months the probability is
`1 - (1 + e^z)^-d`.
Sources: a teaching text on customer relationships for reputation and the customer's own level as the drivers
of prospects; Netzer, Lattin and Srinivasan (2008) for drivers that differ by stage.
"""

from typing import NamedTuple

from hooper.foundation.decisions import PROSPECT
from hooper.foundation.kernel_numerics import ONE, ZERO, exp32, log32
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, law


class ProspectsSettings(Settings):
    """Monthly logits of becoming a customer and of giving up."""

    up: float = assumed(0.0, low=-1.0, high=1.0, source="assumed")
    pull_of_reputation: NonNegative = assumed(1.0, low=0.0, high=2.0, source="assumed")
    down: float = assumed(-1.7, low=-2.5, high=-1.0, source="assumed")

    def constants(self, period_days: float) -> "Prospects":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Prospects(period_days / DAYS_PER_MONTH, self.up, self.pull_of_reputation, self.down)


class Prospects(NamedTuple):
    """The numbers that the law reads, per period."""

    months: float
    up: float
    pull: float
    down: float


@law(
    writes=("becomes_customer", "gives_up"),
    settings=Prospects,
    draws=(
        Draw("prospect_uniform", "uniform", PROSPECT, 0),
        Draw("own_level", "uniform", PROSPECT, 1),
    ),
)
def prospects(reputation, own_level, prospect_uniform, s):
    """Return whether a prospect becomes a customer in a period, and whether the prospect gives up."""
    logit = s.up + s.pull * (ONE - own_level) * reputation
    up = ONE - exp32(-s.months * log32(ONE + exp32(logit)))
    stays_away = exp32(-s.months * log32(ONE + exp32(s.down)))
    becomes_customer = ONE if prospect_uniform < up else ZERO
    gives_up = ONE if prospect_uniform >= stays_away else ZERO
    return becomes_customer, gives_up - gives_up * becomes_customer


def _nobody_hesitates():
    return ONE, ZERO


prospects = prospects.off(_nobody_hesitates)
