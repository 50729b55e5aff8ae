"""Beta-discrete-Weibull (BdW): customers under contract, whose renewal hangs on tenure as well as on them.

Source: Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the
role of duration dependence, Journal of Interactive Marketing 43.

    is still there after t renewals with probability (1 - theta)^(t^c), theta ~ Beta(a, b)

Each customer becomes more likely to leave with every renewal for c above 1, less likely for c below 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_TRAITS
from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory
from hooper.reduced_form.inverse_cdf import beta, weibull_trials
from hooper.reduced_form.renewal import one_contract, renewal_history

Floats = NDArray[np.float64]


class BetaDiscreteWeibullPopulation(Settings):
    """How customers differ and change, under the names of the paper, and how long a contract runs."""

    a: Positive = Field(description="first shape of the churn probabilities at the first renewal")
    b: Positive = Field(description="second shape; the mean churn at the first renewal is a / (a + b)")
    c: Positive = Field(
        description="exponent of tenure; above 1 a customer's churn rises with tenure, below 1 it falls"
    )
    contract_days: Positive = Field(description="days from one payment to the next")


@dataclass(frozen=True)
class BetaDiscreteWeibullTraits:
    """Who the customers are, each of shape `(n,)`: churn probability at renewal 1, and contracts made."""

    first_churn_probability: Floats
    contracts: Floats


def draw_traits(
    population: BetaDiscreteWeibullPopulation, n_customers: int, key: tuple[int, int]
) -> BetaDiscreteWeibullTraits:
    """Draw who the customers are; a larger population begins with the smaller one."""
    churn_u, contracts_u, _, _ = customer_uniforms(key, np.arange(n_customers), 0, REDUCED_FORM_TRAITS)
    churn = beta(population.a, population.b, churn_u)
    return BetaDiscreteWeibullTraits(churn, weibull_trials(churn, population.c, contracts_u))


def generate(
    population: BetaDiscreteWeibullPopulation, entry_days: Floats, end_days: float, key: tuple[int, int]
) -> GeneratedHistory[BetaDiscreteWeibullTraits]:
    """Draw the payments of customers who begin at `entry_days`, shape `(n,)`, until `end_days`.

    One at the entry and one at every renewal; alive is who is under contract at the end. `key` is
    (seed, replication): same key, same history. Raises InputError if somebody enters before day 0 or
    after the end.

    >>> population = BetaDiscreteWeibullPopulation(a=1.0, b=1.0, c=2.0, contract_days=365.0)
    >>> history = generate(population, np.zeros(1000), end_days=3 * 365.0, key=(1, 0))
    >>> int(history.is_alive.sum())  # of 1,000 S(3) = 1000 / (1 + 3^2) are expected
    104
    """
    traits = draw_traits(population, entry_days.size, key)
    return renewal_history(
        traits, entry_days, end_days, population.contract_days, one_contract, lifetime=traits.contracts
    )
