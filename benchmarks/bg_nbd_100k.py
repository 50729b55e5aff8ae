"""BG/NBD fitted to 100,000 customers drawn from the model itself (the CDNOW estimates as the truth)."""

from collections.abc import Callable

import numpy as np
from bg_nbd_peer import beside_lifetimes

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd

NAME = "bg_nbd_100k"
GROUP = "bg_nbd"

CUSTOMERS = 100_000
R, ALPHA, A, B = 0.243, 4.414, 0.793, 2.426


def run() -> dict[str, object]:
    return beside_lifetimes(drawn_summary(), repeats=2)


def task() -> Callable[[], object]:
    summary = drawn_summary()
    return lambda: bg_nbd.fit(summary)


def drawn_summary() -> CustomerSummary:
    chance = np.random.default_rng(1)
    rate = chance.gamma(R, 1.0 / ALPHA, CUSTOMERS)
    leave = chance.beta(A, B, CUSTOMERS)
    age = chance.uniform(27.0, 39.0, CUSTOMERS)
    frequency = np.zeros(CUSTOMERS, np.int64)
    recency = np.zeros(CUSTOMERS)
    alive, clock = np.ones(CUSTOMERS, bool), np.zeros(CUSTOMERS)
    while alive.any():
        clock += chance.exponential(1.0, CUSTOMERS) / np.maximum(rate, 1e-300)
        alive &= clock <= age
        frequency += alive
        recency = np.where(alive, clock, recency)
        alive &= chance.random(CUSTOMERS) >= leave
    nothing = np.zeros(CUSTOMERS)
    return CustomerSummary(
        customer_id=np.arange(CUSTOMERS, dtype=np.uint64),
        frequency=frequency,
        recency=recency,
        age=age,
        mean_spend=np.full(CUSTOMERS, np.nan),
        spend_count=np.zeros(CUSTOMERS, np.int64),
        total_spend=nothing,
        first_time_days=nothing.copy(),
        unit_days=7.0,
        cut_days=39.0 * 7.0,
    )
