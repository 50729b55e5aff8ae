"""Trial of a warning: it learns from earlier months, and is tried on later ones whose outcome is known too.

The months that begin in the last horizon but one are kept back; the warning learns from what was known on
their first day, as a firm would have fitted it then.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.warning_scores import WarningScores, score_warnings
from hooper.targeting.catalogue import EarlyWarning
from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.warning_fit import WarningFit

_TOP = 0.1


@dataclass(frozen=True)
class WarningTrial:
    """A warning fitted to earlier months, and the months `tried` with the risks it gave them, `(n,)`."""

    fit: WarningFit
    tried: CustomerMonths
    risk: NDArray[np.float64]

    @property
    def scores(self) -> WarningScores:
        """The scores of the risks against who fell silent."""
        return score_warnings(self.risk, self.tried.fell_silent)

    def alarms(self) -> CustomerMonths:
        """Return the tenth of the months with the highest risks, at a tie those of the first customers."""
        by_risk = np.argsort(-self.risk, kind="stable")
        is_alarm = np.zeros(self.risk.size, np.bool_)
        is_alarm[by_risk[: int(_TOP * self.risk.size)]] = True
        return self.tried.where(is_alarm)


def try_warning(warning: EarlyWarning, months: CustomerMonths) -> WarningTrial:
    """Fit a warning to the earlier ones of these months, and try it on the later ones.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS, Observed
    >>> from hooper.targeting import catalogue
    >>> from hooper.targeting.customer_months import customer_months
    >>> from hooper.targeting.warning_settings import WarningSettings
    >>> days = [*range(0, 200, 10), 0, 90]  # one buys every ten days, another came twice
    >>> rows = {"customer_id": [0] * 20 + [1] * 2, "time_days": map(float, days), "amount": [5.0] * 22}
    >>> table = pa.table({key: list(each) for key, each in rows.items()}, TRANSACTIONS)
    >>> log = Observed(table, end_days=180.0)
    >>> months = customer_months(log, WarningSettings(horizon_weeks=4))
    >>> trial = try_warning(catalogue.get("recency_alone"), months)
    >>> trial.fit.status, trial.risk.round(2).tolist(), trial.tried.fell_silent.tolist()
    ('ok', [0.0, 0.67], [False, True])
    """
    begins = months.end_days - 2.0 * months.settings.horizon_days
    fit = warning.fit(months.known_by(begins))
    tried = months.known_from(begins)
    return WarningTrial(fit, tried, fit.risk(tried))
