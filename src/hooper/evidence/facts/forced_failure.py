"""A law that makes something go wrong for everybody at the end of one period, made good or not.

It comes on top of what goes wrong in the world by itself, so that worlds with and without it differ in
nothing else. Its own complaints are settled as the settings say; all others by `desk_at_once`.
"""

from typing import Final, NamedTuple

from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law


class ForcedFailure(NamedTuple):
    """In which period it happens, and to how many failures, felt and made good."""

    period: float
    felt: float
    made_good: float


NO_FAILURE: Final = ForcedFailure(period=0, felt=0, made_good=0)


@law(writes=("failure_felt", "made_good"), settings=ForcedFailure)
def forced_failure(failure_felt, made_good, period, s):  # noqa: ANN001, ANN201  # fields, as in every law
    """Return failures that will be felt, and those made good, with the forced one added in its period."""
    felt = s.felt if period == s.period else ZERO
    good = s.made_good if period == s.period else ZERO
    return failure_felt + felt, made_good + good
