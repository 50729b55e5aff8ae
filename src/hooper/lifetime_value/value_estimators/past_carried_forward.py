"""Value by the past: everybody goes on to spend what they have spent a day since they came."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion


def value(question: ValueQuestion) -> ValueEstimate:
    """Return the past spend of each customer of the question, carried to the horizon without discount."""
    return estimated(carried_forward(question.summary, question.horizon_days, question.margin))


def carried_forward(summary: CustomerSummary, horizon_days: float, margin: float) -> NDArray[np.float64]:
    """Value customers by their spend a day since entry, as if everybody went on like that, shape `(n,)`."""
    known_days = np.maximum(summary.age * summary.unit_days, summary.unit_days)
    return margin * summary.total_spend / known_days * horizon_days
