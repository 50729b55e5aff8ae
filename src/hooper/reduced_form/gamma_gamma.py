"""Gamma-Gamma: amounts vary around a customer's own mean, and the means vary between customers.

Sources: Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4); Fader and Hardie
(2013), brucehardie.com/notes/025. Amounts depend on nothing that a model of purchases knows, so they can
be put on any history.

    amount ~ Gamma(p, nu), nu ~ Gamma(q, v)
"""

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.decisions import REDUCED_FORM_AMOUNT, REDUCED_FORM_MEAN_AMOUNT
from hooper.foundation.settings import Positive, Settings
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import (
    GeneratedHistory,
    Traits,
    purchase_numbers,
    put_amounts,
    require_no_amounts,
)
from hooper.reduced_form.inverse_cdf import gamma

Floats = NDArray[np.float64]


class GammaGammaPopulation(Settings):
    """How customers and their amounts differ, under the names of the paper."""

    p: Positive = Field(description="shape of one customer's amounts; large: they vary little")
    q: Positive = Field(
        description="shape of the customers' means; the population mean p v / (q - 1) needs q > 1"
    )
    v: Positive = Field(description="scale of the customers' means, in currency units")


def draw_mean_amounts(population: GammaGammaPopulation, n_customers: int, key: tuple[int, int]) -> Floats:
    """Draw the customers' mean amounts p / nu, shape `(n_customers,)`."""
    uniform = customer_uniforms(key, np.arange(n_customers), 0, REDUCED_FORM_MEAN_AMOUNT)[0]
    return population.p / gamma(population.q, population.v, uniform)


def with_amounts(
    history: GeneratedHistory[Traits], population: GammaGammaPopulation, key: tuple[int, int]
) -> GeneratedHistory[Traits]:
    """Return the history with amounts drawn, and with the customers' mean amounts as part of the truth.

    An amount depends on the key, the customer and the number of the purchase. Raises InputError if the
    history has amounts.

    >>> from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate
    >>> purchases = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> history = generate(purchases, np.zeros(3), end_days=273.0, key=(1, 0))
    >>> spend = GammaGammaPopulation(p=6.25, q=3.74, v=15.44)
    >>> with_amounts(history, spend, key=(1, 0)).mean_amount.round(2).tolist()
    [18.6, 94.85, 88.5]
    """
    require_no_amounts(history)
    customer = history.transactions["customer_id"].to_numpy().astype(np.int64)
    mean_amount = draw_mean_amounts(population, history.entry_days.size, key)
    uniform = customer_uniforms(key, customer, purchase_numbers(customer), REDUCED_FORM_AMOUNT)[0]
    amount = mean_amount[customer] * gamma(population.p, population.p, uniform)
    return put_amounts(history, amount, mean_amount)
