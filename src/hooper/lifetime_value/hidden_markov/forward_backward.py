"""Forward and backward through the states of every customer: the likelihood, and all that its slope needs.

Sources: Baum, Petrie, Soules and Weiss (1970), Annals of Mathematical Statistics 41(1): 164-171; Rabiner
(1989), Proceedings of the IEEE 77(2): 257-286, for the scaling. The slope of the log-likelihood is the
mean slope of that of states and purchases together, given the purchases (Fisher's identity): sums of
probabilities of states and moves suffice.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel
from hooper.lifetime_value.hidden_markov.ordered_logit import OrderedLogit, fill_all_moves, ordered_logit
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel
from hooper.lifetime_value.hidden_markov.state_model import StateModel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_SMALL = 1e-100  # a product of chances below this is put into the logarithm; none is below 1e-200


class PanelSums(NamedTuple):
    """The log-likelihood and the sums over all customers that its slope is made of.

    `entries`, shape `(n_states,)`, are expected numbers of customers who begin in each state, `visits`,
    shape `(n_levels, n_states)`, of periods in each state by the level of the purchases. Slopes in the
    thresholds have shape `(n_states, n_states - 1)`, in the coefficients `(n_states, n_covariates)`.
    """

    log_likelihood: float
    entries: Floats
    visits: Floats
    threshold_slopes: Floats
    coefficient_slopes: Floats


def panel_sums(model: StateModel, likelihoods: Floats, panel: StandardisedPanel) -> PanelSums:
    """Return the sums over all customers of `panel` under `model`, with `likelihoods` of its levels.

    `likelihoods` have shape `(n_levels, n_states)`; the largest of every level is 1.
    """
    entry = tuple(model.entry.tolist())
    columns = panel.levels, panel.covariates, panel.moves, panel.bounds, panel.customers
    return PanelSums(*_panel_sums(entry, ordered_logit(model), likelihoods, *columns))


def customer_log_likelihoods(model: StateModel, likelihoods: Floats, panel: StandardisedPanel) -> Floats:
    """Return the log-likelihood of one customer of each run of rows, shape `(n_runs,)`; the rest as above."""
    entry = tuple(model.entry.tolist())
    columns = panel.levels, panel.covariates, panel.moves, panel.bounds
    return _customer_log_likelihoods(entry, ordered_logit(model), likelihoods, *columns)


@compiled
def forward(
    entry: tuple[float, ...],
    likelihoods: Floats,
    levels: Integers,
    which: Integers,
    moves: Floats,
    predicted: Floats,
    filtered: Floats,
) -> float:
    """Walk one customer from the first period to the last; return the log-likelihood.

    `moves[which[t]]` is the matrix of moves into period t. Fills in the probabilities of the states of
    every period before (`predicted`) and after (`filtered`) its purchases are known, both of shape
    `(n_periods, n_states)`.
    """
    n_states = len(entry)
    log_likelihood, product = 0.0, 1.0
    for t in range(levels.size):
        if t == 0:
            for s in range(n_states):
                predicted[0, s] = entry[s]
        else:
            for j in range(n_states):
                chance = 0.0
                for s in range(n_states):
                    chance += filtered[t - 1, s] * moves[which[t], s, j]
                predicted[t, j] = chance
        total = 0.0
        for s in range(n_states):
            filtered[t, s] = predicted[t, s] * likelihoods[levels[t], s]
            total += filtered[t, s]
        share = 1.0 / total
        for s in range(n_states):
            filtered[t, s] *= share
        product *= total
        if product < _SMALL:  # one logarithm for many periods
            log_likelihood += np.log(product)
            product = 1.0
    return log_likelihood + np.log(product)


@compiled
def backward(
    entry: tuple[float, ...],
    likelihoods: Floats,
    levels: Integers,
    which: Integers,
    moves: Floats,
    predicted: Floats,
    hindsight: Floats,
) -> None:
    """Fill in what the purchases from each period on tell of its state, shape `(n_periods, n_states)`.

    `predicted * hindsight` are the smoothed probabilities of the states, and
    `filtered[t - 1, s] * moves[which[t], s, j] * hindsight[t, j]` that of a move from s to j into period t.
    """
    n_states = len(entry)
    last = levels.size - 1
    for t in range(last, -1, -1):
        size = 0.0
        for s in range(n_states):
            later = 1.0
            if t < last:
                later = 0.0
                for j in range(n_states):
                    later += moves[which[t + 1], s, j] * hindsight[t + 1, j]
            hindsight[t, s] = later
            size += later
        share = 1.0 / size
        total = 0.0
        for s in range(n_states):
            # The sum is divided out first, since a state that is out of the question may have any `later`.
            hindsight[t, s] *= likelihoods[levels[t], s] * share
            total += predicted[t, s] * hindsight[t, s]
        share = 1.0 / total
        for s in range(n_states):
            hindsight[t, s] *= share


@compiled
def _panel_sums(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    moves_of: Integers,
    bounds: Integers,
    customers: Floats,
) -> tuple[float, Floats, Floats, Floats, Floats]:
    """Return the log-likelihood of all customers and the fields of `PanelSums`.

    `entry` is a tuple, so that the number of states is known when the loops are compiled: half the time.
    `likelihoods`, shape `(n_levels, n_states)`, belong to the distinct numbers of purchases, the largest
    of each being 1; `levels`, shape `(n_rows,)`, says which of them a row has, and `moves_of` which of the
    `covariates`. Those of a few covariates are computed once, of many customer by customer.
    """
    n_states, longest = len(entry), np.max(np.diff(bounds))
    at_once = covariates.shape[0] < levels.size
    size = covariates.shape[0] if at_once else longest
    moves, slopes = np.empty((size, n_states, n_states)), np.empty((size, n_states, n_states - 1))
    predicted, filtered = np.empty((longest, n_states)), np.empty((longest, n_states))
    hindsight, one_by_one = np.empty((longest, n_states)), np.arange(longest)
    entries, visits = np.zeros(n_states), np.zeros(likelihoods.shape)
    threshold_slopes, coefficient_slopes = np.zeros(logit.odds.shape), np.zeros(logit.coefficients.shape)
    log_likelihood = 0.0
    if at_once:
        fill_all_moves(entry, logit, covariates, moves, slopes)
    for i in range(bounds.size - 1):
        own = slice(bounds[i], bounds[i + 1])
        which = moves_of[own]
        if not at_once:
            fill_all_moves(entry, logit, covariates[own], moves, slopes)
            which = one_by_one[: which.size]
        weight = customers[i]
        log_likelihood += weight * forward(entry, likelihoods, levels[own], which, moves, predicted, filtered)
        backward(entry, likelihoods, levels[own], which, moves, predicted, hindsight)
        for t in range(which.size):
            for s in range(n_states):
                visits[levels[own][t], s] += weight * predicted[t, s] * hindsight[t, s]
        for s in range(n_states):
            entries[s] += weight * predicted[0, s] * hindsight[0, s]
        for t in range(1, which.size):
            own_covariates = covariates[moves_of[own][t]]
            of_move = slopes[which[t]]
            _add_move(
                weight,
                of_move,
                filtered[t - 1],
                hindsight[t],
                own_covariates,
                threshold_slopes,
                coefficient_slopes,
                entry,
            )
    return log_likelihood, entries, visits, threshold_slopes, coefficient_slopes


@kernel
def _add_move(
    weight: float,
    slopes: Floats,
    filtered: Floats,
    hindsight: Floats,
    covariates: Floats,
    threshold_slopes: Floats,
    coefficient_slopes: Floats,
    entry: tuple[float, ...],
) -> None:
    """Add what one move, from the state that is filtered to that of hindsight, says of the slopes."""
    for s in range(len(entry)):
        total = 0.0
        for j in range(len(entry) - 1):
            rise = weight * slopes[s, j] * filtered[s] * (hindsight[j] - hindsight[j + 1])
            threshold_slopes[s, j] += rise
            total += rise
        for c in range(covariates.size):
            coefficient_slopes[s, c] -= total * covariates[c]


@compiled
def _customer_log_likelihoods(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    moves_of: Integers,
    bounds: Integers,
) -> Floats:
    n_states, longest = len(entry), np.max(np.diff(bounds))
    at_once = covariates.shape[0] < levels.size
    size = covariates.shape[0] if at_once else longest
    moves, slopes = np.empty((size, n_states, n_states)), np.empty((size, n_states, n_states - 1))
    predicted, filtered = np.empty((longest, n_states)), np.empty((longest, n_states))
    one_by_one, out = np.arange(longest), np.empty(bounds.size - 1)
    if at_once:
        fill_all_moves(entry, logit, covariates, moves, slopes)
    for i in range(bounds.size - 1):
        own = slice(bounds[i], bounds[i + 1])
        which = moves_of[own]
        if not at_once:
            fill_all_moves(entry, logit, covariates[own], moves, slopes)
            which = one_by_one[: which.size]
        out[i] = forward(entry, likelihoods, levels[own], which, moves, predicted, filtered)
    return out
