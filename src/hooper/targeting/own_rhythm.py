"""Silence against the customer's own rhythm: two months are long for who comes every week.

The sign is the number of purchases that would have come in the silence at the customer's own mean rate
(`hooper.targeting.signs_of_purchases`); the risk is the share of earlier months with as much of it in which
nothing came within the horizon, made to rise with it. Alone it errs on the other side: who seldom buys is
silent for long without being late.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.risk_curve import fit_curve
from hooper.targeting.signs_of_purchases import SILENCE
from hooper.targeting.warning_fit import WarningFit

NAME = "own_rhythm"


def fit(months: CustomerMonths) -> WarningFit:
    """Fit the risk to the purchases that are missing."""
    return fit_curve(NAME, _missing, months)


def _missing(months: CustomerMonths) -> NDArray[np.float64]:
    missing: NDArray[np.float64] = np.expm1(months.signs[SILENCE].astype(np.float64))
    return missing.round(2)
