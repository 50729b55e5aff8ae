"""Referral and leak: whether customers bring more than the bucket loses, told from the settings alone.

Both rates are those of customers in stability whose expectations have settled: satisfaction is the level
term of their fit with the firm, `C = theta q`, and fit is normal. The mean over customers is taken at the
nodes of Gauss and Hermite. In the preset `default` this gives a leak of .019 a month.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hooper.scenario.scenario import Scenario

_NODES: Final = 15
_MOST_ORDERS_THAT_COUNT: Final = 4.0


@dataclass(frozen=True)
class Rates:
    """Customers brought and lost a month, for each customer in stability."""

    brought: float
    lost: float


def rates_of(scenario: "Scenario") -> Rates:
    """Return what a settled customer of a scenario brings and loses a month, on average.

    >>> from hooper.scenario.scenario import Scenario
    >>> rates = rates_of(Scenario())
    >>> rates.brought < rates.lost
    True
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    fit = scenario.character.quality_mean + scenario.character.quality_sd * nodes
    satisfaction = scenario.satisfaction.level_weight * fit
    share = weights / weights.sum()
    return Rates(
        float(share @ _brought(scenario, satisfaction)), float(share @ _lost(scenario, satisfaction))
    )


def _orders_per_month(scenario: "Scenario") -> float:
    return scenario.buyer.rate_mean_per_month * scenario.purchase.multiplier_in_stability


def _brought(scenario: "Scenario", satisfaction: NDArray[np.float64]) -> NDArray[np.float64]:
    s = scenario.referral
    by_feeling = s.talk_per_month + s.talk_per_squared_satisfaction * satisfaction**2
    by_orders = 0.5 + 0.25 * min(_orders_per_month(scenario), _MOST_ORDERS_THAT_COUNT)
    per_talk = s.referrals_per_positive_talk + s.recommendations_per_positive_talk
    return by_feeling * by_orders * per_talk * (satisfaction > 0.0)


def _lost(scenario: "Scenario", satisfaction: NDArray[np.float64]) -> NDArray[np.float64]:
    s, curve = scenario.defection, scenario.loyalty.constants()
    score = 1.0 / (1.0 + np.exp(-curve.score_slope * satisfaction))
    loyalty = curve.floor + (1.0 - curve.floor) * score**curve.exponent
    of_holes = sum(s.holes(scenario.character.quality_mean).hazards)
    of_rivals = s.rival_hazard_per_month * scenario.loyalty.competition
    months_at_risk = s.months_at_risk_per_month + s.months_at_risk_per_order * _orders_per_month(scenario)
    vulnerability = (1.0 - loyalty) ** s.vulnerability_exponent_in_stability
    pressure = months_at_risk * s.multiplier_in_stability * vulnerability
    return -np.expm1(-(of_holes + of_rivals) * pressure - s.natural_hazard_per_month)
