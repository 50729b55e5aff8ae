"""Recency alone: the longer nothing was bought, the higher the risk; what others have to beat.

The risk is the share of earlier months with about the same silence in which none of the customers bought
within the horizon, made to rise with the silence (`hooper.targeting.risk_curve`).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.risk_curve import fit_curve
from hooper.targeting.warning_fit import WarningFit

NAME = "recency_alone"


def fit(months: CustomerMonths) -> WarningFit:
    """Fit the risk to whole days without a purchase."""
    return fit_curve(NAME, _silent_days, months)


def _silent_days(months: CustomerMonths) -> NDArray[np.float64]:
    return np.floor(months.start_days - months.last_days)
