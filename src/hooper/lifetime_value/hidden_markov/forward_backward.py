"""Forward and backward through the states of every customer: the likelihood, and all that its slope needs.

Sources: Baum, Petrie, Soules and Weiss (1970), Annals of Mathematical Statistics 41(1): 164-171; Rabiner
(1989), Proceedings of the IEEE 77(2): 257-286, for the scaling. The slope of the log-likelihood is the
mean slope of that of states and purchases together, given the purchases (Fisher's identity): sums of
probabilities of states and moves suffice.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value.hidden_markov.ordered_logit import OrderedLogit, fill_moves, ordered_logit
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
    columns = panel.levels, panel.covariates, panel.bounds
    return PanelSums(*_panel_sums(entry, ordered_logit(model), likelihoods, *columns))


@compiled
def forward(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    moves: Floats,
    slopes: Floats,
    predicted: Floats,
    filtered: Floats,
) -> float:
    """Walk one customer from the first period to the last; return the log-likelihood.

    Fills the moves into every period, and the probabilities of its states before (`predicted`) and after
    (`filtered`) its purchases are known, all of shape `(n_periods, ...)`.
    """
    n_states = len(entry)
    log_likelihood, product = 0.0, 1.0
    for t in range(levels.size):
        if t == 0:
            for s in range(n_states):
                predicted[0, s] = entry[s]
        else:
            fill_moves(logit, covariates[t], moves[t], slopes[t], entry)
            for j in range(n_states):
                chance = 0.0
                for s in range(n_states):
                    chance += filtered[t - 1, s] * moves[t, s, j]
                predicted[t, j] = chance
        total = 0.0
        for s in range(n_states):
            filtered[t, s] = predicted[t, s] * likelihoods[levels[t], s]
            total += filtered[t, s]
        for s in range(n_states):
            filtered[t, s] /= total
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
    moves: Floats,
    predicted: Floats,
    hindsight: Floats,
) -> None:
    """Fill in what the purchases from each period on tell of its state, shape `(n_periods, n_states)`.

    `predicted * hindsight` are the smoothed probabilities of the states, and
    `filtered[t - 1, s] * moves[t, s, j] * hindsight[t, j]` that of a move from s to j into period t.
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
                    later += moves[t + 1, s, j] * hindsight[t + 1, j]
            hindsight[t, s] = later
            size += later
        total = 0.0
        for s in range(n_states):
            # The sum is divided out first, since a state that is out of the question may have any `later`.
            hindsight[t, s] *= likelihoods[levels[t], s] / size
            total += predicted[t, s] * hindsight[t, s]
        for s in range(n_states):
            hindsight[t, s] /= total


@compiled
def _panel_sums(
    entry: tuple[float, ...],
    logit: OrderedLogit,
    likelihoods: Floats,
    levels: Integers,
    covariates: Floats,
    bounds: Integers,
) -> tuple[float, Floats, Floats, Floats, Floats]:
    """Return the log-likelihood of all customers and the fields of `PanelSums`.

    `entry` is a tuple, so that the number of states is known when the loops are compiled: half the time.
    `likelihoods`, shape `(n_levels, n_states)`, belong to the distinct numbers of purchases, the largest
    of each being 1; `levels`, shape `(n_rows,)`, says which of them a row has.
    """
    n_states, longest = len(entry), np.max(np.diff(bounds))
    moves, slopes = np.empty((longest, n_states, n_states)), np.empty((longest, n_states, n_states - 1))
    predicted, filtered = np.empty((longest, n_states)), np.empty((longest, n_states))
    hindsight = np.empty((longest, n_states))
    entries, visits = np.zeros(n_states), np.zeros(likelihoods.shape)
    threshold_slopes, coefficient_slopes = np.zeros(logit.odds.shape), np.zeros(logit.coefficients.shape)
    log_likelihood = 0.0
    for i in range(bounds.size - 1):
        rows = slice(bounds[i], bounds[i + 1])
        log_likelihood += forward(
            entry, logit, likelihoods, levels[rows], covariates[rows], moves, slopes, predicted, filtered
        )
        backward(entry, likelihoods, levels[rows], moves, predicted, hindsight)
        for t in range(bounds[i + 1] - bounds[i]):
            row = bounds[i] + t
            for s in range(n_states):
                visits[levels[row], s] += predicted[t, s] * hindsight[t, s]
            if t == 0:
                for s in range(n_states):
                    entries[s] += predicted[t, s] * hindsight[t, s]
                continue
            for s in range(n_states):
                total = 0.0
                for j in range(n_states - 1):
                    rise = slopes[t, s, j] * filtered[t - 1, s] * (hindsight[t, j] - hindsight[t, j + 1])
                    threshold_slopes[s, j] += rise
                    total += rise
                for c in range(covariates.shape[1]):
                    coefficient_slopes[s, c] -= total * covariates[row, c]
    return log_likelihood, entries, visits, threshold_slopes, coefficient_slopes
