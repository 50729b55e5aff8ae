"""Stages: exploration, formation, stability, decline, and the moves between them.

One uniform decides between up, down and staying (ordered logit, so that up and down never overlap).
Logits are for a month; over a period of d months the probability is `1 - (1 + e^z)^-d`. Early stages
react to satisfaction and orders, late ones to loyalty: drivers differ by stage on purpose
(Netzer, Lattin and Srinivasan 2008; Dwyer, Schurr and Oh 1987 for the stages). Who explores also asks whether
the product fulfils the need, as far as it is remembered, M_product less the usual quality, and what rivals
offer: a price lower by a share g counts as the price sensitivity p makes it, `-b p g`.
"""

from typing import NamedTuple

import numpy as np

from hooper.foundation.decisions import LEAVING_AND_MOVING
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO, exp32, log32
from hooper.foundation.settings import NonNegative, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, Event, law
from hooper.mechanisms.life_stages import DECLINE, FIRST_GONE, FORMATION, STABILITY, by_stage

_NEVER = -40.0
_LUKEWARM = np.float32(0.3)
_UP = (np.float32(FORMATION), np.float32(STABILITY), np.float32(STABILITY), np.float32(STABILITY))
_DOWN = np.float32(DECLINE)


class StagesSettings(Settings):
    """Monthly logits of moving up and down at zero satisfaction, and their drivers."""

    exploration_up: float = -0.9
    exploration_down: float = -3.6
    exploration_satisfaction: NonNegative = 1.0
    first_order_pull: NonNegative = 0.3
    exploration_fulfilment: NonNegative = 0.0
    exploration_rival_offers: NonNegative = 0.0
    formation_up: float = -1.5
    formation_down: float = -3.6
    formation_satisfaction: NonNegative = 1.0
    formation_emotion: NonNegative = 0.0
    stability_down: float = -2.9
    stability_loyalty: NonNegative = 3.0
    decline_up: float = -2.2
    decline_loyalty: NonNegative = 2.0

    def constants(self, period_days: float, usual_quality: float) -> "Stages":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Stages(
            months=period_days / DAYS_PER_MONTH,
            up=(self.exploration_up, self.formation_up, _NEVER, self.decline_up),
            up_satisfaction=(self.exploration_satisfaction, self.formation_satisfaction, 0.0, 0.0),
            up_loyalty=(0.0, 0.0, 0.0, self.decline_loyalty),
            up_emotion=(0.0, self.formation_emotion, 0.0, 0.0),
            up_orders=(self.first_order_pull, 0.0, 0.0, 0.0),
            up_fulfilment=(self.exploration_fulfilment, 0.0, 0.0, 0.0),
            up_rival_offers=(-self.exploration_rival_offers, 0.0, 0.0, 0.0),
            usual_quality=usual_quality,
            down=(self.exploration_down, self.formation_down, self.stability_down, _NEVER),
            down_satisfaction=(-self.exploration_satisfaction, -self.formation_satisfaction, 0.0, 0.0),
            down_loyalty=(0.0, 0.0, -self.stability_loyalty, 0.0),
        )


class Stages(NamedTuple):
    """The numbers that the law reads, per period."""

    months: float
    up: tuple[float, float, float, float]
    up_satisfaction: tuple[float, float, float, float]
    up_loyalty: tuple[float, float, float, float]
    up_emotion: tuple[float, float, float, float]
    up_orders: tuple[float, float, float, float]
    up_fulfilment: tuple[float, float, float, float]
    up_rival_offers: tuple[float, float, float, float]
    usual_quality: float
    down: tuple[float, float, float, float]
    down_satisfaction: tuple[float, float, float, float]
    down_loyalty: tuple[float, float, float, float]


@law(
    writes=("stage", "moved"),
    settings=Stages,
    draws=(Draw("stage_uniform", "uniform", LEAVING_AND_MOVING, 2),),
    events=(Event("stage_moves", when="moved", columns=("stage_at_start", "stage")),),
)
def stages(
    stage,
    satisfaction,
    loyalty,
    emotional_loyalty,
    recent_experience_of_product,
    price_sensitivity,
    price_gap,
    orders,
    exits,
    stage_uniform,
    s,
):
    """Return the stage after the period, and whether it differs from the one before."""
    attachment = loyalty - HALF
    ordered = ONE if orders > ZERO else -ONE
    up = (
        by_stage(stage, s.up)
        + by_stage(stage, s.up_satisfaction) * satisfaction
        + by_stage(stage, s.up_loyalty) * attachment
        + by_stage(stage, s.up_emotion) * (emotional_loyalty - _LUKEWARM)
        + by_stage(stage, s.up_orders) * ordered
        + by_stage(stage, s.up_fulfilment) * (recent_experience_of_product - s.usual_quality)
        + by_stage(stage, s.up_rival_offers) * (price_sensitivity * price_gap)
    )
    down = (
        by_stage(stage, s.down)
        + by_stage(stage, s.down_satisfaction) * satisfaction
        + by_stage(stage, s.down_loyalty) * attachment
    )
    moves_up = stage_uniform < ONE - exp32(-s.months * log32(ONE + exp32(up)))
    moves_down = stage_uniform >= exp32(-s.months * log32(ONE + exp32(down)))
    after = _DOWN if moves_down else stage
    after = by_stage(stage, _UP) if moves_up else after
    after = FIRST_GONE if exits > ZERO else after
    return after, (ONE if after != stage else ZERO)


def _only_exits(stage, exits):
    after = FIRST_GONE if exits > ZERO else stage
    return after, (ONE if after != stage else ZERO)


stages = stages.off(_only_exits)
