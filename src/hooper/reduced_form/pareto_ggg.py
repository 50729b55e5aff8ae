"""Pareto/GGG: the Pareto/NBD with customers who buy more or less regularly.

Source: Platzer and Reutterer (2016), Ticking away the moments: timing regularity helps to better predict
customer activity, Marketing Science 35(5).

    waits ~ Gamma(k, k lambda), k ~ Gamma(t, gamma); else as in the Pareto/NBD

The mean wait is 1 / lambda for every k; k = 1 is the Pareto/NBD, and with large k a clock ticks.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.special import gammainccinv

from hooper.foundation.decisions import REDUCED_FORM_REGULARITY
from hooper.foundation.settings import Positive
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.reduced_form import pareto_nbd
from hooper.reduced_form.customer_uniforms import Customers, customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import gamma
from hooper.reduced_form.pareto_nbd import ParetoNbdPopulation, ParetoNbdTraits
from hooper.reduced_form.renewal import renewal_history, wait_uniform

Floats = NDArray[np.float64]


class ParetoGggPopulation(ParetoNbdPopulation):
    """How customers differ, under the names of the paper.

    `t` is above 1. A customer of small k buys in clusters that grow nearly as 1 / k, and only then have
    the purchases of a population a mean.
    """

    t: Annotated[float, Field(gt=1)] = Field(description="shape of the regularities; above 1")
    gamma: Positive = Field(description="scale of the regularities; their mean is t / gamma")


@dataclass(frozen=True)
class ParetoGggTraits(ParetoNbdTraits):
    """Who the customers are: as in the Pareto/NBD, and how regularly they buy, shape `(n,)`."""

    regularity: Floats


def draw_traits(population: ParetoGggPopulation, n_customers: int, key: tuple[int, int]) -> ParetoGggTraits:
    """Draw who the customers are: those of the Pareto/NBD with the same key, and their regularity."""
    uniform = customer_uniforms(key, np.arange(n_customers), 0, REDUCED_FORM_REGULARITY)[0]
    regularity = gamma(population.t, population.gamma, uniform)
    others = pareto_nbd.draw_traits(population, n_customers, key)
    return ParetoGggTraits(
        others.rate_per_week, others.dropout_rate_per_week, others.lifetime_weeks, regularity
    )


def generate(
    population: ParetoGggPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[ParetoGggTraits]:
    """Draw the history of customers whose first purchase is at `entry_days`, shape `(n,)`, until `end_days`.

    `key` is (seed, replication): same key, same history. Raises InputError if somebody enters before
    day 0 or after the end.

    >>> population = ParetoGggPopulation(r=0.553, alpha=10.578, s=0.606, beta=11.669, t=4.5, gamma=1.5)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> history.transactions.num_rows
    2059
    """
    traits = draw_traits(population, entry_days.size, key)

    def waits(customers: Customers, ordinal: int) -> Floats:
        k, uniform = traits.regularity[customers], wait_uniform(key, customers, ordinal)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):  # nobody buys at a rate of zero
            # The upper tail, as in the exponential: with k = 1 the purchases are those of the Pareto/NBD.
            return gammainccinv(k, uniform) / k / traits.rate_per_week[customers]

    return renewal_history(traits, entry_days, end_days, DAYS_PER_WEEK, waits, lifetime=traits.lifetime_weeks)
