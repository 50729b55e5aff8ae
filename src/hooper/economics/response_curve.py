"""What spending on somebody brings about: `share = ceiling (1 - exp(-steepness spend))`.

The first unit does most, and no spend lifts the share above the ceiling. Source: Blattberg and Deighton
(1996), Manage marketing by the customer equity test, Harvard Business Review 74(4): 136-144.
"""

import math
from dataclasses import dataclass

from hooper.economics.ranges import POSITIVE, Range, require

_CEILING = Range(0.0, 1.0, "give a share above 0, up to 1", low_included=False)


@dataclass(frozen=True)
class ResponseCurve:
    """The share that can be had at most, and how soon spend comes near it, per currency unit.

    Raises InputError for a ceiling outside 0 to 1 or a steepness of zero or less.
    """

    ceiling: float
    steepness: float

    def __post_init__(self) -> None:
        require(("ceiling", self.ceiling, _CEILING), ("steepness", self.steepness, POSITIVE))

    def share(self, spend: float) -> float:
        """Return the share that a spend per head wins or keeps.

        >>> round(ResponseCurve(ceiling=0.4, steepness=0.06).share(23.590), 4)
        0.3029
        """
        return -self.ceiling * math.expm1(-self.steepness * spend)

    def slope(self, spend: float) -> float:
        """Return by how much the share rises for one unit more."""
        return self.ceiling * self.steepness * math.exp(-self.steepness * spend)

    def average_cost(self, spend: float) -> float:
        """Return the spend for each who is won or kept; at a spend of nothing, that of the first one."""
        return spend / self.share(spend) if spend > 0.0 else self.marginal_cost(0.0)

    def marginal_cost(self, spend: float) -> float:
        """Return the spend for one more who is won or kept; it is above the average cost."""
        return 1.0 / self.slope(spend)
