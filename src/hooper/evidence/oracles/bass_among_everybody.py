"""Word of mouth where everybody knows everybody has Bass's curve as its mean field.

A talk reaches one acquaintance, and brings her if she has never been a customer. Where all know each other
she has been one with the chance F, the share of people who have. So if each customer would bring somebody at
the rate q, nobody leaves, and others come by themselves at the rate p, then `F' = (p + q F) (1 - F)`. Here a
whole world lives it, of whose laws only that of talk acts, at the same rate for all.

Twenty founders among so many put the curve .004 years ahead, and weeks put the peak .3 % later. Chance adds
standard errors of .5 % of each figure. Measured with seeds 1 to 3: years 6.203, 6.267, 6.207; rates .1104,
.1103, .1101; shares .4610, .4548, .4596. Bands are those of `bass_diffusion`, two percent wide.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.simulate import simulate
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.evidence.oracles.bass_diffusion import BANDS, IMITATE, INNOVATE, YEARS, described
from hooper.evidence.oracles.oracle import Oracle
from hooper.foundation.units import DAYS_PER_WEEK, DAYS_PER_YEAR
from hooper.mechanisms.referral import ReferralSettings
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario

PEOPLE: Final = 200_000
FOUNDERS: Final = 20
_WEIGHT_OF_NO_ORDERS: Final = 0.5
_MONTHS_PER_YEAR: Final = 12.0


def circle_of_everybody(bring_per_year: float = IMITATE) -> Scenario:
    """Return a world in which all know each other, talk well alike, and stay."""
    return Scenario(
        period="week",
        switched_off=all_laws_but("referral"),
        founders=FounderSettings(customers=FOUNDERS),
        acquisition=AcquisitionSettings(newcomers_per_month_per_1000=0.0),
        referral=ReferralSettings(
            talk_per_month=bring_per_year / _MONTHS_PER_YEAR / _WEIGHT_OF_NO_ORDERS,
            talk_per_squared_satisfaction=0.0,
            referrals_per_positive_talk=1.0,
        ),
        network=NetworkSettings(
            kind="everybody",
            people_per_1000=1_000.0 * PEOPLE / FOUNDERS,
            come_by_themselves_per_year=INNOVATE,
        ),
    )


def newcomers(seed: int, bring_per_year: float = IMITATE) -> NDArray[np.int64]:
    """Return how many come in each week."""
    weeks = math.ceil(YEARS * DAYS_PER_YEAR / DAYS_PER_WEEK)
    return simulate(circle_of_everybody(bring_per_year), weeks, seed=seed).books.arrivals[:, 1:].sum(axis=1)


def measure(seed: int, bring_per_year: float = IMITATE) -> dict[str, float]:
    """Let people bring each other, week by week, and describe the curve."""
    return described(newcomers(seed, bring_per_year), market=PEOPLE)


ORACLE: Final = Oracle(
    name="bass_among_everybody",
    claim="where everybody knows everybody, word of mouth brings customers along Bass's curve",
    source="Bass (1969), Management Science 15(5); Rand and Rust (2011), IJRM 28(3), for the same check",
    bands=BANDS,
    measure=measure,
)
