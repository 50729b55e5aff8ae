"""Gamma-Gamma fitted to a million customers with repeat purchases, beside lifetimes if it is there."""

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from best_of import best_of
from drawn_customers import summary_of

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import gamma_gamma

NAME = "gamma_gamma_million"
GROUP = "estimators"
MUST = {"seconds": 0.5}
AIM = {"seconds": 0.25}

CUSTOMERS = 1_000_000
P, Q, V = 6.25, 3.74, 15.44


def run() -> dict[str, object]:
    many = drawn_amounts(CUSTOMERS)
    gamma_gamma.fit(drawn_amounts(1000))  # compiles
    seconds = best_of(3, lambda: gamma_gamma.fit(many))
    ratios = {"lifetimes / hooper": lifetimes_seconds(many) / seconds} if find_spec("lifetimes") else {}
    return {"seconds": seconds, "customers": CUSTOMERS, "ratios": ratios}


def task() -> Callable[[], object]:
    summary = drawn_amounts(CUSTOMERS)
    return lambda: gamma_gamma.fit(summary)


def drawn_amounts(customers: int) -> CustomerSummary:
    """Return customers of the model with one repeat purchase or more, all in one moment of their lives."""
    chance = np.random.default_rng(1)
    frequency = chance.geometric(0.4, customers)
    scale = chance.gamma(Q, 1.0 / V, customers)
    mean_spend = chance.gamma(P * frequency, 1.0, customers) / (frequency * scale)
    return summary_of(frequency, np.full(customers, 20.0), np.full(customers, 39.0), mean_spend)


def lifetimes_seconds(summary: CustomerSummary) -> float:
    from lifetimes import GammaGammaFitter  # noqa: PLC0415  an optional package

    return best_of(1, lambda: GammaGammaFitter().fit(summary.frequency, summary.mean_spend))
