"""Frequency check: how many customers should have bought again 0, 1, 2, ... times by the cut.

Source: Fader, Hardie and Lee (2007), Creating a fit histogram for the BG/NBD model,
brucehardie.com/notes/014. Customers have been seen for different times, so that the expected number is a
sum over them:

    sum over the customers of P(X(T) = k)

with P(X(T) = k) the probability that somebody of whom nothing is known buys again k times within T.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.entries import entries_by_day
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.new_customer import new_customer
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities

Floats = NDArray[np.float64]


def expected_frequencies(fit: Fit, summary: CustomerSummary, highest: int = 7) -> Floats:
    """Return how many customers are expected with 0, 1, ... repeat purchases, shape `(highest + 1,)`.

    The last are those with `highest` or more; the sum is the number of customers. A failed fit expects
    nan. The actual numbers are `by_frequency(summary, highest).customers`. Raises InputError if the fit
    is not of a model of purchases.
    """
    model = catalogue.purchase_model(fit.model)
    if fit.status == "failed":
        return np.full(highest + 1, np.nan)
    entries, newcomer = entries_by_day(summary), new_customer(summary.unit_days)
    below = np.zeros(highest)
    for time_days, customers in zip(*entries, strict=True):
        age = (summary.cut_days - time_days) / summary.unit_days
        of_one = purchase_count_probabilities(model, fit.parameters, newcomer, age, highest - 1)
        below += customers * of_one[0]
    return np.append(below, summary.n_customers - below.sum())
