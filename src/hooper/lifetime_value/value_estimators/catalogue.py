"""The estimators of customer value. A new one is one file and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import named_entry
from hooper.lifetime_value.catalogue import purchase_model
from hooper.lifetime_value.value_estimators import (
    chance_by_recency,
    hidden_states,
    like_earlier_customers,
    opportunities_taken,
    past_carried_forward,
    renewals_by_beta,
    renewals_by_hazard,
)
from hooper.lifetime_value.value_estimators.purchases_until_exit import value_by
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, no_estimate
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion


@dataclass(frozen=True)
class ValueEstimator:
    """An estimator by name: how it values the customers of a question."""

    name: str
    about: str
    value: Callable[[ValueQuestion], ValueEstimate]

    def answer(self, question: ValueQuestion) -> ValueEstimate:
        """Value the customers; what the log is too small or too odd for is a recorded failure.

        Raises `InputError` if what comes back is no estimate.
        """
        try:
            told: object = self.value(question)
        except InputError as error:
            return no_estimate("failed", "; ".join(f"{each.where}: {each.problem}" for each in error.faults))
        if not isinstance(told, ValueEstimate):
            problem = f"`value` returns a {type(told).__name__}, which is no estimate"
            raise InputError([Fault(f"estimator '{self.name}'", problem, "return estimated(values)")])
        return told


def _of_purchases(name: str, about: str) -> ValueEstimator:
    return ValueEstimator(name, about, partial(value_by, purchase_model(name)))


ESTIMATORS: Final[tuple[ValueEstimator, ...]] = (
    ValueEstimator(
        "past_carried_forward", "everybody goes on to spend as so far", past_carried_forward.value
    ),
    ValueEstimator(
        "like_earlier_customers",
        "means of cells of recency, frequency and amount, a horizon ago",
        like_earlier_customers.value,
    ),
    ValueEstimator("chance_by_recency", "a Markov chain of months of silence", chance_by_recency.value),
    _of_purchases("bg_nbd", "BG/NBD and Gamma-Gamma"),
    _of_purchases("mbg_nbd", "MBG/NBD and Gamma-Gamma"),
    _of_purchases("pareto_nbd", "Pareto/NBD and Gamma-Gamma"),
    ValueEstimator("bg_bb", "BG/BB by four weeks and Gamma-Gamma", opportunities_taken.value),
    ValueEstimator("hidden_markov", "hidden Markov of two states and Gamma-Gamma", hidden_states.value),
    ValueEstimator(
        "shifted_beta_geometric", "contracts whose customers differ in churn", renewals_by_beta.value
    ),
    ValueEstimator(
        "discrete_time_hazard", "contracts whose churn hangs on tenure and fee", renewals_by_hazard.value
    ),
)


def names() -> tuple[str, ...]:
    """Return the names of all estimators, in the order of the catalogue."""
    return tuple(estimator.name for estimator in ESTIMATORS)


def get(name: str) -> ValueEstimator:
    """Return the estimator `name`; raises `InputError` with the nearest names.

    >>> get("bg_nbd").about
    'BG/NBD and Gamma-Gamma'
    """
    return named_entry("estimator", name, {estimator.name: estimator for estimator in ESTIMATORS})
