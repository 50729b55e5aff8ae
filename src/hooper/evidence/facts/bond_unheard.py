"""Two laws that hide the emotional bond from all laws that act on it, and bring it back when they are done.

The bond grows as ever, so that customers can be told apart by it; what they do is what everybody with a
lukewarm bond would do.
"""

from typing import Final

import numpy as np

from hooper.engine.world import World
from hooper.evidence.facts.laws_put_in import laws_with
from hooper.mechanisms.law import law
from hooper.scenario.scenario import Scenario

_LUKEWARM = np.float32(0.3)  # as where the law of the bond is switched off


@law(writes=("hidden_bond", "emotional_loyalty"))
def hide_bond(emotional_loyalty):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return the bond, to be kept, and what the laws that follow take for it."""
    return emotional_loyalty, _LUKEWARM


@law(writes=("emotional_loyalty",))
def show_bond(hidden_bond):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return the bond that was kept."""
    return hidden_bond


def world_that_hears_no_bond(scenario: Scenario) -> World:
    """Return the world of the scenario in which no law but its own hears the emotional bond."""
    return World(scenario, laws=_LAWS)


_LAWS: Final = (*laws_with(hide_bond, before="loyalty"), show_bond)
