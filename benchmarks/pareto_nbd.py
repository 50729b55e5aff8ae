"""Pareto/NBD fitted to CDNOW and to a million customers drawn from the model, standard errors included."""

from collections.abc import Callable

import numpy as np
from best_of import best_of
from bg_nbd_cdnow import calibration_summary
from drawn_customers import WEEKS, summary_of

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import pareto_nbd

NAME = "pareto_nbd"
GROUP = "estimators"
MUST = {"seconds_cdnow": 0.1, "seconds": 5.0}
AIM = {"seconds_cdnow": 0.05, "seconds": 2.5}

CUSTOMERS = 1_000_000
R, ALPHA, S, BETA = 0.553, 10.578, 0.606, 11.669


def run() -> dict[str, object]:
    cdnow, many = calibration_summary(), drawn_summary()
    pareto_nbd.fit(cdnow)  # compiles
    return {
        "seconds_cdnow": best_of(5, lambda: pareto_nbd.fit(cdnow)),
        "seconds": best_of(1, lambda: pareto_nbd.fit(many)),
        "customers": CUSTOMERS,
        "ratios": {},
    }


def task() -> Callable[[], object]:
    summary = calibration_summary()
    return lambda: pareto_nbd.fit(summary)


def drawn_summary() -> CustomerSummary:
    """Return customers of the model; given their number, purchases fall uniformly on the time alive."""
    chance = np.random.default_rng(1)
    rate, death = chance.gamma(R, 1.0 / ALPHA, CUSTOMERS), chance.gamma(S, 1.0 / BETA, CUSTOMERS)
    age = chance.uniform(27.0, WEEKS, CUSTOMERS)
    alive = np.minimum(chance.exponential(1.0, CUSTOMERS) / np.maximum(death, 1e-300), age)
    frequency = chance.poisson(rate * alive)
    last = alive * chance.beta(np.maximum(frequency, 1), 1.0)
    return summary_of(frequency, np.where(frequency > 0, last, 0.0), age)
