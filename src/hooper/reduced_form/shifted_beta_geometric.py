"""Shifted-beta-geometric (sBG): customers under contract, who renew it or not each time it ends.

Source: Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).

    churns at each renewal with probability theta ~ Beta(alpha, beta)

Retention rises with tenure though nobody changes: those who leave easily have left.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_TRAITS
from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import beta, trials
from hooper.reduced_form.renewal import one_contract, renewal_history

Floats = NDArray[np.float64]


class ShiftedBetaGeometricPopulation(Settings):
    """How customers differ, under the names of the paper, and how long a contract runs."""

    alpha: Positive = Field(description="first shape of the churn probabilities")
    beta: Positive = Field(
        description="second shape; the mean churn at the first renewal is alpha / (alpha + beta)"
    )
    contract_days: Positive = Field(description="days from one payment to the next")


@dataclass(frozen=True)
class ShiftedBetaGeometricCustomers:
    """Customers whose churn probabilities have shapes of their own, under the names of the paper.

    Each is a number for all customers or an array of shape `(n,)`, as with covariates.
    """

    alpha: Floats | float
    beta: Floats | float
    contract_days: float


@dataclass(frozen=True)
class ShiftedBetaGeometricTraits:
    """Who the customers are, each of shape `(n,)`: churn probability at a renewal, and contracts made."""

    churn_probability: Floats
    contracts: Floats


def draw_traits(
    population: ShiftedBetaGeometricPopulation | ShiftedBetaGeometricCustomers,
    n_customers: int,
    key: tuple[int, int],
) -> ShiftedBetaGeometricTraits:
    """Draw who the customers are; a larger population begins with the smaller one."""
    churn_u, contracts_u, _, _ = customer_uniforms(key, np.arange(n_customers), 0, REDUCED_FORM_TRAITS)
    churn = beta(population.alpha, population.beta, churn_u)
    return ShiftedBetaGeometricTraits(churn_probability=churn, contracts=trials(churn, contracts_u))


def generate(
    population: ShiftedBetaGeometricPopulation | ShiftedBetaGeometricCustomers,
    entry_days: Floats,
    end_days: float,
    key: tuple[int, int],
) -> GeneratedHistory[ShiftedBetaGeometricTraits]:
    """Draw the payments of customers who begin at `entry_days`, shape `(n,)`, until `end_days`.

    One at the entry and one at every renewal; alive is who is under contract at the end. `key` is
    (seed, replication): same key, same history. Raises InputError if somebody enters before day 0 or
    after the end.

    >>> population = ShiftedBetaGeometricPopulation(alpha=0.668, beta=3.806, contract_days=365.0)
    >>> history = generate(population, np.zeros(1000), end_days=7 * 365.0, key=(1, 0))
    >>> int(history.is_alive.sum())
    486
    """
    traits = draw_traits(population, entry_days.size, key)
    return renewal_history(
        traits, entry_days, end_days, population.contract_days, one_contract, lifetime=traits.contracts
    )
