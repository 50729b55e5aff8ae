"""Value of customers under contract: what each pays, for as long as a curve of survival says.

Who has not paid the last bill has left, and is worth nothing. The others pay at every renewal that they make:

    value = margin * E[bill] * sum_j discount(t_j) * P(makes the next j renewals)

Bills are amounts of the Gamma-Gamma, the first of them left out as everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import gamma_gamma
from hooper.lifetime_value.value_estimators.spend_to_come import interval_of_spend
from hooper.lifetime_value.value_estimators.value_estimate import Interval
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

NO_CONTRACTS = "nobody is under contract, so that nobody is seen to leave"
_NEARLY = 1e-6  # share of a contract by which rounding may shift a bill


@dataclass(frozen=True)
class Contracts:
    """Renewals made, those that could have been made by the cut, who has left, and when last paid; `(n,)`."""

    renewals: Numbers
    chances: Numbers
    has_left: NDArray[np.bool_]
    days_since_bill: Floats
    contract_days: float


def contracts_of(summary: CustomerSummary, contract_days: float) -> Contracts:
    """Read the bills of a summary as contracts of so many days, renewed one after another."""
    days = summary.unit_days
    silent = (summary.age - summary.recency) * days
    return Contracts(
        renewals=np.rint(summary.recency * days / contract_days).astype(np.int64),
        chances=np.floor(summary.age * days / contract_days + _NEARLY).astype(np.int64),
        has_left=silent > contract_days * (1.0 - _NEARLY),
        days_since_bill=silent,
        contract_days=contract_days,
    )


def bills_to_come(contracts: Contracts, question: ValueQuestion) -> int:
    """Return how many bills anybody can pay between the cut and the horizon."""
    return int(question.horizon_days / contracts.contract_days + 1.0 + _NEARLY)


def value_of_contracts(
    contracts: Contracts, stays: Floats, of_bills: Mapping[str, float], question: ValueQuestion
) -> tuple[Floats, Interval]:
    """Return the expected value of each customer, and the interval of what one life brings, `(n,)`.

    `stays`, shape `(n, bills_to_come)`, are the chances that who is there makes the next 1, 2, ... renewals;
    `of_bills` are the parameters of the Gamma-Gamma.
    """
    steps = np.arange(1, stays.shape[1] + 1)
    days = steps * contracts.contract_days - contracts.days_since_bill[:, np.newaxis]
    counts = (days > 0.0) & (days <= question.horizon_days * (1.0 + _NEARLY))
    pays = stays * counts * ~contracts.has_left[:, np.newaxis]
    discounts = question.discount(np.maximum(days, 0.0))
    amount = gamma_gamma.expected_spend(of_bills, question.summary)
    ladder = np.pad(pays, ((0, 0), (1, 1)), constant_values=((0, 0), (1.0, 0.0)))
    low, high = interval_of_spend(-np.diff(ladder, axis=1), of_bills, question.summary)
    of_one_life = question.margin * float(discounts[counts].mean())
    value = question.margin * amount * (pays * discounts).sum(axis=1)
    return value, (of_one_life * low, of_one_life * high)
