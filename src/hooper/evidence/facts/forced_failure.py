"""A law that makes something go wrong for everybody at the end of one period, made good or not.

It comes on top of what goes wrong in the world by itself, so that worlds with and without it differ in
nothing else. Its own complaints are settled as the settings say; all others by `desk_at_once`.
"""

from typing import Final, NamedTuple

from hooper.engine.world import World
from hooper.evidence.facts.desk_at_once import AFTER_FAILURES, desk_at_once, served
from hooper.evidence.facts.laws_put_in import laws_with
from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law
from hooper.scenario.scenario import Scenario


class ForcedFailure(NamedTuple):
    """In which period it happens, and to how many failures, felt and made good."""

    period: float
    felt: float
    made_good: float


@law(writes=("failure_felt", "made_good"), settings=ForcedFailure)
def forced_failure(failure_felt, made_good, period, s):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return failures that will be felt, and those made good, with the forced one added in its period."""
    felt = s.felt if period == s.period else ZERO
    good = s.made_good if period == s.period else ZERO
    return failure_felt + felt, made_good + good


def world_with(scenario: Scenario, failure: ForcedFailure) -> World:
    """Return the world of the scenario with a desk at once and the failure that is forced."""
    return World(scenario, laws=_LAWS, own_constants={**served(scenario), forced_failure.name: failure})


_LAWS: Final = laws_with(desk_at_once, forced_failure, before=AFTER_FAILURES)
