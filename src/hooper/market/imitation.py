"""Imitation: rivals take up what they see the firm do, and what everybody offers sets nobody apart.

While a lever is pulled, the copied share c of its effect grows towards 1, `c <- c + (1 - 2^(-t/h)) (1 - c)`,
so that `1 - c = 2^(-t/h)` of the effect is left after t months, with the half-life h of its level. Once the
firm lets go of it, rivals do so too, at the same pace, and it can be new again. The level stands with each
lever. Without settings nobody imitates anything.
Sources: Berry and Parasuraman (1991), Marketing Services: Competing Through Quality, for the three levels;
Day and Reibstein (1997), Wharton on Dynamic Competitive Strategy, for advantages that erode.
"""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.imitation_settings import ImitationSettings
from hooper.strategies.actions import LEVELS

_FIRST_LEVEL, _SECOND_LEVEL = (tuple(name for name in LEVELS if LEVELS[name] == level) for level in (1, 2))
IMITATED: Final = (*_FIRST_LEVEL, *_SECOND_LEVEL)


class Imitation:
    """What rivals have copied of the firm's levers; `copied` has a share for each of `IMITATED`.

    >>> imitation = Imitation(ImitationSettings(first_level_half_life_months=1.0), DAYS_PER_MONTH)
    >>> imitation.see({"offer"})
    >>> imitation.effect_left()["offer"]
    0.5
    """

    def __init__(self, settings: ImitationSettings | None, period_days: float) -> None:
        months = period_days / DAYS_PER_MONTH
        of_levels = (0.0, 0.0)
        if settings:
            half_lives = settings.first_level_half_life_months, settings.second_level_half_life_months
            of_levels = (1.0 - 0.5 ** (months / half_life) for half_life in half_lives)
        self._taken_up = np.repeat([*of_levels], [len(_FIRST_LEVEL), len(_SECOND_LEVEL)])
        self.copied: NDArray[np.float64] = np.zeros(len(IMITATED))

    def see(self, pulled: Collection[str]) -> None:
        """Let rivals see for a period which levers are pulled."""
        shown = np.array([name in pulled for name in IMITATED], np.float64)
        self.copied = self.copied + self._taken_up * (shown - self.copied)

    def effect_left(self) -> dict[str, float]:
        """Return the share of its effect that each lever has left."""
        return dict.fromkeys(LEVELS, 1.0) | dict(zip(IMITATED, (1.0 - self.copied).tolist(), strict=True))
