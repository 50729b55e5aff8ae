"""BG/BB: at each of a row of opportunities a customer who is still there buys or does not.

Source: Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
Marketing Science 29(6).

    buys with probability p ~ Beta(alpha, beta); leaves before it with theta ~ Beta(gamma, delta)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_TRAITS
from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.customer_uniforms import Customers, customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import beta, trials
from hooper.reduced_form.renewal import renewal_history, wait_uniform

Floats = NDArray[np.float64]


class BgBbPopulation(Settings):
    """How customers differ, under the names of the paper, and how often they have an opportunity."""

    alpha: Positive = Field(description="first shape of the purchase probabilities")
    beta: Positive = Field(
        description="second shape; the mean probability of a purchase is alpha / (alpha + beta)"
    )
    gamma: Positive = Field(description="first shape of the dropout probabilities")
    delta: Positive = Field(
        description="second shape; the mean probability of dropout is gamma / (gamma + delta)"
    )
    opportunity_days: Positive = Field(
        description="days from the entry to the first opportunity, and from one to the next"
    )


@dataclass(frozen=True)
class BgBbTraits:
    """Who the customers are, each of shape `(n,)`.

    The probabilities of purchase at an opportunity and of dropout before it, and the number of the
    opportunity, 1, 2, ..., before which they leave.
    """

    purchase_probability: Floats
    dropout_probability: Floats
    missed_opportunity: Floats


def draw_traits(population: BgBbPopulation, n_customers: int, key: tuple[int, int]) -> BgBbTraits:
    """Draw who the customers are; a larger population begins with the smaller one."""
    customers = np.arange(n_customers)
    purchase_u, dropout_u, lifetime_u, _ = customer_uniforms(key, customers, 0, REDUCED_FORM_TRAITS)
    dropout = beta(population.gamma, population.delta, dropout_u)
    return BgBbTraits(
        purchase_probability=beta(population.alpha, population.beta, purchase_u),
        dropout_probability=dropout,
        missed_opportunity=trials(dropout, lifetime_u),
    )


def generate(
    population: BgBbPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[BgBbTraits]:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    `key` is (seed, replication): same key, same history. Raises InputError if somebody enters before
    day 0 or after the end.

    >>> population = BgBbPopulation(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783, opportunity_days=365.0)
    >>> history = generate(population, np.zeros(1000), end_days=6 * 365.0, key=(1, 0))
    >>> sorted(set(history.transactions["time_days"].to_pylist()))
    [0.0, 365.0, 730.0, 1095.0, 1460.0, 1825.0, 2190.0]
    """
    traits = draw_traits(population, entry_days.size, key)

    def waits(customers: Customers, ordinal: int) -> Floats:
        return trials(traits.purchase_probability[customers], wait_uniform(key, customers, ordinal))

    return renewal_history(
        traits, entry_days, end_days, population.opportunity_days, waits, lifetime=traits.missed_opportunity
    )
