"""Referral and leak: whether a cohort brings more customers than it loses, told from the settings alone.

A cohort is followed for five years. Its customers' expectations have settled, so that satisfaction is the
level term of their fit, `C = theta q`, with a normal fit at the nodes of Gauss and Hermite. Each is a Markov
chain over the stages, month by month, that loses and brings customers by the laws of defection and talk.
A switching cost counts as if it had grown to the full: a world must not grow without end later on. Each
segment has the competition that it begins with.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION, FORMATION, STABILITY, STAGES
from hooper.mechanisms.loyalty_curve import loyalty_at

if TYPE_CHECKING:
    from hooper.scenario.scenario import Scenario

_NODES: Final = 15
_MONTHS: Final = 60
_MOST_ORDERS_THAT_COUNT: Final = 4.0


@dataclass(frozen=True)
class Rates:
    """Customers whom a customer of a cohort brings, and the share that is lost, in five years."""

    brought: float
    lost: float


def rates_of(scenario: "Scenario") -> Rates:
    """Return what a cohort brings and loses in five years, for each customer in it.

    >>> from hooper.scenario.scenario import Scenario
    >>> rates = rates_of(Scenario())
    >>> rates.brought < rates.lost
    True
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    fit = scenario.character.quality_mean + scenario.character.quality_sd * nodes
    shares = [(scenario, 1.0)]
    if scenario.market.segments:
        segments = scenario.market.segments
        shares = [(_within(scenario, each.five_forces.competition), each.share) for each in segments]
    of_each = [
        share * weights @ np.array([_of_one(within, float(each)) for each in fit]) for within, share in shares
    ]
    brought, lost = sum(of_each) / weights.sum()
    return Rates(float(brought), float(lost))


def _within(scenario: "Scenario", competition: float) -> "Scenario":
    loyalty = scenario.loyalty.model_copy(update={"competition": competition})
    return scenario.model_copy(update={"loyalty": loyalty})


def _of_one(scenario: "Scenario", fit: float) -> tuple[float, float]:
    satisfaction = scenario.satisfaction.level_weight * fit
    loyalty = float(loyalty_at(np.array(satisfaction), scenario.loyalty.constants()))
    kept = (1.0 - _leaving(scenario, loyalty))[:, None] * _moves(scenario, fit, loyalty)
    bringing, brought = _bringing(scenario, satisfaction), 0.0
    there = np.eye(len(STAGES))[EXPLORATION]
    for _ in range(_MONTHS):
        brought += float(there @ bringing)
        there = there @ kept
    return brought, 1.0 - float(there.sum())


def _orders(scenario: "Scenario") -> NDArray[np.float64]:
    s = scenario.purchase
    multipliers = [getattr(s, f"multiplier_in_{stage}") for stage in STAGES]
    return scenario.buyer.rate_mean_per_month * np.array(multipliers)


def _bringing(scenario: "Scenario", satisfaction: float) -> NDArray[np.float64]:
    s = scenario.referral
    by_feeling = s.talk_per_month + s.talk_per_squared_satisfaction * satisfaction**2
    by_orders = 0.5 + 0.25 * np.minimum(_orders(scenario), _MOST_ORDERS_THAT_COUNT)
    per_talk = s.referrals_per_positive_talk + s.recommendations_per_positive_talk
    return by_feeling * by_orders * per_talk * (satisfaction > 0.0)


def _leaving(scenario: "Scenario", loyalty: float) -> NDArray[np.float64]:
    s = scenario.defection.constants(DAYS_PER_MONTH, scenario.loyalty.competition)
    of_holes = sum(scenario.defection.holes(scenario.character.quality_mean).hazards)
    months_at_risk = s.idle_risk + s.order_risk * _orders(scenario)
    pressure = months_at_risk * np.array(s.multipliers) * (1.0 - loyalty) ** np.array(s.exponents)
    switching_cost = 0.0 if "switching_cost" in scenario.laws_off else scenario.switching_cost.most
    hazard = (of_holes + s.rival) * pressure * np.exp(-switching_cost)
    return -np.expm1(-hazard - np.array(s.natural))


def _moves(scenario: "Scenario", fit: float, loyalty: float) -> NDArray[np.float64]:
    usual_quality = scenario.character.quality_mean
    s, attachment = scenario.stages.constants(DAYS_PER_MONTH, usual_quality), loyalty - 0.5
    satisfaction = scenario.satisfaction.level_weight * fit
    up = np.array(s.up) + np.array(s.up_satisfaction) * satisfaction + np.array(s.up_loyalty) * attachment
    up += np.array(s.up_fulfilment) * (fit - usual_quality)
    up += np.array(s.up_rival_offers) * scenario.market.price_gap
    down = np.array(s.down) + np.array(s.down_satisfaction) * satisfaction
    down += np.array(s.down_loyalty) * attachment
    rises, falls = 1.0 / (1.0 + np.exp(-up)), 1.0 / (1.0 + np.exp(-down))
    moves = np.zeros((len(STAGES), len(STAGES)))
    for stage, above in ((EXPLORATION, FORMATION), (FORMATION, STABILITY), (DECLINE, STABILITY)):
        moves[stage, above] = rises[stage]
    for stage in (EXPLORATION, FORMATION, STABILITY):
        moves[stage, DECLINE] = np.minimum(falls[stage], 1.0 - moves[stage].sum())
    return moves + np.diag(1.0 - moves.sum(axis=1))
