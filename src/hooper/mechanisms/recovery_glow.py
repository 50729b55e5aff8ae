"""Recovery glow: a failure made good shines in what a customer says, and not in what the customer does.

`B <- w B + b r` with r = 1 in a period with a recovery (`recovery`). Surveys hear C + B (`survey_answers`);
behaviour hears cumulative satisfaction C alone. That is the recovery paradox as it was found: in
satisfaction, and neither in repurchase nor in word of mouth.
Source: de Matos, Henrique and Rossi (2007), Service recovery paradox: a meta-analysis, Journal of Service
Research 10(1).
"""

from typing import NamedTuple

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class RecoveryGlowSettings(Settings):
    """How much a recovery adds to reported satisfaction, in its unit, and how fast that fades."""

    bonus: NonNegative = assumed(0.15, low=0.05, high=0.30, source="assumed")
    fading_per_month: Probability = assumed(
        0.15, low=0.05, high=0.30, source="assumed: as fast as satisfaction forgets"
    )

    def constants(self, period_days: float) -> "RecoveryGlow":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return RecoveryGlow(self.bonus, fraction_over(self.fading_per_month, period_days))


class RecoveryGlow(NamedTuple):
    """The numbers that the law reads, per period."""

    bonus: float
    fading: float


@law(writes=("recovery_glow",), settings=RecoveryGlow, state={"recovery_glow": 0.0})
def recovery_glow(recovery_glow, recovered, s):
    """Return what recoveries add to reported satisfaction after a period."""
    return recovery_glow - s.fading * recovery_glow + s.bonus * recovered
