"""Contracts with causes of their end, drawn period by period from a plain loop over the model."""

import numpy as np

from hooper.history.durations import durations_from_start
from hooper.lifetime_value.discrete_time_hazard.customer_periods import CustomerPeriods, customer_periods

CAUSES = ("price", "service")


def without_covariates(durations, causes=("any",)):
    return customer_periods(durations, causes, np.zeros((durations.n_customers, 0)), ())


def one_period(outcome, covariates, names, causes=("any",)) -> CustomerPeriods:
    """Customers who all had one period."""
    durations = durations_from_start(np.ones(len(outcome)), outcome)
    return customer_periods(durations, causes, np.asarray(covariates, dtype=np.float64), names)


def some_contracts(n_customers, seed=1):
    """Two causes, a covariate that matters, up to seven periods."""
    generator = np.random.default_rng(seed)
    discount = generator.normal(size=(n_customers, 1))
    chance = np.exp([-2.0, -2.5] + discount * [0.5, -0.3])
    chance /= 1.0 + chance.sum(axis=1, keepdims=True)
    duration, cause = np.full(n_customers, 7), np.zeros(n_customers, dtype=np.int64)
    for period in range(7, 0, -1):
        draw = generator.random(n_customers)
        left = np.where(draw < chance[:, 0], 1, np.where(draw < chance.sum(axis=1), 2, 0))
        duration, cause = np.where(left > 0, period, duration), np.where(left > 0, left, cause)
    return durations_from_start(duration, cause), discount
