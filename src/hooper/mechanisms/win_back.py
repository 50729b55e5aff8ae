"""Win-back: some of those who have left come back, to exploration, with all that they remember.

For some months after leaving the chance to return is `w (1/2 + l) r_cause` a month: it rises with the
strength of the first lifetime, for which emotional loyalty l stands, is lower after an exit over service,
and there is none after a natural end. Who returns keeps the id, the traits, and what was felt and learned.
Source: Kumar, Bhagwat and Zhang (2015), Regaining lost customers, Journal of Marketing 79(4), for what the
chance hangs on.
"""

from typing import NamedTuple

from hooper.foundation.decisions import RETURN
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.law import Draw, law


class WinBackSettings(Settings):
    """The chance to return, and for how many months it lasts."""

    return_per_month: Probability = assumed(0.03, low=0.01, high=0.06, source="assumed")
    months_after_leaving: NonNegative = 6.0
    after_service_exit: Probability = assumed(
        0.5, low=0.3, high=0.8, source="Kumar, Bhagwat and Zhang (2015) for the sign"
    )

    def periods_after_leaving(self, period_days: float) -> int:
        """Return for how many periods somebody who has left may return."""
        return round(self.months_after_leaving * DAYS_PER_MONTH / period_days)

    def constants(self, period_days: float) -> "WinBack":
        """Return the numbers that the law reads, for periods of `period_days`."""
        by_cause = {"service": self.after_service_exit, "natural": 0.0}
        return WinBack(
            fraction_over(self.return_per_month, period_days),
            tuple(by_cause.get(cause, 1.0) for cause in CAUSES),
        )


class WinBack(NamedTuple):
    """The numbers that the law reads, per period."""

    chance: float
    by_cause: tuple[float, ...]


@law(writes=("returns",), settings=WinBack, draws=(Draw("return_uniform", "uniform", RETURN, 0),))
def win_back(emotional_loyalty, cause, return_uniform, s):
    """Return whether a customer who has left comes back in a period."""
    chance = s.chance * (HALF + emotional_loyalty) * s.by_cause[int(cause)]
    return ONE if return_uniform < chance else ZERO


def _nobody_returns():
    return ZERO


win_back = win_back.off(_nobody_returns)
