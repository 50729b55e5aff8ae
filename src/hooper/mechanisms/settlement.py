"""Settlement: a relationship is over when every matter is settled, which takes a while after the exit.

Refunds, debts and goods on their way back keep a matter open for a time that is exponential with the mean m,
`T = -m ln u`, counted from the end of the period of the exit. The firm pays for an open matter every month.
Who has come back by then does not settle it any sooner.
Source: Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships, Journal of Marketing 51(2), for
dissolution as a phase of its own.
"""

from typing import NamedTuple

import numpy as np

from hooper.foundation.decisions import SETTLEMENT
from hooper.foundation.kernel_numerics import ZERO, log32
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, law


class SettlementSettings(Settings):
    """How long matters stay open after an exit, and what an open one costs the firm."""

    mean_months: NonNegative = assumed(1.0, low=0.25, high=3.0, source="assumed")
    cost_per_month: NonNegative = 0.0

    def constants(self, period_days: float) -> "Settlement":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Settlement(self.mean_months * DAYS_PER_MONTH / period_days)


class Settlement(NamedTuple):
    """The numbers that the law reads, in periods."""

    mean_periods: float


@law(
    writes=("periods_to_settle",),
    settings=Settlement,
    draws=(Draw("settlement_uniform", "uniform", SETTLEMENT, 0),),
)
def settlement(settlement_uniform, s):
    """Return for how many whole periods after the one of the exit matters stay open."""
    return np.floor(-log32(settlement_uniform) * s.mean_periods)


def _at_once():
    return ZERO


settlement = settlement.off(_at_once)
