"""Customers with covariates, and the likelihoods of three models with the coefficients named."""

from functools import partial

import numpy as np

from hooper.history.customer_covariates import CustomerCovariates
from hooper.lifetime_value import (
    beta_geometric_covariates,
    bg_nbd,
    mbg_nbd,
    pareto_nbd,
    pareto_nbd_covariates,
)

MODELS = (bg_nbd, mbg_nbd, pareto_nbd)
ROLES = {
    "bg_nbd": ("purchase", "dropout", "staying"),
    "mbg_nbd": ("purchase", "dropout", "staying"),
    "pareto_nbd": ("purchase", "dropout"),
}
LIKELIHOODS = {
    "bg_nbd": partial(beta_geometric_covariates.log_likelihood, first_exit=1),
    "mbg_nbd": partial(beta_geometric_covariates.log_likelihood, first_exit=0),
    "pareto_nbd": pareto_nbd_covariates.log_likelihood,
}
OWNERS = {"bg_nbd": (1, 1, 2, 3), "mbg_nbd": (1, 1, 2, 3), "pareto_nbd": (1, 1, 3, 3)}
HERE = {
    "bg_nbd": (0.3, 4.0, 0.8, 2.4),
    "mbg_nbd": (0.5, 6.0, 0.9, 1.6),
    "pareto_nbd": (0.55, 10.6, 0.6, 11.7),
}


def people(customers, n_customers=400, seed=1):
    """Return a summary and the covariates age, of mean 50, and web, 0 or 1: both move the purchases."""
    generator = np.random.default_rng(seed)
    age = generator.normal(50.0, 10.0, n_customers)
    web = generator.integers(0, 2, n_customers).astype(np.float64)
    rates = generator.gamma(0.8, 0.5, n_customers) * np.exp(0.03 * (age - 50.0) - 0.5 * web)
    seen = generator.uniform(20.0, 39.0, n_customers)
    lived = np.minimum(seen, generator.exponential(1.0 / generator.gamma(0.6, 0.1, n_customers)))
    frequency = generator.poisson(rates * lived)
    recency = np.where(
        frequency > 0,
        lived * generator.uniform(0.0, 1.0, n_customers) ** (1.0 / np.maximum(frequency, 1)),
        0.0,
    )
    covariates = CustomerCovariates(("age", "web"), np.column_stack((age, web)))
    return customers(frequency, recency, seen), covariates
