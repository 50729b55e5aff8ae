"""Lognormal spend: the logs of amounts vary around a customer's own mean, and these means between customers.

Sources: Searle, Casella and McCulloch (1992), Variance Components, for the random intercept; Borle, Singh
and Jain (2008), Management Science 54(1), for amounts of customers. Amounts depend on nothing that a model
of purchases knows, so they can be put on any history.

    log(amount) ~ Normal(mu, sigma^2), mu ~ Normal(log(median_amount), tau^2)
"""

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.special import ndtri

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

Floats = NDArray[np.float64]


class LognormalSpendPopulation(Settings):
    """How customers and their amounts differ."""

    median_amount: Positive = Field(description="median of all amounts, in currency units")
    sigma: Positive = Field(description="standard deviation of the logs of one customer's amounts")
    tau: Positive = Field(description="standard deviation of the customers' mean logs")


def draw_mean_amounts(population: LognormalSpendPopulation, n_customers: int, key: tuple[int, int]) -> Floats:
    """Draw the customers' mean amounts exp(mu + sigma^2 / 2), shape `(n_customers,)`."""
    uniform = customer_uniforms(key, np.arange(n_customers), 0, REDUCED_FORM_MEAN_AMOUNT)[0]
    return population.median_amount * np.exp(population.tau * ndtri(uniform) + population.sigma**2 / 2.0)


def with_amounts(
    history: GeneratedHistory[Traits], population: LognormalSpendPopulation, key: tuple[int, int]
) -> GeneratedHistory[Traits]:
    """Return the history with amounts drawn, and with the customers' mean amounts as part of the truth.

    An amount depends on the key, the customer and the number of the purchase. Raises InputError if the
    history has amounts.

    >>> from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate
    >>> purchases = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> history = generate(purchases, np.zeros(3), end_days=273.0, key=(1, 0))
    >>> spend = LognormalSpendPopulation(median_amount=25.0, sigma=0.6, tau=0.6)
    >>> with_amounts(history, spend, key=(1, 0)).mean_amount.round(2).tolist()
    [49.49, 9.66, 10.2]
    """
    require_no_amounts(history)
    customer = history.transactions["customer_id"].to_numpy().astype(np.int64)
    mean_amount = draw_mean_amounts(population, history.entry_days.size, key)
    uniform = customer_uniforms(key, customer, purchase_numbers(customer), REDUCED_FORM_AMOUNT)[0]
    sigma = population.sigma
    amount = mean_amount[customer] * np.exp(sigma * ndtri(uniform) - sigma**2 / 2.0)
    return put_amounts(history, amount, mean_amount)
