"""The latent state of the known customers, for strategies that declare that they see it.

Hazard and margin are those of the laws of defection and purchase at the state of today, without what a single
period adds to them. Whoever is offered something is kept in every period of its memory with the chance by
which its pull lowers the hazard, and is worth then what she brings until she would leave:
`gain = sum_t d^t e^(-h t) (V h (1 - e^-pull_t) + lift offer_t worth of orders)`, `V = m / (1 - d e^-h)`.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.economics.discounting import rate_per_period
from hooper.engine.population import Population
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.kernel_numerics import ONE, exp32, logistic32, power32
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.defection import Defection
from hooper.mechanisms.life_stages import FIRST_GONE, by_stage
from hooper.mechanisms.loyalty import Loyalty
from hooper.scenario.scenario import Scenario
from hooper.strategies.strategy import Strategy
from hooper.strategies.true_state import TrueState, hidden

Row = NDArray[np.float32]
Floats = NDArray[np.float64]
# By then an offer is forgotten, at the usual rates of fading.
_MONTHS_OF_MEMORY: Final = 12
# Whoever never leaves and is not discounted either is worth what she brings for very long.
_LEAST_LOSS: Final = 1e-6
_ROWS: Final = (
    *("stage", "satisfaction", "persuadability", "frailty", "switching_cost"),
    *("purchase_rate", "rate_drift", "appetite", "spend_rate"),
)


class _Economy(NamedTuple):
    """The numbers of a world that tell what a customer brings, per period; `holes` is the sum of hazards."""

    days_by_stage: tuple[float, float, float, float]
    serving_costs: tuple[float, float, float, float]
    margin_times_spend_p: float
    discount: float
    holes: float
    leaving: float
    persuasion: float
    offer: float
    offer_left: float
    offer_lift: float
    memory: int


def behind_the_scenes(
    strategy: Strategy, population: Population, scenario: Scenario, effect_left: float
) -> Callable[[], TrueState]:
    """Return what shows the truth to a strategy that declares that it sees it, and hides it from others.

    `effect_left` is the share of the effect of an offer that rivals who imitate it have left.
    """
    return partial(true_state, population, scenario, effect_left) if strategy.sees_truth else hidden


def true_state(population: Population, scenario: Scenario, effect_left: float) -> TrueState:
    """Return the latent state of everybody who ever entered, in the order of entry."""
    stage, satisfaction, persuadability, *_ = rows = [population.values(row) for row in _ROWS]
    laws = scenario.defection.constants(scenario.period_days, scenario.loyalty.competition)
    hazard, margin, gain = np.zeros((3, stage.size))
    economy = _economy(scenario, effect_left)
    _expect(*rows, economy, laws, scenario.loyalty.constants(), hazard, margin, gain)
    return TrueState(
        stage.astype(np.int64),
        satisfaction.astype(np.float64),
        persuadability.astype(np.float64),
        hazard,
        margin,
        gain,
    )


def _economy(scenario: Scenario, effect_left: float) -> _Economy:
    days, off = scenario.period_days, scenario.laws_off
    months = days / DAYS_PER_MONTH
    first, second, third, fourth = (cost * months for cost in scenario.economics.serving_costs())
    return _Economy(
        days_by_stage=scenario.purchase.constants(days).days_by_stage,
        serving_costs=(first, second, third, fourth),
        margin_times_spend_p=scenario.margin * scenario.buyer.spend_p,
        discount=1.0 / (1.0 + rate_per_period(days, scenario.economics.discount_rate_per_year)),
        holes=sum(scenario.defection.holes(0.0).hazards),
        leaving=float("defection" not in off),
        persuasion=float("persuasion" not in off),
        offer=scenario.levers.offer_strength * effect_left,
        offer_left=1.0 - scenario.persuasion.constants(days).fading,
        offer_lift=scenario.purchase.offer_lift,
        memory=round(_MONTHS_OF_MEMORY / months),
    )


@kernel
def _hazard(
    stage: np.float32,
    satisfaction: np.float32,
    frailty: np.float32,
    switching_cost: np.float32,
    orders: float,
    economy: _Economy,
    s: Defection,
    c: Loyalty,
) -> float:
    """Return the hazard of leaving in a period."""
    score = logistic32(np.float32(c.score_slope * satisfaction))
    loyalty = np.float32(c.floor + (1.0 - c.floor) * power32(score, np.float32(c.exponent)))
    vulnerability = power32(ONE - loyalty, np.float32(by_stage(stage, s.exponents)))
    pressure = (s.idle_risk + s.order_risk * orders) * by_stage(stage, s.multipliers) * frailty
    usual = (economy.holes + s.rival) * pressure * vulnerability * exp32(-switching_cost)
    return economy.leaving * (usual + by_stage(stage, s.natural))


@kernel
def _gain_of_offer(
    persuadability: np.float32, hazard: float, margin: float, worth: float, economy: _Economy
) -> float:
    """Return the discounted profit that an offer is expected to add."""
    kept = economy.discount * exp32(np.float32(-hazard))
    value = margin / max(1.0 - kept, _LEAST_LOSS)
    gain, still_there, offer = 0.0, 1.0, economy.offer
    for _ in range(economy.memory):
        pull = economy.persuasion * offer * persuadability
        saved = hazard * (1.0 - exp32(np.float32(-pull)))
        gain += still_there * (saved * value + economy.offer_lift * offer * worth)
        still_there *= kept
        offer *= economy.offer_left
    return float(gain)


@compiled
def _expect(
    stage: Row,
    satisfaction: Row,
    persuadability: Row,
    frailty: Row,
    switching_cost: Row,
    purchase_rate: Row,
    rate_drift: Row,
    appetite: Row,
    spend_rate: Row,
    economy: _Economy,
    defection: Defection,
    loyalty: Loyalty,
    hazard: Floats,
    margin: Floats,
    gain: Floats,
) -> None:
    """Write down hazard, margin and gain by an offer of all who are there; the others have none."""
    for k in range(stage.size):
        if stage[k] >= FIRST_GONE:
            continue
        days = by_stage(stage[k], economy.days_by_stage)
        orders = purchase_rate[k] * days * exp32(rate_drift[k]) * appetite[k]
        worth = orders * economy.margin_times_spend_p / spend_rate[k]
        margin[k] = worth - by_stage(stage[k], economy.serving_costs)
        hazard[k] = _hazard(
            stage[k], satisfaction[k], frailty[k], switching_cost[k], orders, economy, defection, loyalty
        )
        gain[k] = _gain_of_offer(persuadability[k], hazard[k], margin[k], worth, economy)
