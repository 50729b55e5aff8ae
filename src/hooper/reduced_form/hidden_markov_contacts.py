"""A hidden Markov model of purchases in which contacts with the firm move customers up or down.

Source: Netzer, Lattin and Srinivasan (2008), A hidden Markov model of customer relationship dynamics,
Marketing Science 27(2); here with the same parameters for all customers.

    P(state < j | state before = s) = F(threshold_sj - coefficients_s . contacts), F logistic;
    purchases ~ Poisson or Bernoulli(rate of the state)
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator
from scipy.special import expit

from hooper.foundation.decisions import REDUCED_FORM_CONTACT
from hooper.foundation.settings import Positive, Probability, Settings
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.hidden_markov import history_of_purchases
from hooper.reduced_form.purchases_in_states import BernoulliPurchases, PoissonPurchases
from hooper.reduced_form.state_paths import UNSEEN, Distribution, States, periods_begun, walk

Floats = NDArray[np.float64]


class HiddenMarkovContactsPopulation(Settings):
    """How states follow each other, what contacts do to them, and what customers buy in each."""

    initial: Distribution = Field(max_length=UNSEEN, description="probabilities of the states at entry")
    thresholds: tuple[tuple[float, ...], ...] = Field(
        description="for each state, the log odds of landing below state 1, 2, ... without contacts"
    )
    contact_probabilities: tuple[Probability, ...] = Field(
        max_length=4, description="for each kind of contact, the chance of one between two periods"
    )
    coefficients: tuple[tuple[float, ...], ...] = Field(
        description="for each state, what each kind of contact adds to the log odds of landing higher"
    )
    purchases: PoissonPurchases | BernoulliPurchases = Field(
        description="mean purchases a period in each state"
    )
    period_days: Positive = Field(description="days of a period")

    @model_validator(mode="after")
    def _sizes_agree(self) -> "HiddenMarkovContactsPopulation":
        n_states, n_kinds = len(self.initial), len(self.contact_probabilities)
        rows = {len(self.thresholds), len(self.coefficients), len(self.purchases.mean_purchases)}
        if rows != {n_states} or {len(row) for row in self.thresholds} != {n_states - 1}:
            raise ValueError(f"initial has {n_states} states; give all rows for these, thresholds one fewer")
        if {len(row) for row in self.coefficients} != {n_kinds}:
            raise ValueError(f"there are {n_kinds} kinds of contact; give each state as many coefficients")
        if any(low >= high for row in self.thresholds for low, high in pairwise(row)):
            raise ValueError("thresholds of a state must rise")
        return self


@dataclass(frozen=True)
class HiddenMarkovContactsTraits:
    """The states and contacts of every customer.

    `states`, shape `(n, n_periods)`, as without contacts. `contacts`, shape `(n, n_periods, n_kinds)`:
    1 where there was a contact of this kind between the period before and this one; 0 in period 0, and in
    periods that begin after the end.
    """

    states: States
    contacts: NDArray[np.uint8]


def generate(
    population: HiddenMarkovContactsPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[HiddenMarkovContactsTraits]:
    """Draw the purchases of customers whose first period begins at `entry_days`, `(n,)`, until `end_days`.

    The entry itself is no purchase. Every state leads to every other, so that all are alive if anything
    is bought in any. `key` is (seed, replication): same key, same history. Raises InputError if somebody
    enters before day 0 or after the end.

    >>> population = HiddenMarkovContactsPopulation(
    ...     initial=(0.5, 0.5),
    ...     thresholds=((3.0,), (-2.0,)),
    ...     contact_probabilities=(0.2,),
    ...     coefficients=((1.0,), (0.5,)),
    ...     purchases=PoissonPurchases(per_period=(0.1, 2.0)),
    ...     period_days=7.0,
    ... )
    >>> history = generate(population, np.zeros(1000), end_days=70.0, key=(1, 0))
    >>> round(float(history.traits.contacts[:, 1:].mean()), 3)
    0.199
    """
    begun = periods_begun(population.period_days, entry_days, end_days)
    contacts = _contacts(population, begun, key)
    thresholds, coefficients = np.array(population.thresholds), np.array(population.coefficients)

    def chances_up_to(period: int, state: States) -> Floats:
        pull = (coefficients[state] * contacts[:, period]).sum(axis=1)
        return expit(thresholds[state] - pull[:, np.newaxis])

    states = walk(population.initial, chances_up_to, begun, key)
    is_alive = np.full(entry_days.size, max(population.purchases.mean_purchases) > 0.0)
    traits = HiddenMarkovContactsTraits(states, contacts)
    drawn = population.purchases.draw(states, key)
    return history_of_purchases(drawn, traits, is_alive, population.period_days, entry_days, end_days)


def _contacts(
    population: HiddenMarkovContactsPopulation, begun: NDArray[np.int64], key: tuple[int, int]
) -> NDArray[np.uint8]:
    chances = np.array(population.contact_probabilities)
    contacts = np.zeros((begun.size, begun.max(initial=0), chances.size), np.uint8)
    for period in range(1, contacts.shape[1]):
        uniform = customer_uniforms(key, np.arange(begun.size), period, REDUCED_FORM_CONTACT)
        is_contact = (chances > uniform[: chances.size].T) & (period < begun)[:, np.newaxis]
        contacts[:, period] = is_contact
    return contacts
