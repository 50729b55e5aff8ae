"""What is known of the future of customers whose traits are known: discounted purchases of the exact models.

    rate * sum_w discount(w) * P(there in week w)    if customers buy at random while they are there

with an exit rate of mu in the Pareto/NBD and of lambda p in the BG/NBD, where a share p of purchases is the
last; P^t times the rates of the states in a hidden Markov chain; (1 - theta)^j at the j-th renewal of a
contract. The purchases of the Pareto/GGG are not that simple: they are drawn (`regular_futures`). Results are
of shape `(1, n)`: one future, which is the mean of all.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion
from hooper.reduced_form.bg_nbd import BgNbdTraits
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.hidden_markov import HiddenMarkovPopulation, HiddenMarkovTraits
from hooper.reduced_form.pareto_nbd import ParetoNbdTraits
from hooper.reduced_form.shifted_beta_geometric import (
    ShiftedBetaGeometricPopulation,
    ShiftedBetaGeometricTraits,
)
from hooper.reduced_form.state_paths import last_states

Floats = NDArray[np.float64]


Key = tuple[int, int]


def of_bg_nbd(_: object, history: GeneratedHistory[BgNbdTraits], question: ValueQuestion, __: Key) -> Floats:
    """Return the discounted purchases to come of each customer, given rate, dropout and who is there."""
    rate = history.traits.rate_per_week
    return _while_there(rate, rate * history.traits.dropout_probability, history.is_alive, question)


def of_pareto_nbd(
    _: object, history: GeneratedHistory[ParetoNbdTraits], question: ValueQuestion, __: Key
) -> Floats:
    """Return the discounted purchases to come of each customer, given both rates and who is there."""
    traits = history.traits
    return _while_there(traits.rate_per_week, traits.dropout_rate_per_week, history.is_alive, question)


def of_hidden_markov(
    population: HiddenMarkovPopulation,
    history: GeneratedHistory[HiddenMarkovTraits],
    question: ValueQuestion,
    _: Key,
) -> Floats:
    """Return the discounted purchases to come of each customer, given the state of the period at the cut.

    The cut is the first day of a period of everybody.
    """
    rates, moves = np.array(population.purchases.mean_purchases), np.array(population.transitions)
    from_state = np.zeros(rates.size)
    for discount in question.discounts(population.period_days)[::-1]:
        from_state = discount * rates + moves @ from_state
    return from_state[last_states(history.traits.states)][np.newaxis]


def of_shifted_beta_geometric(
    population: ShiftedBetaGeometricPopulation,
    history: GeneratedHistory[ShiftedBetaGeometricTraits],
    question: ValueQuestion,
    _: Key,
) -> Floats:
    """Return the discounted payments to come of each customer, given churn and who is under contract."""
    days = population.contract_days
    since_bill = (question.cut_days - history.entry_days) % days
    stays, total = np.ones(since_bill.size), np.zeros(since_bill.size)
    for step in range(1, int(question.horizon_days / days) + 2):
        due = step * days - since_bill
        stays = stays * (1.0 - history.traits.churn_probability)
        total += np.where(due <= question.horizon_days, stays * question.discount(due), 0.0)
    return np.where(history.is_alive, total, 0.0)[np.newaxis]


def _while_there(
    rate: Floats, exit_rate: Floats, is_there: NDArray[np.bool_], question: ValueQuestion
) -> Floats:
    weeks = np.arange(question.horizon_weeks)
    in_first = np.where(
        exit_rate > 0.0, -np.expm1(-exit_rate) / np.where(exit_rate > 0.0, exit_rate, 1.0), 1.0
    )
    there = np.exp(-np.multiply.outer(exit_rate, weeks)) @ question.discounts(DAYS_PER_WEEK)
    return np.where(is_there, rate * in_first * there, 0.0)[np.newaxis]
