"""The share of customer-months that ended in silence as a function of one sign that never lowers it.

Source: Ayer, Brunk, Ewing, Reid and Silverman (1955), The Annals of Mathematical Statistics 26(4): the rising
steps that come nearest to the outcomes in the mean square, which are also the most likely ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.warning_fit import WarningFit, nothing_to_learn

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RiskCurve:
    """Steps: from each of `begins` on the risk is that of `risks`, both `(n_steps,)` and rising."""

    begins: Floats
    risks: Floats

    def at(self, sign: Floats) -> Floats:
        """Return the risk at each value of the sign, of the same shape; below the first step, its risk."""
        return self.risks[np.maximum(np.searchsorted(self.begins, sign, side="right") - 1, 0)]


def risk_curve(sign: Floats, came: NDArray[np.bool_]) -> RiskCurve:
    """Return the curve through outcomes `came`, both of shape `(n,)`, n at least 1.

    >>> curve = risk_curve(np.array([1.0, 2.0, 3.0, 4.0]), np.array([False, True, False, True]))
    >>> curve.begins.tolist(), curve.risks.tolist()
    ([1.0, 2.0, 4.0], [0.0, 0.5, 1.0])
    """
    values, group, size = np.unique(sign, return_inverse=True, return_counts=True)
    share = np.bincount(group, weights=came) / size
    risen = isotonic_regression(share, weights=size).x
    is_step = np.append(True, np.diff(risen) > 0.0)
    return RiskCurve(values[is_step], risen[is_step])


def fit_curve(
    warning: str, sign_of: Callable[[CustomerMonths], Floats], months: CustomerMonths
) -> WarningFit:
    """Fit the curve of a warning that goes by the one sign that `sign_of` takes from customer-months."""
    failed = nothing_to_learn(warning, months)
    if failed:
        return failed
    curve = risk_curve(sign_of(months), months.fell_silent)
    steps = curve.risks.size
    status, reason = (
        ("ok", f"the risk rises in {steps} steps")
        if steps > 1
        else ("flat", "the risk does not rise with it")
    )
    return WarningFit(warning, status, reason, months.size, lambda asked: curve.at(sign_of(asked)))
