"""Value of customers under contract: what each pays, for as long as a curve of survival says.

Who has not paid the last bill has left, and is worth nothing. The others pay at every renewal that they make:

    value = margin * fee * sum_j discount(t_j) * P(makes the next j renewals)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.value_estimators.spend_to_come import HIGH, LOW
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

NO_CONTRACTS = "nobody is under contract, so that nobody is seen to leave"
_NEARLY = 1e-6  # share of a contract by which rounding may shift a bill


@dataclass(frozen=True)
class Contracts:
    """Renewals made and those that could have been made by the cut, who has left, fee a bill; each `(n,)`."""

    renewals: Numbers
    chances: Numbers
    has_left: NDArray[np.bool_]
    fee: Floats
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
        fee=summary.total_spend / (summary.frequency + 1.0),
        days_since_bill=silent,
        contract_days=contract_days,
    )


def bills_to_come(contracts: Contracts, question: ValueQuestion) -> int:
    """Return how many bills anybody can pay between the cut and the horizon."""
    return int(question.horizon_days / contracts.contract_days + 1.0 + _NEARLY)


def value_of_contracts(
    contracts: Contracts, stays: Floats, question: ValueQuestion
) -> tuple[Floats, tuple[Floats, Floats]]:
    """Return the expected value of each customer, and the interval of what one life brings, `(n,)`.

    `stays`, shape `(n, bills_to_come)`, are the chances that who is there makes the next 1, 2, ... renewals.
    """
    steps = np.arange(1, stays.shape[1] + 1)
    days = steps * contracts.contract_days - contracts.days_since_bill[:, np.newaxis]
    counts = (days > 0.0) & (days <= question.horizon_days * (1.0 + _NEARLY))
    worth = np.where(counts, question.discount(np.maximum(days, 0.0)), 0.0)
    worth *= (question.margin * contracts.fee * ~contracts.has_left)[:, np.newaxis]
    low, high = ((worth * (stays >= 1.0 - share)).sum(axis=1) for share in (LOW, HIGH))
    return (worth * stays).sum(axis=1), (low, high)
