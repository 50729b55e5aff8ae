"""The laboratory in which all facts are measured: the laws of the world, with those that facts put in.

There is one set of laws for all facts, so that one step is compiled. A fact says which of the laws that are
put in act in its world; all others leave every bit as it is without them.
"""

from typing import Final, Literal, get_args

from hooper.engine.world import World
from hooper.evidence.facts.bond_unheard import hide_bond, show_bond
from hooper.evidence.facts.desk_at_once import DeskAtOnce, desk_at_once
from hooper.evidence.facts.forced_failure import NO_FAILURE, ForcedFailure, forced_failure
from hooper.evidence.facts.gaps_by_sign import Weights, gaps_by_sign
from hooper.evidence.facts.write_down_cost import write_down_cost
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Law
from hooper.scenario.scenario import Scenario

LawPutIn = Literal[
    "gaps_by_sign", "hide_bond", "desk_at_once", "forced_failure", "show_bond", "write_down_cost"
]

_BEFORE: Final[dict[str, tuple[Law, ...]]] = {
    "satisfaction": (gaps_by_sign,),
    "loyalty": (hide_bond,),
    "stages": (desk_at_once, forced_failure),
}
_LAST: Final = (show_bond, write_down_cost)

LAWS: Final[tuple[Law, ...]] = (
    *(each for law in PERIOD_LAWS for each in (*_BEFORE.get(law.name, ()), law)),
    *_LAST,
)


def laboratory(scenario: Scenario, *acting: LawPutIn, failure: ForcedFailure = NO_FAILURE) -> World:
    """Return the world of the scenario in which these laws act besides its own.

    `failure` is what `forced_failure` forces upon everybody, where it acts.

    >>> world = laboratory(Scenario(), "desk_at_once")
    >>> world.law_set == laboratory(Scenario()).law_set
    True
    """
    constants = {
        gaps_by_sign.name: Weights(tuple(scenario.dimension_weights.values())),
        desk_at_once.name: DeskAtOnce(scenario.desk.recovery_share),
        forced_failure.name: failure,
    }
    off = tuple(name for name in get_args(LawPutIn) if name not in acting)
    return World(scenario, LAWS, own_constants=constants, own_laws_off=off)
