"""Value of contracts by the shifted-beta-geometric: customers differ in how easily they leave, and stay so.

Those who have made n renewals make j more with S(n + j) / S(n): the longer the stay, the surer.
"""

import numpy as np

from hooper.history.survivors import Survivors
from hooper.lifetime_value import gamma_gamma, shifted_beta_geometric
from hooper.lifetime_value.value_estimators.contract_value import (
    NO_CONTRACTS,
    Contracts,
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


def value(question: ValueQuestion) -> ValueEstimate:
    """Fit the model to the contracts of the question, and value its customers."""
    if question.contract_days is None:
        return no_estimate("not_applicable", NO_CONTRACTS)
    contracts = contracts_of(question.summary, question.contract_days)
    fit, of_bills = (
        shifted_beta_geometric.fit(survivors_of(contracts)),
        gamma_gamma.fit(question.summary),
    )
    if failure := failure_of(fit, of_bills):
        return failure
    bills, most = bills_to_come(contracts, question), int(contracts.renewals.max(initial=0))
    survival = shifted_beta_geometric.survival(fit.parameters, np.arange(most + bills + 1))
    made = contracts.renewals[:, np.newaxis]
    stays = survival[made + np.arange(1, bills + 1)] / survival[made]
    told = value_of_contracts(contracts, stays, of_bills.parameters, question)
    return estimated(*told, (fit, of_bills))


def survivors_of(contracts: Contracts) -> Survivors:
    """Count customers by renewals made, a cohort for each number of renewals that they could have made."""
    cohorts = np.unique(contracts.chances[contracts.chances > 0])
    counts = []
    for chances in cohorts:
        made = np.minimum(contracts.renewals[contracts.chances == chances], chances)
        counts.append(np.bincount(made, minlength=chances + 1)[::-1].cumsum()[::-1])
    return Survivors(tuple(f"seen for {chances} renewals" for chances in cohorts), tuple(counts))
