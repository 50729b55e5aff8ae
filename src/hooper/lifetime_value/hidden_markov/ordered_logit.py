"""The chances of moving from each state to each: an ordered logit for every state that is left.

With u_j = threshold_j - coefficients . covariates and F the logistic function, a move lands in state j with

    F(u_{j+1}) - F(u_j) = F(u_{j+1}) F(-u_j) (1 - exp(u_j - u_{j+1})),

of which no factor cancels, and one exponential a state serves all its thresholds.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel
from hooper.lifetime_value.hidden_markov.state_model import StateModel

Floats = NDArray[np.float64]

# Between exp(-230) and exp(230) no product of the forward walk leaves a float64: a chance is never 0.
_FARTHEST = 230.0


class OrderedLogit(NamedTuple):
    """The constants of the moves out of every state, as the loops want them.

    `lowest` thresholds, shape `(n_states,)`; the `odds` of every threshold over those of the lowest and
    the `spread` 1 - exp(-gap) below it (1 for the lowest), both of shape `(n_states, n_states - 1)`;
    `coefficients`, shape `(n_states, n_covariates)`.
    """

    lowest: Floats
    odds: Floats
    spread: Floats
    coefficients: Floats


def ordered_logit(model: StateModel) -> OrderedLogit:
    """Return the constants of the moves of `model`."""
    above_lowest = np.cumsum(model.gaps, axis=1)
    one = np.ones((model.n_states, 1))
    return OrderedLogit(
        model.lowest_thresholds,
        np.hstack((one, np.exp(np.minimum(above_lowest, _FARTHEST)))),
        np.hstack((one, -np.expm1(-model.gaps))),
        model.coefficients,
    )


def transition_matrices(model: StateModel, covariates: Floats) -> Floats:
    """Return the chances of moving from each state (row) to each (column) under every row of covariates.

    `covariates` have shape `(n_rows, n_covariates)`, the result `(n_rows, n_states, n_states)`.
    """
    out = np.empty((len(covariates), model.n_states, model.n_states))
    slopes = np.empty((len(covariates), model.n_states, model.n_states - 1))
    fill_all_moves(tuple(model.entry.tolist()), ordered_logit(model), covariates.copy(), out, slopes)
    return out


@compiled
def fill_all_moves(
    entry: tuple[float, ...], logit: OrderedLogit, covariates: Floats, moves: Floats, slopes: Floats
) -> None:
    """Fill what `fill_moves` fills, for every row of `covariates`."""
    for row in range(covariates.shape[0]):
        fill_moves(logit, covariates[row], moves[row], slopes[row], entry)


@kernel
def fill_moves(
    logit: OrderedLogit, covariates: Floats, moves: Floats, slopes: Floats, entry: tuple[float, ...]
) -> None:
    """Fill the matrix of moves, `(n_states, n_states)`, and F (1 - F), `(n_states, n_states - 1)`."""
    last = len(entry) - 1
    for s in range(last + 1):
        u = logit.lowest[s]
        for c in range(covariates.size):
            u -= logit.coefficients[s, c] * covariates[c]
        lowest_odds = np.exp(min(max(u, -_FARTHEST), _FARTHEST))
        above = 1.0
        for j in range(last):
            here = lowest_odds * logit.odds[s, j]
            above_here = 1.0 / (1.0 + here)
            below_here = here * above_here
            slopes[s, j] = below_here * above_here
            moves[s, j] = below_here * above * logit.spread[s, j]
            above = above_here
        moves[s, last] = above
