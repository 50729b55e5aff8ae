"""Customers drawn from the BG/NBD itself, with the CDNOW estimates as the truth."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary

R, ALPHA, A, B = 0.243, 4.414, 0.793, 2.426
WEEKS = 39.0


def drawn_summary(customers: int) -> CustomerSummary:
    """Return customers who entered in the first twelve of 39 weeks, with exact times."""
    chance = np.random.default_rng(1)
    rate = chance.gamma(R, 1.0 / ALPHA, customers)
    leave = chance.beta(A, B, customers)
    age = chance.uniform(27.0, WEEKS, customers)
    frequency = np.zeros(customers, np.int64)
    recency = np.zeros(customers)
    alive, clock = np.ones(customers, bool), np.zeros(customers)
    while alive.any():
        clock += chance.exponential(1.0, customers) / np.maximum(rate, 1e-300)
        alive &= clock <= age
        frequency += alive
        recency = np.where(alive, clock, recency)
        alive &= chance.random(customers) >= leave
    return summary_of(frequency, recency, age)


def on_days(summary: CustomerSummary) -> CustomerSummary:
    """Return the customers with recency and age in whole days, as dated logs have them."""
    last = np.where(summary.frequency > 0, np.maximum(np.ceil(summary.recency * 7.0), 1.0), 0.0)
    age = np.ceil(summary.age * 7.0)
    return summary_of(summary.frequency, last / 7.0, age / 7.0)


def summary_of(
    frequency: NDArray[np.int64],
    recency: NDArray[np.float64],
    age: NDArray[np.float64],
    mean_spend: NDArray[np.float64] | None = None,
) -> CustomerSummary:
    """Return a summary in weeks of customers of whom only this is known."""
    nothing = np.zeros(frequency.size)
    spent = np.full(frequency.size, np.nan) if mean_spend is None else mean_spend
    return CustomerSummary(
        customer_id=np.arange(frequency.size, dtype=np.uint64),
        frequency=frequency,
        recency=recency,
        age=age,
        mean_spend=spent,
        spend_count=np.where(np.isnan(spent), 0, frequency),
        total_spend=nothing,
        first_time_days=nothing.copy(),
        unit_days=7.0,
        cut_days=WEEKS * 7.0,
    )
