"""Value by a model of purchases in continuous time, with amounts by the Gamma-Gamma.

    value = margin * E[amount] * P(alive) * sum_w discount(w) * E[purchases in week w | alive]

as `customer_lifetime_value` has it. The interval is of the life to come: the counts of the model, and the
amounts given a count; the parameters are taken as they were fitted.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.lifetime_value import gamma_gamma
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.customer_lifetime_value import LifetimeValue, customer_lifetime_value
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.model_kinds import PurchaseModel
from hooper.lifetime_value.value_estimators.spend_to_come import interval_of_spend
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated, failure_of
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]

_MOST_COUNTED = 400  # purchases within a horizon; more are counted as so many


def value_by(model: PurchaseModel, question: ValueQuestion) -> ValueEstimate:
    """Fit the model and the Gamma-Gamma to the log of the question, and value its customers."""
    of_purchases, of_spend = model.fit(question.summary), gamma_gamma.fit(question.summary)
    if failure := failure_of(of_purchases, of_spend):
        return failure
    told = customer_lifetime_value(
        of_purchases,
        of_spend,
        question.summary,
        np.empty((0, len(of_purchases.parameters) + len(of_spend.parameters))),
        horizon_weeks=question.horizon_weeks,
        discount_rate_per_year=question.discount_rate_per_year,
        margin=question.margin,
    )
    counts = _count_probabilities(model, of_purchases, told, question)
    worth = question.margin * float(question.discounts(DAYS_PER_WEEK).mean())
    low, high = interval_of_spend(counts, of_spend.parameters, question.summary)
    return estimated(told.value, (worth * low, worth * high), (of_purchases, of_spend))


def _count_probabilities(
    model: PurchaseModel, fit: Fit, told: LifetimeValue, question: ValueQuestion
) -> Floats:
    """Return the probabilities of 0, 1, ... purchases by the horizon, whether alive at the cut or not."""
    horizon = question.horizon_weeks * DAYS_PER_WEEK / question.summary.unit_days
    mean = float(np.divide(told.discounted_purchases, told.probability_alive).max(initial=0.0))
    most = min(_MOST_COUNTED, int(2.0 * mean + 6.0 * np.sqrt(mean) + 10.0))
    while_alive = of_those_alive(
        lambda of, frequency, age: model.count_probabilities_while_alive(of, frequency, age, horizon, most),
        fit.parameters,
        question.summary,
    )
    counts = told.probability_alive[:, np.newaxis] * while_alive
    counts[:, 0] += 1.0 - told.probability_alive
    return counts
