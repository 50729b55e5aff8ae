"""Pareto/NBD: customers buy at random while they are there, and leave at a time that nobody sees.

Source: Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will
they do next?, Management Science 33(1).

    waits ~ Exponential(lambda), lambda ~ Gamma(r, alpha); lifetime ~ Exponential(mu), mu ~ Gamma(s, beta)
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
from hooper.reduced_form.inverse_cdf import exponential, gamma
from hooper.reduced_form.renewal import poisson_waits, renewal_history

Floats = NDArray[np.float64]


class ParetoNbdPopulation(Settings):
    """How customers differ, under the names of the paper."""

    r: Positive = Field(description="shape of the purchase rates; small: customers differ much")
    alpha: Positive = Field(description="scale of the purchase rates, in weeks; the mean rate is r / alpha")
    s: Positive = Field(description="shape of the dropout rates; small: customers differ much")
    beta: Positive = Field(description="scale of the dropout rates, in weeks; the mean rate is s / beta")


@dataclass(frozen=True)
class ParetoNbdCustomers:
    """Customers who have parameters of their own, under the names of the paper; alpha and beta in weeks.

    Each is a number for all customers or an array of shape `(n,)`, as with covariates.
    """

    r: Floats | float
    alpha: Floats | float
    s: Floats | float
    beta: Floats | float


@dataclass(frozen=True)
class ParetoNbdTraits:
    """Who the customers are, each of shape `(n,)`: rates of purchase and dropout, time from entry to exit."""

    rate_per_week: Floats
    dropout_rate_per_week: Floats
    lifetime_weeks: Floats


def draw_traits(
    population: ParetoNbdPopulation | ParetoNbdCustomers, n_customers: int, key: tuple[int, int]
) -> ParetoNbdTraits:
    """Draw who the customers are; a larger population begins with the smaller one."""
    customers = np.arange(n_customers)
    rate_u, dropout_u, lifetime_u, _ = customer_uniforms(key, customers, 0, REDUCED_FORM_TRAITS)
    dropout_rate = gamma(population.s, population.beta, dropout_u)
    return ParetoNbdTraits(
        rate_per_week=gamma(population.r, population.alpha, rate_u),
        dropout_rate_per_week=dropout_rate,
        lifetime_weeks=exponential(dropout_rate, lifetime_u),
    )


def generate(
    population: ParetoNbdPopulation | ParetoNbdCustomers,
    entry_days: Floats,
    end_days: float,
    key: tuple[int, int],
) -> GeneratedHistory[ParetoNbdTraits]:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    `key` is (seed, replication): same key, same history. Raises InputError if somebody enters before
    day 0 or after the end.

    >>> population = ParetoNbdPopulation(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> int(history.is_alive.sum())
    403
    """
    traits = draw_traits(population, entry_days.size, key)
    waits = poisson_waits(traits.rate_per_week, key)
    return renewal_history(traits, entry_days, end_days, DAYS_PER_WEEK, waits, lifetime=traits.lifetime_weeks)
