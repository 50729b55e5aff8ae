"""The inclusive value of the rivals: what all that they offer together is worth, in the scale of a logit.

`V = ln(sum_j m_j e^(b_price gap_j + b_quality lead_j) / sum_j m_j)`, the first sum over those who are open,
with shares m of the market's offers (McFadden 1974). It is zero where all are open and offer what is usual,
or where nobody is named.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.scenario.rival_settings import ChoiceSettings

# What nobody offers is worth so little that everything is bought from the firm.
NOTHING: Final = -80.0


def rivals_value(
    shares: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    price_gaps: NDArray[np.float64],
    quality_leads: NDArray[np.float64],
    pulls: ChoiceSettings,
) -> float:
    """Return the inclusive value of rivals; all arrays have one number a rival, shape `(n_rivals,)`.

    >>> one, usual = np.array([0.2]), np.zeros(1)
    >>> rivals_value(one, np.array([True]), usual, usual, ChoiceSettings())
    0.0
    """
    if not shares.sum() > 0.0:
        return 0.0
    attraction = np.exp(pulls.pull_of_price * price_gaps + pulls.pull_of_quality * quality_leads)
    offered = float((shares * attraction)[is_open].sum() / shares.sum())
    return max(NOTHING, float(np.log(offered))) if offered > 0.0 else NOTHING
