"""Where the search begins: customers split by how much they bought, states that change seldom or often."""

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.search_coordinates import SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel

Floats = NDArray[np.float64]

_PERIODS = 6  # so many make a block, whose mean shows a state better than one period
_STAYS = (0.8, 0.95)
_GROWTH_OF_SHARES = (1.0, 0.4)  # states of equal size, and each rarer than the one below
_LEAST_RISE = 0.01  # in units of the mean number of purchases


def starts(space: SearchSpace) -> Floats:
    """Return points to begin from, shape `(n_starts, n_parameters)`.

    Rates are the mean purchases of the least active share of blocks of periods, of the next, and so on.
    """
    blocks = _blocks_by_activity(space.panel)
    return np.array(
        [_start(space, *blocks, growth, stays) for growth in _GROWTH_OF_SHARES for stays in _STAYS]
    )


def _start(space: SearchSpace, activity: Floats, weights: Floats, growth: float, stays: float) -> Floats:
    """Return the point with states of given relative sizes and the same chance to stay in each."""
    n_states = space.n_states
    shares = growth ** np.arange(n_states)
    shares /= shares.sum()
    below = (weights.cumsum() - weights / 2.0) / weights.sum()
    part = np.searchsorted(shares.cumsum()[:-1], below)
    sizes = np.bincount(part, weights, minlength=n_states)
    totals = np.bincount(part, weights * activity, minlength=n_states)
    rates = np.divide(totals, sizes, out=np.zeros(n_states), where=sizes > 0.0)
    rises = np.maximum(np.diff(rates, prepend=0.0), _LEAST_RISE)
    moves = np.full((n_states, n_states), (1.0 - stays) / (n_states - 1))
    np.fill_diagonal(moves, stays)
    thresholds = _log_odds(moves.cumsum(axis=1)[:, :-1])
    return np.concatenate(
        (
            np.log(rises),
            np.log(shares[1:] / shares[0]),
            thresholds[:, 0],
            np.log(np.diff(thresholds, axis=1)).ravel(),
            np.zeros(n_states * space.panel.covariates.shape[1]),
        )
    )


def _blocks_by_activity(panel: StandardisedPanel) -> tuple[Floats, Floats]:
    """Return mean purchases of blocks of periods, least first, and how many customers have each.

    Both have shape `(n_blocks,)`; the means are in units of that of all periods.
    """
    lengths = np.diff(panel.bounds)
    period = np.arange(panel.levels.size) - np.repeat(panel.bounds[:-1], lengths)
    begins = np.flatnonzero(period % _PERIODS == 0)
    sizes = np.diff(np.append(begins, panel.levels.size))
    means = np.add.reduceat(panel.purchases[panel.levels], begins) / sizes
    order = np.argsort(means, kind="stable")
    return means[order] / panel.mean_purchases, np.repeat(panel.customers, lengths)[begins][order]


def _log_odds(probability: Floats) -> Floats:
    return np.log(probability / (1.0 - probability))
