"""A hidden Markov model of purchases: what a customer buys tells of a relationship that nobody sees.

Source: Netzer, Lattin and Srinivasan (2008), A hidden Markov model of customer relationship dynamics,
Marketing Science 27(2); here with the same chances for all customers and periods, without covariates
(`hidden_markov_contacts` has them).

    state of a period ~ P(state of the period before); purchases ~ Poisson or Bernoulli(rate of the state)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.generated_history import GeneratedHistory, Traits, no_amounts, transaction_table
from hooper.reduced_form.purchases_in_states import BernoulliPurchases, PoissonPurchases, Purchases
from hooper.reduced_form.state_paths import UNSEEN, Distribution, last_states, state_paths

Floats = NDArray[np.float64]


class HiddenMarkovPopulation(Settings):
    """How states follow each other and what customers buy in each."""

    initial: Distribution = Field(max_length=UNSEEN, description="probabilities of the states at entry")
    transitions: tuple[Distribution, ...] = Field(
        description="for each state, the probabilities of the states a period later"
    )
    purchases: PoissonPurchases | BernoulliPurchases = Field(
        description="mean purchases a period in each state"
    )
    period_days: Positive = Field(description="days of a period")

    @model_validator(mode="after")
    def _one_number_of_states(self) -> "HiddenMarkovPopulation":
        n_states = len(self.initial)
        sizes = {len(self.transitions), len(self.purchases.mean_purchases), *map(len, self.transitions)}
        if sizes != {n_states}:
            raise ValueError(
                f"initial has {n_states} states, the others {sorted(sizes)}; give all the same number"
            )
        return self


@dataclass(frozen=True)
class HiddenMarkovTraits:
    """The state of every customer in every period since entry, shape `(n, n_periods)`.

    `UNSEEN` in periods that begin after the end.
    """

    states: NDArray[np.uint8]


def generate(
    population: HiddenMarkovPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[HiddenMarkovTraits]:
    """Draw the purchases of customers whose first period begins at `entry_days`, `(n,)`, until `end_days`.

    The entry itself is no purchase, so somebody may have none; `is_alive` is who can still buy: from the
    state of the last period that has begun a state with purchases can be reached. `key` is (seed,
    replication): same key, same history. Raises InputError if somebody enters before day 0 or after the
    end.

    >>> population = HiddenMarkovPopulation(
    ...     initial=(0.3, 0.7),
    ...     transitions=((1.0, 0.0), (0.1, 0.9)),
    ...     purchases=PoissonPurchases(per_period=(0.0, 2.0)),
    ...     period_days=7.0,
    ... )
    >>> int(generate(population, np.zeros(1000), end_days=364.0, key=(1, 0)).is_alive.sum())
    0
    """
    days = population.period_days
    states = state_paths(population.initial, population.transitions, days, entry_days, end_days, key)
    is_alive = _can_still_buy(population)[last_states(states)]
    drawn = population.purchases.draw(states, key)
    return history_of_purchases(drawn, HiddenMarkovTraits(states), is_alive, days, entry_days, end_days)


def history_of_purchases(
    purchases: Purchases,
    traits: Traits,
    is_alive: NDArray[np.bool_],
    period_days: float,
    entry_days: Floats,
    end_days: float,
) -> GeneratedHistory[Traits]:
    """Return the history of `purchases` drawn in periods of `period_days`, cut off at `end_days`."""
    order = np.argsort(purchases.customer, kind="stable")
    customer = purchases.customer[order]
    time_days = entry_days[customer] + period_days * purchases.elapsed[order]
    seen = time_days <= end_days  # the last period may be cut short
    return GeneratedHistory(
        transactions=transaction_table(customer[seen], time_days[seen], np.zeros(int(seen.sum()))),
        entry_days=entry_days,
        end_days=end_days,
        is_alive=is_alive,
        mean_amount=no_amounts(entry_days.size),
        traits=traits,
    )


def _can_still_buy(population: HiddenMarkovPopulation) -> NDArray[np.bool_]:
    """Tell from which states a state with purchases can be reached, shape `(n_states,)`."""
    buys, leads = np.array(population.purchases.mean_purchases) > 0.0, np.array(population.transitions) > 0.0
    for _ in buys:
        buys = buys | (leads @ buys)
    return buys
