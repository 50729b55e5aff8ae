"""A channel that answers to spend with saturation, and of which the audience may run dry.

Spend s brings `without + most (1 - 2^(-s / half))` newcomers a month, times the share of the audience that
the channel has not brought yet. Fractions of people add up.
Source: Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review
74(4): 136-144.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.response_curve import ResponseCurve
from hooper.firm.customer_ids import acquired_ids
from hooper.scenario.channel_settings import ChannelSettings

# A hair of a person, so that a plan of one a period brings one in each.
_ROUNDING: Final = 1e-9


class ResponseToSpend:
    """How many a channel brings: `owed` are fractions of people, `brought` those who have come so far.

    >>> from hooper.scenario.channel_settings import ChannelSettings
    >>> press = ChannelSettings(name="press", spend_per_month_per_1000=100.0, most_per_month_per_1000=8.0)
    >>> ResponseToSpend(press, code=4, founders=1_000).come((1, 0), 0, months=1.0).size
    4
    """

    def __init__(self, settings: ChannelSettings, code: int, founders: int) -> None:
        self._code = code
        thousands = founders / 1000.0
        half = settings.spend_for_half_per_month_per_1000
        curve = ResponseCurve(ceiling=1.0, steepness=math.log(2.0) / half)
        spend, most = settings.spend_per_month_per_1000, settings.most_per_month_per_1000
        answer = settings.without_spend_per_month_per_1000 + most * curve.share(spend)
        # In the precision of the laws: the same on every machine.
        self._per_month = float(np.float32(answer * thousands))
        self._per_unit_more = most * curve.slope(spend)
        self._reach = settings.reach_per_1000 * thousands
        self.owed = 0.0
        self.brought = 0

    def come(self, key: tuple[int, int], period: int, months: float) -> NDArray[np.uint64]:
        """Return the ids of whom the channel brings to the firm's door in so many months."""
        del key
        self.owed += self._per_month * months * self.share_left()
        count = math.floor(self.owed + _ROUNDING)
        self.owed -= count
        return acquired_ids(self._code, period, count)

    def settle(self, came: NDArray[np.uint64]) -> None:
        """Note who was not turned away."""
        self.brought += came.size

    def per_unit_more(self) -> float:
        """Return how many more one currency unit more would bring."""
        return self._per_unit_more * self.share_left()

    def share_left(self) -> float:
        """Return the share of the audience that can still be reached."""
        return max(0.0, 1.0 - self.brought / self._reach) if self._reach else 1.0

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {"owed": np.array(self.owed), "brought": np.array(self.brought)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.owed, self.brought = float(state["owed"]), int(state["brought"])
