"""A world in which a stage gives every customer the same chances for ever: a Markov chain of stages.

All laws but those of defection and stages are switched off, and what is left of their drivers is set
to nothing, so that lives have closed forms.
"""

import math
from dataclasses import dataclass
from typing import Final

from hooper.engine.world import World
from hooper.evidence.oracles.acting_laws import all_laws_but
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.entry import CharacterSettings
from hooper.mechanisms.stages import StagesSettings
from hooper.scenario.scenario import Scenario

ByStage = tuple[float, float, float, float]
NO_MOVES: Final[ByStage] = (0.0, 0.0, 0.0, 0.0)
_IMPOSSIBLE: Final = -40.0


@dataclass(frozen=True)
class Chances:
    """The chances in a period to leave, to move up and to move down, by stage.

    Exploration moves up to formation, formation and decline to stability; all move down to decline.
    `hole_weights` are the parts of the five holes (service, staff, quality, assortment, value) in the
    hazard of leaving; they add up to 1.
    """

    leave: ByStage
    up: ByStage = NO_MOVES
    down: ByStage = NO_MOVES
    hole_weights: tuple[float, float, float, float, float] = (1.0, 0.0, 0.0, 0.0, 0.0)


def constant_world(chances: Chances) -> World:
    """Return the world with a period of one month in which these chances hold."""
    return World(
        Scenario(
            period="month",
            switched_off=all_laws_but("defection", "stages"),
            character=CharacterSettings(frailty_log_sd=0.0),
            defection=_defection(chances),
            stages=_stages(chances),
        )
    )


def _defection(chances: Chances) -> DefectionSettings:
    """Put the hazard into the multipliers by stage; exponents of zero take loyalty out of it."""
    in_exploration, in_formation, in_stability, in_decline = (-math.log1p(-leave) for leave in chances.leave)
    service, staff, quality, assortment, value = chances.hole_weights
    return DefectionSettings(
        service_hazard_per_month=service,
        staff_hazard_per_month=staff,
        quality_hazard_per_month=quality,
        assortment_hazard_per_month=assortment,
        value_hazard_per_month=value,
        rival_hazard_per_month=0.0,
        natural_hazard_per_month=0.0,
        natural_hazard_in_decline_per_month=0.0,
        multiplier_in_exploration=in_exploration,
        multiplier_in_formation=in_formation,
        multiplier_in_stability=in_stability,
        multiplier_in_decline=in_decline,
        vulnerability_exponent_in_exploration=0.0,
        vulnerability_exponent_in_formation=0.0,
        vulnerability_exponent_in_stability=0.0,
        vulnerability_exponent_in_decline=0.0,
    )


def _stages(chances: Chances) -> StagesSettings:
    """Put the chances of those who do not leave into logits without drivers."""
    up, down = (
        [_logit(move / (1.0 - leave)) for move, leave in zip(moves, chances.leave, strict=True)]
        for moves in (chances.up, chances.down)
    )
    return StagesSettings(
        exploration_up=up[0],
        exploration_down=down[0],
        exploration_satisfaction=0.0,
        first_order_pull=0.0,
        formation_up=up[1],
        formation_down=down[1],
        formation_satisfaction=0.0,
        stability_down=down[2],
        stability_loyalty=0.0,
        decline_up=up[3],
        decline_loyalty=0.0,
    )


def _logit(chance: float) -> float:
    return math.log(chance / (1.0 - chance)) if chance > 0.0 else _IMPOSSIBLE
