"""What goes with a trait of people in how they buy, spend and leave; the kinds that traits are of.

Source: Wedel and Kamakura (2000), Market Segmentation, for the bases: demographic, geographic, psychographic,
behavioural; Bonoma and Shapiro (1983), Segmenting the Industrial Market, for firmographic ones.
"""

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.settings import Settings

Floats = NDArray[np.float32]
TraitKind = Literal["demographic", "geographic", "psychographic", "behavioural", "firmographic"]
TraitName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Effects(Settings):
    """What one standard deviation of a score, or a level, adds.

    The first five act on the logarithm of a factor: of the purchase rate, of the mean amount, of the hazard
    of leaving, of how much prices matter, and of the cost to serve. The others add to the fit with the firm's
    quality, to how offers act, to the share of the offer known at entry, to the yearly growth of amounts (the
    law `income_growth`), and to the number of people who decide, which is one without.

    >>> Effects(log_spend=0.5).amounts().tolist()
    [0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """

    log_purchase_rate: float = 0.0
    log_spend: float = 0.0
    log_frailty: float = 0.0
    log_price_sensitivity: float = 0.0
    log_serving_factor: float = 0.0
    quality_fit: float = 0.0
    persuadability: float = 0.0
    knowledge: float = 0.0
    growth_per_year: float = 0.0
    further_deciders: float = 0.0

    def amounts(self) -> Floats:
        """Return all effects in order, shape `(n_effects,)`."""
        return np.array(list(self.model_dump().values()), np.float32)
