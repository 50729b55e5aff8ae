"""Wald intervals: as many standard errors to either side as the normal distribution asks for.

On the scale of the fit's covariance: that of the logarithm for positive parameters, whose sampling
distribution is nearer to the normal one there, and whose interval then never holds what cannot be.
"""

import numpy as np
from scipy.special import ndtri

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.fit import Fit


def wald_intervals(fit: Fit, level: float = 0.95) -> dict[str, tuple[float, float]]:
    """Return for each parameter the low and the high end, nan if the fit has no covariance.

    Raises InputError if the level is not between 0 and 1.

    >>> fit = Fit("mean", {"mean": 2.0}, {"mean": 0.2}, 0.0, "ok", "", 100, log_covariance=np.array([[0.01]]))
    >>> [round(end, 3) for end in wald_intervals(fit)["mean"]]
    [1.644, 2.433]
    """
    if not 0.0 < level < 1.0:
        raise InputError([Fault("level", f"is {level}", "give a probability between 0 and 1, say 0.95")])
    is_log = np.array([name not in fit.real_valued for name in fit.parameters])
    found = np.array(list(fit.parameters.values()))
    centre = np.log(found, out=found.copy(), where=is_log)
    with np.errstate(invalid="ignore"):  # a variance below zero is that of no top
        half = ndtri(0.5 + level / 2.0) * np.sqrt(np.diag(fit.log_covariance))
    with np.errstate(over="ignore"):  # of what the data do not fix the interval has no end
        low, high = (np.exp(end, out=end.copy(), where=is_log) for end in (centre - half, centre + half))
    return dict(zip(fit.parameters, zip(low.tolist(), high.tolist(), strict=True), strict=True))
