"""Summaries whose customers are those of a log and whose behaviour was drawn: data to refit a model to."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.history.survivors import Survivors
from hooper.reduced_form.counted_renewals import renewal_counts

Floats = NDArray[np.float64]


def with_purchases(
    summary: CustomerSummary, frequency: NDArray[np.int64], recency: Floats
) -> CustomerSummary:
    """Return the summary with other purchases, both columns `(n,)`, and with no spend known."""
    unknown = np.full(frequency.size, np.nan)
    return replace(
        summary,
        frequency=frequency,
        recency=recency,
        mean_spend=unknown,
        spend_count=np.zeros(frequency.size, np.int64),
        total_spend=unknown,
    )


def drawn_survivors(survivors: Survivors, survival: Floats, key: tuple[int, int]) -> Survivors:
    """Return cohorts of the same sizes and tenures whose customers stay with the given probabilities.

    `survival[t]`, shape `(n_renewals + 1,)`, is that of making t renewals; `key` is (seed, replication).

    >>> one = Survivors(("all",), (np.array([1000, 869, 743]),))
    >>> drawn_survivors(one, np.array([1.0, 0.9, 0.8]), (1, 0)).customers[0].tolist()
    [1000, 888, 789]
    """
    drawn = tuple(
        renewal_counts(survival[: column.size], int(column[0]), key, cohort)
        for cohort, column in enumerate(survivors.customers)
    )
    return Survivors(survivors.labels, drawn)
