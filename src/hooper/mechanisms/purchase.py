"""Purchase: orders in a period are Poisson with the customer's own rate, moved by stage and levers.

`n ~ Poisson(rate * e^drift * m[stage] * known * breadth * appetite * (1 + a sin(2 pi year)) * exposure *
demand * share of wallet * (1 + member lift * programme + offer lift * offer) *
e^(elasticity * discount felt))` (the stage multipliers make volume rise, plateau and fall over a life;
heterogeneity is in `rate`). Demand is 1 but for shocks to the market. Drawn by inversion of one uniform;
counts above `MOST_ORDERS` in one period are cut.
Source: Ehrenberg (1959), The pattern of consumer purchases (Poisson buying at rates that differ).
"""

from typing import NamedTuple

import numpy as np

from hooper.foundation.decisions import EXPERIENCE_AND_PURCHASE
from hooper.foundation.kernel_numerics import ONE, ZERO, cosine_and_sine_of_turn, exp32
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.law import Draw, Event, law
from hooper.mechanisms.life_stages import by_stage

MOST_ORDERS = 8
_STEPS = tuple(np.float32(1.0 / (count + 1)) for count in range(MOST_ORDERS))


class PurchaseSettings(Settings):
    """Stage multipliers of the customer's own rate, and how levers move buying."""

    multiplier_in_exploration: NonNegative = 0.35
    multiplier_in_formation: NonNegative = 0.8
    multiplier_in_stability: NonNegative = 1.3
    multiplier_in_decline: NonNegative = 0.22
    season: Probability = 0.0
    discount_elasticity: NonNegative = assumed(
        1.5, low=0.8, high=2.5, source="assumed; price elasticities of retail are near -1 to -3"
    )
    offer_lift: NonNegative = assumed(
        0.3, low=0.0, high=0.6, source="assumed: response to a voucher while it is valid"
    )
    member_lift: NonNegative = assumed(
        0.05,
        low=0.0,
        high=0.12,
        source="assumed; Liu (2007): light and moderate buyers grow, heavy ones do not",
    )

    def constants(self, period_days: float) -> "Purchase":
        """Return the numbers that the law reads; customers' rates are per day."""
        days = (
            self.multiplier_in_exploration * period_days,
            self.multiplier_in_formation * period_days,
            self.multiplier_in_stability * period_days,
            self.multiplier_in_decline * period_days,
        )
        return Purchase(
            days,
            self.discount_elasticity,
            self.member_lift,
            self.offer_lift,
            self.season,
            period_days / DAYS_PER_YEAR,
        )


class Purchase(NamedTuple):
    """The numbers that the law reads, per period."""

    days_by_stage: tuple[float, float, float, float]
    discount_elasticity: float
    member_lift: float
    offer_lift: float
    season: float
    years_per_period: float


@law(
    writes=("orders", "order_exposure", "exposure"),
    settings=Purchase,
    state={"exposure": 1.0, "member": 0.0},
    draws=(Draw("purchase_uniform", "uniform", EXPERIENCE_AND_PURCHASE, 2),),
    events=(Event("orders", when="orders", columns=("orders", "order_exposure", "stage_at_start")),),
)
def purchase(
    stage,
    purchase_rate,
    rate_drift,
    known,
    breadth,
    appetite,
    exposure,
    member,
    offer,
    programme,
    discount_felt,
    share_of_wallet,
    demand_change,
    period,
    purchase_uniform,
    s,
):
    """Return the number of orders, the share of the period they fall in, and full exposure from now on."""
    years = period * s.years_per_period
    _, sine = cosine_and_sine_of_turn(years - np.floor(years))
    days = by_stage(stage, s.days_by_stage) * exposure * known * breadth * appetite * (ONE + s.season * sine)
    lift = (ONE + s.member_lift * member * programme + s.offer_lift * offer) * exp32(
        s.discount_elasticity * discount_felt + rate_drift
    )
    mean = purchase_rate * days * lift * (share_of_wallet * (ONE + demand_change))
    term = exp32(-mean)
    reached = term
    orders = ZERO
    for step in _STEPS:
        orders += ONE if purchase_uniform >= reached else ZERO
        term *= mean * step
        reached += term
    return orders, exposure, ONE
