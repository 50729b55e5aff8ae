"""BG/NBD: customers buy at random while they are there, and may leave after every repeat purchase.

Source: Fader, Hardie and Lee (2005), "Counting your customers" the easy way: an alternative to the
Pareto/NBD model, Marketing Science 24(2).

    waits ~ Exponential(lambda), lambda ~ Gamma(r, alpha); dropout with probability p ~ Beta(a, b)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_TRAITS
from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import beta, gamma, trials
from hooper.reduced_form.renewal import poisson_waits, renewal_history

Floats = NDArray[np.float64]


class BgNbdPopulation(Settings):
    """How customers differ, under the names of the paper."""

    r: Positive = Field(description="shape of the purchase rates; small: customers differ much")
    alpha: Positive = Field(description="scale of the purchase rates, in weeks; the mean rate is r / alpha")
    a: Positive = Field(description="first shape of the dropout probabilities")
    b: Positive = Field(description="second shape of the dropout probabilities; their mean is a / (a + b)")


@dataclass(frozen=True)
class BgNbdCustomers:
    """Customers who have parameters of their own, under the names of the paper; alpha in weeks.

    Each is a number for all customers or an array of shape `(n,)`, as with covariates.
    """

    r: Floats | float
    alpha: Floats | float
    a: Floats | float
    b: Floats | float


@dataclass(frozen=True)
class BgNbdTraits:
    """Who the customers are, each of shape `(n,)`: rate of purchase a week and dropout probability.

    `last_repeat` is the number of the repeat purchase with which they leave: 1, 2, ...; 0 is the entry.
    """

    rate_per_week: Floats
    dropout_probability: Floats
    last_repeat: Floats


def draw_traits(
    population: BgNbdPopulation | BgNbdCustomers, n_customers: int, key: tuple[int, int]
) -> BgNbdTraits:
    """Draw who the customers are; a larger population begins with the smaller one."""
    customers = np.arange(n_customers)
    rate_u, dropout_u, last_u, _ = customer_uniforms(key, customers, 0, REDUCED_FORM_TRAITS)
    dropout = beta(population.a, population.b, dropout_u)
    return BgNbdTraits(
        rate_per_week=gamma(population.r, population.alpha, rate_u),
        dropout_probability=dropout,
        last_repeat=trials(dropout, last_u),
    )


def live(
    traits: BgNbdTraits, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[BgNbdTraits]:
    """Draw the purchases of customers whose traits are known."""
    waits = poisson_waits(traits.rate_per_week, key)
    return renewal_history(traits, entry_days, end_days, DAYS_PER_WEEK, waits, last_repeat=traits.last_repeat)


def generate(
    population: BgNbdPopulation | BgNbdCustomers,
    entry_days: Floats,
    end_days: float,
    key: tuple[int, int],
) -> GeneratedHistory[BgNbdTraits]:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    `key` is (seed, replication): same key, same history. Raises InputError if somebody enters before
    day 0 or after the end.

    >>> population = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> history.transactions.num_rows
    2197
    """
    return live(draw_traits(population, entry_days.size, key), entry_days, end_days, key)
