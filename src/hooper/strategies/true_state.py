"""What an oracle sees beside observations: the latent state of the known customers, which no firm sees.

A strategy that declares `sees_truth` finds it in `view.truth`; anyone else who looks there is told so.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TrueState:
    """The latent state at a review, a row a known customer, in the row order of the view; all `(n,)`.

    `stage` is the number of the stage, `GONE` for who has left (`hooper.mechanisms.life_stages`), and
    `satisfaction` the cumulative one. `persuadability` is the pull of an offer of full strength on the log of
    the hazards, below 0 with those whom it annoys. `hazard_per_period` and `margin_per_period` (currency
    units, less what it costs to serve) are what the laws expect at this state, and `gain_of_offer` is the
    discounted profit that an offer of strength 1 is expected to add, before what it costs.
    """

    stage: NDArray[np.int64]
    satisfaction: NDArray[np.float64]
    persuadability: NDArray[np.float64]
    hazard_per_period: NDArray[np.float64]
    margin_per_period: NDArray[np.float64]
    gain_of_offer: NDArray[np.float64]


class PeekError(Exception):
    """A strategy looked at the truth without declaring it."""


def hidden() -> TrueState:
    """Refuse to show the truth: raises `PeekError`."""
    raise PeekError("it looks at the truth without declaring it: set `sees_truth` to True, or do without")
