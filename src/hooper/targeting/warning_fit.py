"""What every early warning hands back: a risk for each customer-month, and whether to trust it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.verdict import Status
from hooper.targeting.customer_months import CustomerMonths

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WarningFit:
    """A warning fitted to customer-months. A fit that went wrong is a status, never an exception.

    `status` is `ok`, `boundary`, `flat` or `failed`, and `reason` says why, as for all fits
    (`hooper.lifetime_value.fit.Fit`); `n_rows` counts the customer-months it was fitted to.
    """

    warning: str
    status: Status
    reason: str
    n_rows: int
    risk_of: Callable[[CustomerMonths], Floats]
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    standard_errors: Mapping[str, float] = field(default_factory=dict[str, float])

    def risk(self, months: CustomerMonths) -> Floats:
        """Return the risk in [0, 1] that silence follows, shape `(n,)`; not a number where the fit failed."""
        if self.status == "failed":
            return np.full(months.size, np.nan)
        return np.clip(self.risk_of(months), 0.0, 1.0)


def not_fitted(warning: str, reason: str, n_rows: int) -> WarningFit:
    """Return the failed fit of a warning that could not even be tried."""
    return WarningFit(warning, "failed", reason, n_rows, lambda months: np.full(months.size, np.nan))


NOTHING_TO_LEARN: Final = (
    "{} customer-months whose outcome is known, {} of them with silence: nothing to learn"
)


def nothing_to_learn(warning: str, months: CustomerMonths) -> WarningFit | None:
    """Return the failed fit where no month is known, or all ended alike; None where there is something."""
    silent = int(months.fell_silent.sum())
    if 0 < silent < months.size:
        return None
    return not_fitted(warning, NOTHING_TO_LEARN.format(months.size, silent), months.size)
