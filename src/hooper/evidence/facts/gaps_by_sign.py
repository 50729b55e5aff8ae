"""A law that only looks on: it writes down how far experience lay above and below expectation.

Dimensions cancel in the average gap, so gaps are split by sign in every dimension before they are weighted
and added up. The fields are state, so that they can be read after each month.
"""

from typing import Final, NamedTuple

from hooper.engine.world import World
from hooper.evidence.facts.laws_put_in import laws_with
from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law
from hooper.scenario.scenario import Scenario

GAPS: Final = ("gap_above", "gap_below", "expected")


class Weights(NamedTuple):
    """How much each dimension counts."""

    weights: tuple[float, ...]


@law(writes=GAPS, settings=Weights, state=dict.fromkeys(GAPS, 0.0))
def gaps_by_sign(experience, expectation, s):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return the weighted gaps above and below expectation, and the weighted expectation before the month."""
    above = ZERO
    below = ZERO
    expected = ZERO
    for k in range(len(experience)):
        gap = experience[k] - expectation[k]
        above += s.weights[k] * (gap if gap > ZERO else ZERO)
        below += s.weights[k] * (gap if gap < ZERO else ZERO)
        expected += s.weights[k] * expectation[k]
    return above, below, expected


def observed_world(scenario: Scenario) -> World:
    """Return the world of the scenario with the law put in before expectation moves."""
    weights = Weights(tuple(scenario.dimension_weights.values()))
    return World(scenario, laws=_LAWS, own_constants={gaps_by_sign.name: weights})


_LAWS: Final = laws_with(gaps_by_sign, before="expectation")
