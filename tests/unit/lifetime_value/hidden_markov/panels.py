"""Parameters and panels of the hidden Markov tests, and a plain twin that sums over all paths."""

from itertools import product
from math import exp, lgamma, log

import numpy as np

from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.state_model import parameter_names

NAMES = ("contacts", "satisfaction")
TWO = dict(
    zip(
        parameter_names(2, NAMES),
        (0.2, 2.0, 0.4, 1.5, -0.8, 0.5, -0.3, 0.2, 0.9),
        strict=True,
    )
)
THREE = {
    "rate_0": 0.05,
    "rate_1": 0.8,
    "rate_2": 3.0,
    "entry_1": 0.7,
    "entry_2": -0.2,
    "threshold_0_1": 1.5,
    "threshold_1_1": -1.2,
    "threshold_2_1": -2.5,
    "gap_0_2": 1.0,
    "gap_1_2": 2.5,
    "gap_2_2": 1.7,
    "contacts_0": 0.8,
    "contacts_1": 0.4,
    "contacts_2": -0.3,
    "satisfaction_0": 0.2,
    "satisfaction_1": 0.6,
    "satisfaction_2": 0.9,
}


def panel_of(lengths, seed=1, names=NAMES):
    generator = np.random.default_rng(seed)
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    purchases = generator.poisson(generator.choice([0.1, 1.0, 4.0], bounds[-1])).astype(np.int64)
    covariates = generator.normal(0.5, 1.5, (bounds[-1], len(names)))
    return PurchasePanel(purchases, covariates, names, bounds)


def panel_of_rows(rows):
    """The panel of customers with as many periods each and no covariates, shape `(n, n_periods)`."""
    purchases = np.asarray(rows, dtype=np.int64)
    n, periods = purchases.shape
    return PurchasePanel(purchases.ravel(), np.zeros((n * periods, 0)), (), np.arange(n + 1) * periods)


def plain_moves(parameters, n_states, covariates):
    """The matrix of moves written as differences of logistic functions."""
    matrix = np.empty((n_states, n_states))
    for s in range(n_states):
        pull = sum(parameters[f"{name}_{s}"] * x for name, x in covariates.items())
        threshold, below = parameters[f"threshold_{s}_1"], []
        for j in range(1, n_states):
            threshold += parameters[f"gap_{s}_{j}"] if j > 1 else 0.0
            below.append(1.0 / (1.0 + exp(pull - threshold)))
        matrix[s] = np.diff([0.0, *below, 1.0])
    return matrix


def paths_of(parameters, n_states, panel, customer):
    """Every path of states of a customer, with the logarithm of its chance with the purchases."""
    first, end = panel.customer_bounds[customer : customer + 2]
    odds = np.exp([0.0, *(parameters[f"entry_{s}"] for s in range(1, n_states))])
    moves = [
        plain_moves(parameters, n_states, dict(zip(panel.covariate_names, row, strict=True)))
        for row in panel.covariates[first:end]
    ]
    found = {}
    for path in product(range(n_states), repeat=int(end - first)):
        value = log(odds[path[0]] / odds.sum())
        for t, s in enumerate(path):
            rate, count = parameters[f"rate_{s}"], int(panel.purchases[first + t])
            value += count * log(rate) - rate - lgamma(count + 1)
            value += log(moves[t][path[t - 1], s]) if t else 0.0
        found[path] = value
    return found
