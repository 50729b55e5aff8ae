"""Churn hazard: the chance that silence begins, by all signs together, month by month.

    logit P(silence follows month t) = a + b . x_t

with the signs x_t that are known as the month begins: recency, silence against the own rhythm, the latest
rhythm, tenure, what was spent of late, cases, contacts and answers, as far as the log has them. It is the
hazard in discrete time of a customer who has not been given up. Under contracts, with a horizon of one bill,
the silence is the exit. Source: Allison (1982), Sociological Methodology 13; as a model of churn, Neslin,
Gupta, Kamakura, Lu and Mason (2006), Journal of Marketing Research 43(2). A sign that is unusual in less
than twenty customer-months is left out: no weight can be told from so few (Peduzzi et al. 1996, Journal of
Clinical Epidemiology 49(12)).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.logistic_regression import fit_logistic
from hooper.targeting.warning_fit import WarningFit, nothing_to_learn

NAME = "churn_hazard"
_FEWEST: Final = 20


def fit(months: CustomerMonths) -> WarningFit:
    """Fit the hazard to all signs that differ often enough between customer-months."""
    failed = nothing_to_learn(NAME, months)
    if failed:
        return failed
    telling = {name: values for name, values in months.signs.items() if _unusual(values) >= _FEWEST}
    model = fit_logistic(telling, months.fell_silent)
    return WarningFit(
        NAME,
        model.status,
        model.reason,
        months.size,
        lambda asked: model.probability(asked.signs, asked.size),
        model.weights,
        model.standard_errors,
    )


def _unusual(values: NDArray[np.float32]) -> int:
    """Return in how many customer-months a sign is not what it is in the middle."""
    return int(np.count_nonzero(values != np.median(values)))
