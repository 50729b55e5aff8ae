"""In which state each customer was and is, given the purchases.

Sources: as for `forward_backward`; Viterbi (1967), IEEE Transactions on Information Theory 13(2): 260-269,
for the most likely path.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value.hidden_markov.forward_backward import backward, forward
from hooper.lifetime_value.hidden_markov.ordered_logit import OrderedLogit, fill_all_moves, ordered_logit
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.standardised_panel import (
    as_it_is,
    poisson_likelihoods,
    poisson_log_likelihoods,
)
from hooper.lifetime_value.hidden_markov.state_model import state_model

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def filtered_probabilities(parameters: Mapping[str, float], panel: PurchasePanel) -> Floats:
    """Return the probabilities of the states in every period, given the purchases up to and in it.

    Shape `(n_rows, n_states)`. `parameters` are named as in a fit.
    """
    return _both(parameters, panel)[0]


def smoothed_probabilities(parameters: Mapping[str, float], panel: PurchasePanel) -> Floats:
    """Return the probabilities of the states in every period, given all purchases, `(n_rows, n_states)`."""
    return _both(parameters, panel)[1]


def final_probabilities(parameters: Mapping[str, float], panel: PurchasePanel) -> Floats:
    """Return the probabilities of the states in the last period of each customer, `(n_customers, n_states)`.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> moves = {"threshold_0_1": 4.0, "threshold_1_1": -2.0}
    >>> parameters = {"rate_0": 0.1, "rate_1": 2.0, "entry_1": 0.0, **moves}
    >>> panel = panel_without_covariates(np.array([2, 3, 0, 1, 1]), np.array([3, 2]))
    >>> final_probabilities(parameters, panel).round(2).tolist()
    [[0.48, 0.52], [0.14, 0.86]]
    """
    return filtered_probabilities(parameters, panel)[panel.customer_bounds[1:] - 1]


def probability_active(parameters: Mapping[str, float], panel: PurchasePanel) -> Floats:
    """Return each customer's probability of being above the lowest state in the last period, shape `(n,)`."""
    return final_probabilities(parameters, panel)[:, 1:].sum(axis=1)


def most_likely_paths(parameters: Mapping[str, float], panel: PurchasePanel) -> NDArray[np.uint8]:
    """Return the states of the most likely path of each customer as a whole, shape `(n_rows,)`."""
    model, plain = state_model(parameters, panel.covariate_names), as_it_is(panel)
    logs, entry = poisson_log_likelihoods(model.rates, plain), tuple(model.entry.tolist())
    columns = plain.levels, plain.covariates, plain.moves, plain.bounds
    return _most_likely_paths(entry, ordered_logit(model), logs, *columns)


def _both(parameters: Mapping[str, float], panel: PurchasePanel) -> tuple[Floats, Floats]:
    model, plain = state_model(parameters, panel.covariate_names), as_it_is(panel)
    (likelihoods, _), entry = poisson_likelihoods(model.rates, plain), tuple(model.entry.tolist())
    columns = plain.levels, plain.covariates, plain.moves, plain.bounds
    return _filtered_and_smoothed(entry, ordered_logit(model), likelihoods, *columns)


@compiled
def _filtered_and_smoothed(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    moves_of: Integers,
    bounds: Integers,
) -> tuple[Floats, Floats]:
    n_states, longest = len(entry), np.max(np.diff(bounds))
    moves, slopes = np.empty((longest, n_states, n_states)), np.empty((longest, n_states, n_states - 1))
    predicted, hindsight = np.empty((longest, n_states)), np.empty((longest, n_states))
    filtered, smoothed = np.empty((levels.size, n_states)), np.empty((levels.size, n_states))
    one_by_one = np.arange(longest)
    for i in range(bounds.size - 1):
        rows = slice(bounds[i], bounds[i + 1])
        which = one_by_one[: bounds[i + 1] - bounds[i]]
        fill_all_moves(entry, logit, covariates[moves_of[rows]], moves, slopes)
        forward(entry, likelihoods, levels[rows], which, moves, predicted, filtered[rows])
        backward(entry, likelihoods, levels[rows], which, moves, predicted, hindsight)
        smoothed[rows] = predicted[: which.size] * hindsight[: which.size]
    return filtered, smoothed


@compiled
def _most_likely_paths(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    log_likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    moves_of: Integers,
    bounds: Integers,
) -> NDArray[np.uint8]:
    n_states, longest = len(entry), np.max(np.diff(bounds))
    moves, slopes = np.empty((longest, n_states, n_states)), np.empty((longest, n_states, n_states - 1))
    came_from = np.empty((longest, n_states), np.uint8)
    best, before = np.empty(n_states), np.empty(n_states)
    path = np.empty(levels.size, np.uint8)
    for i in range(bounds.size - 1):
        fill_all_moves(entry, logit, covariates[moves_of[bounds[i] : bounds[i + 1]]], moves, slopes)
        for row in range(bounds[i], bounds[i + 1]):
            t = row - bounds[i]
            before[:] = best
            for j in range(n_states):
                best[j] = np.log(entry[j])
                if t > 0:
                    chances = before + np.log(moves[t, :, j])
                    came_from[t, j] = np.argmax(chances)
                    best[j] = np.max(chances)
                best[j] += log_likelihoods[levels[row], j]
        path[bounds[i + 1] - 1] = np.argmax(best)
        for row in range(bounds[i + 1] - 1, bounds[i], -1):
            path[row - 1] = came_from[row - bounds[i], path[row]]
    return path
