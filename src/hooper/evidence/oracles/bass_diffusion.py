"""Diffusion in the sense of Bass: who adopts by himself, and who because others have.

The share F that has adopted follows `F' = (p + q F) (1 - F)`, so that `F(t) = (1 - e^{-(p + q) t}) /
(1 + (q / p) e^{-(p + q) t})`. Most adopt at `t* = ln(q / p) / (p + q)`, when `F = (1 - p / q) / 2`, at the
rate `(p + q)^2 / 4 q` of the market. A world of many potential customers has to show that curve.

Periods have a length. Whoever adopts in one is heard of from the next on, so that all comes a little late:
without any chance, weeks put the peak .3 % later and .2 % lower, and .4 % fewer have adopted by t*; months
1.2 % later, .9 % lower and 1.9 % fewer. Chance adds standard errors of .3 % of each figure. Measured with
seeds 1 to 3 by weeks: years 6.197, 6.193, 6.205; rates .1103, .1105, .1100; shares .4578, .4597, .4579. Bands
are two percent wide: even the least of them ends 4.7 standard errors beyond what weeks do.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.oracle import Band, Oracle
from hooper.firm.acquisition import Acquisition
from hooper.firm.customer_ids import FIRST_NAMED
from hooper.firm.ill_talk import IllTalk
from hooper.foundation.units import DAYS_PER_YEAR, PERIOD_DAYS, PeriodUnit
from hooper.scenario.channel_settings import ChannelSettings
from hooper.scenario.diffusion_settings import DiffusionSettings
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings

INNOVATE: Final = 0.03
IMITATE: Final = 0.38
MARKET: Final = 500_000
YEARS: Final = 9.5
# The counts of single weeks are too few: periods within so many years of the peak are fitted by a polynomial.
# It has no third power, since the curve is symmetric there.
_YEARS_AROUND: Final = 3.0
_POWERS: Final = (0, 1, 2, 4)
_TOLERANCE: Final = 0.02

Curve = Callable[[int], NDArray[np.int64]]


def adopted_by(years: NDArray[np.float64], p: float = INNOVATE, q: float = IMITATE) -> NDArray[np.float64]:
    """Return the share of the market that has adopted after so many years, by the closed form.

    >>> adopted_by(np.array([0.0, 6.1926])).round(4).tolist()
    [0.0, 0.4605]
    """
    fading = np.exp(-(p + q) * years)
    return (1.0 - fading) / (1.0 + q / p * fading)


def adoptions(
    seed: int, p: float = INNOVATE, q: float = IMITATE, period: PeriodUnit = "week"
) -> NDArray[np.int64]:
    """Return how many of a market come to a firm in each period that has no other customers."""
    market = DiffusionSettings(market_per_1000=float(MARKET), innovation_per_year=p, imitation_per_year=q)
    channel = ChannelSettings(name="talk_of_town", spend_per_month_per_1000=1.0, diffusion=market)
    days = PERIOD_DAYS[period]
    inflow = Acquisition(
        AcquisitionSettings(newcomers_per_month_per_1000=0.0, channels=(channel,)),
        FounderSettings(customers=1_000),
        days,
        IllTalk(0.0, days),
    )
    periods = math.ceil(YEARS * DAYS_PER_YEAR / days)
    newcomers = (inflow.arrivals((seed, 0), each).channel for each in range(periods))
    return np.array([np.count_nonzero(channels == FIRST_NAMED) for channels in newcomers])


def described(
    counts: NDArray[np.int64], period: PeriodUnit = "week", market: int = MARKET
) -> dict[str, float]:
    """Return when most adopt and at which rate, and the share that has adopted by the time of theory."""
    length = PERIOD_DAYS[period] / DAYS_PER_YEAR
    end = length * np.arange(1, counts.size + 1)
    peak = math.log(IMITATE / INNOVATE) / (INNOVATE + IMITATE)
    near = np.abs(end - length / 2 - peak) <= _YEARS_AROUND
    since = end[near] - length / 2 - peak
    rates = counts[near] / market / length
    fitted = np.linalg.lstsq(np.vander(since, 5, increasing=True)[:, _POWERS], rates)[0]
    grid = np.linspace(-_YEARS_AROUND / 2, _YEARS_AROUND / 2, 3_001)
    curve = np.vander(grid, 5, increasing=True)[:, _POWERS] @ fitted
    top = int(np.argmax(curve))
    return {
        "years until most adopt": float(peak + grid[top]),
        "highest rate of adoption a year": float(curve[top]),
        "share of adopters at that time": float(np.interp(peak, end, np.cumsum(counts) / market)),
    }


def measure(seed: int, adopt: Curve = adoptions) -> dict[str, float]:
    """Let a market adopt week by week, and describe the curve."""
    return described(adopt(seed))


def _bands() -> dict[str, Band]:
    p, q = INNOVATE, IMITATE
    closed_form = {
        "years until most adopt": math.log(q / p) / (p + q),
        "highest rate of adoption a year": (p + q) ** 2 / (4.0 * q),
        "share of adopters at that time": 0.5 * (1.0 - p / q),
    }
    return {label: Band(value, _TOLERANCE * value) for label, value in closed_form.items()}


BANDS: Final = _bands()

ORACLE: Final = Oracle(
    name="bass_diffusion",
    claim="a market in which some adopt by themselves and others because they have follows Bass's curve",
    source="Bass (1969), A new product growth for model consumer durables, Management Science 15(5)",
    bands=BANDS,
    measure=measure,
)
