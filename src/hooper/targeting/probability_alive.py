"""P(alive): the risk of a Pareto/NBD customer, who may have died unseen or just buys seldom.

    risk = 1 - P(alive | x, t_x, T) * (1 - P(no purchase in the horizon | alive))

The model is fitted to each customer's last month, at her recency, frequency and age then
(`hooper.lifetime_value.pareto_nbd`); BG/NBD would hold all one-time buyers to be alive. Source: Schmittlein,
Morrison and Colombo (1987), Management Science 33(1).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value import pareto_nbd
from hooper.lifetime_value.fit import Fit
from hooper.targeting.customer_months import CustomerMonths
from hooper.targeting.warning_fit import WarningFit, not_fitted

NAME = "probability_alive"


def fit(months: CustomerMonths) -> WarningFit:
    """Fit the model to what was known as the last month of each customer began."""
    if not months.size:
        return not_fitted(NAME, "no customer-months whose outcome is known", 0)
    model = pareto_nbd.fit(months.latest().summary())
    return WarningFit(
        NAME,
        model.status,
        model.reason,
        months.size,
        lambda asked: _risk(model, asked),
        model.parameters,
        model.standard_errors,
    )


def _risk(model: Fit, months: CustomerMonths) -> NDArray[np.float64]:
    summary, horizon = months.summary(), months.settings.horizon_weeks
    alive = pareto_nbd.probability_alive(model.parameters, summary)
    none = pareto_nbd.count_probabilities_while_alive(
        model.parameters, summary.frequency, summary.age, horizon, largest_count=0
    )[:, 0]
    return 1.0 - alive * (1.0 - none)
