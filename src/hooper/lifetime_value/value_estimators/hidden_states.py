"""Value by the hidden Markov model of two states, with amounts by the Gamma-Gamma.

Customers who came too late to be seen for a whole period are valued as the mean of the others.
"""

import numpy as np

from hooper.lifetime_value import gamma_gamma
from hooper.lifetime_value.hidden_markov import estimation, purchases_to_come
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import no_covariates
from hooper.lifetime_value.value_estimators.opportunities_taken import FOUR_WEEKS
from hooper.lifetime_value.value_estimators.value_estimate import (
    ValueEstimate,
    estimated,
    failure_of,
    no_estimate,
)
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion


def value(question: ValueQuestion) -> ValueEstimate:
    """Fit both models to the log of the question, and value its customers."""
    days = question.contract_days or FOUR_WEEKS
    seen = panel_of_log(question.observed, no_covariates(), days, question.cut_days)
    if not seen.panel.n_customers:
        return no_estimate("failed", "nobody was seen for a whole period")
    fit, of_spend = estimation.fit(seen.panel), gamma_gamma.fit(question.summary)
    if failure := failure_of(fit, of_spend):
        return failure
    discounts = question.discounts(days)
    to_come = np.zeros((seen.panel.n_customers, discounts.size, 0))
    of_seen = purchases_to_come.expected_purchases(fit.parameters, seen.panel, to_come) @ discounts
    purchases = np.full(question.summary.n_customers, of_seen.mean())
    purchases[np.searchsorted(question.summary.customer_id, seen.customer_id)] = of_seen
    amount = gamma_gamma.expected_spend(of_spend.parameters, question.summary)
    return estimated(question.margin * amount * purchases, None, (fit, of_spend))
