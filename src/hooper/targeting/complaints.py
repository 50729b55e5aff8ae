"""Complaints: who has cases that are open, given up or unresolved is at risk, the more the more of them.

The sign is the number of cases of the last three months that are open or ended badly; the risk is the share
of earlier months with as many in which nothing was bought within the horizon, made to rise with their
number. Source: Bolton (1998), Marketing Science 17(1), that losses felt in service shorten relationships.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.risk_curve import fit_curve
from hooper.targeting.signs_told import COMPLAINTS
from hooper.targeting.warning_fit import WarningFit, not_fitted

NAME = "complaints"


def fit(months: CustomerMonths) -> WarningFit:
    """Fit the risk to the number of complaints; a log without cases at a desk gives a failed fit."""
    if not any(sign in months.signs for sign in COMPLAINTS):
        return not_fitted(NAME, "the log has no service cases", months.size)
    return fit_curve(NAME, _bad_cases, months)


def _bad_cases(months: CustomerMonths) -> NDArray[np.float64]:
    return np.column_stack([months.signs[sign] for sign in COMPLAINTS]).sum(axis=1, dtype=np.float64)
