"""Four kinds of customers by what an offer does to them: who is won by it, and who is lost by it.

With potential outcomes both lives of a customer are known: she stays only if treated (persuadable), either
way (sure thing), in neither case (lost cause), or only if left alone (do not disturb). Where the outcomes are
chances, the sign of their difference decides, and for the others which of staying and leaving is likelier.
Source: Radcliffe and Surry (2011), Real-world uplift modelling with significance-based uplift trees, for the
four kinds; Radcliffe (2007).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

PERSUADABLE: Final = 0
SURE_THING: Final = 1
LOST_CAUSE: Final = 2
DO_NOT_DISTURB: Final = 3
KINDS: Final = ("persuadable", "sure_thing", "lost_cause", "do_not_disturb")
_AS_LIKELY_AS_NOT: Final = 0.5


def effect_kinds(
    without: NDArray[np.floating], with_treatment: NDArray[np.floating], least_effect: float = 0.0
) -> NDArray[np.int8]:
    """Return the number of each customer's kind, as in `KINDS`, in the shape of the outcomes.

    `without` and `with_treatment` are what each does, 0 or 1, or the chance that she stays. An effect that is
    no larger than `least_effect` either way counts as none: chances from few futures are never quite equal.

    >>> kinds = effect_kinds(np.array([0.0, 1.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0, 0.0]))
    >>> [KINDS[kind] for kind in kinds]
    ['persuadable', 'sure_thing', 'lost_cause', 'do_not_disturb']
    """
    effect = with_treatment - without
    stays = without >= _AS_LIKELY_AS_NOT
    unmoved = np.where(stays, SURE_THING, LOST_CAUSE)
    moved = np.where(effect > 0.0, PERSUADABLE, DO_NOT_DISTURB)
    return np.where(np.abs(effect) > least_effect, moved, unmoved).astype(np.int8)
