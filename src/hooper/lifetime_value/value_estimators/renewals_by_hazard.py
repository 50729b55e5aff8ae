"""Value of contracts by a discrete-time hazard: chances to leave hang on tenure and on what is paid.

The terms are the logarithms of tenure and mean bill (`discrete_time_hazard`, which has the sources).
"""

import numpy as np

from hooper.history.durations import durations_from_start
from hooper.lifetime_value import gamma_gamma
from hooper.lifetime_value.discrete_time_hazard.cumulative_incidence import survival
from hooper.lifetime_value.discrete_time_hazard.customer_periods import customer_periods
from hooper.lifetime_value.discrete_time_hazard.hazard_model import cause_specific_hazards, fit, terms_of
from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import LOG_TENURE
from hooper.lifetime_value.value_estimators.contract_value import (
    NO_CONTRACTS,
    bills_to_come,
    contracts_of,
    value_of_contracts,
)
from hooper.lifetime_value.value_estimators.value_estimate import (
    ValueEstimate,
    estimated,
    failure_of,
    no_estimate,
)
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

_LEAST_BILL = 1e-6  # of the mean: who has paid nothing has no logarithm


def value(question: ValueQuestion) -> ValueEstimate:
    """Fit the hazards to the contracts of the question, and value its customers."""
    if question.contract_days is None:
        return no_estimate("not_applicable", NO_CONTRACTS)
    contracts = contracts_of(question.summary, question.contract_days)
    bill = question.summary.total_spend / (question.summary.frequency + 1.0)
    log_bill = np.log(np.maximum(bill / bill.mean(), _LEAST_BILL))[:, np.newaxis]
    seen = contracts.renewals + contracts.has_left
    lives = durations_from_start(seen[seen > 0], contracts.has_left[seen > 0])
    periods = customer_periods(lives, ("end",), log_bill[seen > 0], ("log_bill",))
    found, of_bills = fit(periods, LOG_TENURE), gamma_gamma.fit(question.summary)
    if failure := failure_of(found, of_bills):
        return failure
    tenure = contracts.renewals[:, np.newaxis] + np.arange(1, bills_to_come(contracts, question) + 1)
    terms = terms_of(periods, LOG_TENURE)
    hazards = cause_specific_hazards(found.parameters, terms, tenure, log_bill[:, np.newaxis])
    told = value_of_contracts(contracts, survival(hazards), of_bills.parameters, question)
    return estimated(*told, (found, of_bills))
