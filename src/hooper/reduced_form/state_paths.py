"""States that follow each other by chance, period by period: a Markov chain for every customer.

The state of a period depends on the state before it and on nothing earlier. Row g of the matrix of
transitions holds the probabilities of the states in the period after one in state g.
"""

from collections.abc import Callable
from typing import Annotated, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from hooper.foundation.decisions import REDUCED_FORM_STATE
from hooper.foundation.settings import Probability
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import require_entry_within

Floats = NDArray[np.float64]
States = NDArray[np.uint8]
Periods = NDArray[np.int64]
ChancesUpTo = Callable[[int, States], Floats]

UNSEEN: Final = 255
"""The state of a period that begins after the end of the history."""


def _sums_to_one(probabilities: tuple[float, ...]) -> tuple[float, ...]:
    if abs(sum(probabilities) - 1.0) > 1e-9:
        raise ValueError(f"the probabilities sum to {sum(probabilities):g}; make them sum to 1")
    return probabilities


Distribution = Annotated[tuple[Probability, ...], AfterValidator(_sums_to_one)]
"""Probabilities of the states, which sum to 1."""


def state_paths(
    initial: Distribution,
    transitions: tuple[Distribution, ...],
    period_days: float,
    entry_days: Floats,
    end_days: float,
    key: tuple[int, int],
) -> States:
    """Return the states of all customers in all periods since their entry, shape `(n, n_periods)`.

    Period 0 begins on the day of entry and has the distribution `initial`. Periods that begin after
    `end_days` are `UNSEEN`. Raises InputError if somebody enters before day 0 or after the end.

    >>> there_and_back = (0.0, 1.0), (1.0, 0.0)
    >>> state_paths((1.0, 0.0), there_and_back, 7.0, np.array([0.0, 7.0]), 14.0, (1, 0)).tolist()
    [[0, 1, 0], [0, 1, 255]]
    """
    thresholds = np.cumsum(transitions, axis=1)[:, :-1]
    begun = periods_begun(period_days, entry_days, end_days)
    return walk(initial, lambda _, state: thresholds[state], begun, key)


def walk(initial: Distribution, chances_up_to: ChancesUpTo, begun: Periods, key: tuple[int, int]) -> States:
    """Return the states of customers of whom `begun` periods each are seen, shape `(n, n_periods)`.

    `chances_up_to(period, state)` has the chances of moving into `period` to state 0, to 0 or 1, and so
    on but for the last, from the state before of each customer: shape `(n, n_states - 1)`.
    """
    paths = np.full((begun.max(initial=0), begun.size), UNSEEN, np.uint8)
    customers, state = np.arange(begun.size), np.zeros(begun.size, np.uint8)
    thresholds = np.cumsum(initial)[np.newaxis, :-1]
    for period, states in enumerate(paths):
        if period > 0:
            thresholds = chances_up_to(period, state)
        uniform = customer_uniforms(key, customers, period, REDUCED_FORM_STATE)[0]
        state = _next_states(thresholds, uniform)
        np.copyto(states, state, where=period < begun)
    return paths.T


def periods_begun(period_days: float, entry_days: Floats, end_days: float) -> Periods:
    """Return how many periods of each customer have begun by `end_days`, period 0 included, shape `(n,)`.

    >>> periods_begun(7.0, np.array([0.0, 0.5, 14.0]), 14.0).tolist()
    [3, 2, 1]
    """
    require_entry_within(entry_days, end_days)
    last = np.floor((end_days - entry_days) / period_days)
    # The quotient is rounded; a period counts if its first day, as the history has it, is not too late.
    last += entry_days + (last + 1.0) * period_days <= end_days
    last -= entry_days + last * period_days > end_days
    return last.astype(np.int64) + 1


def last_states(paths: States) -> States:
    """Return the state of each customer in the last period that has begun, shape `(n,)`."""
    begun = (paths != UNSEEN).sum(axis=1)
    return paths[np.arange(begun.size), begun - 1]


def _next_states(thresholds: Floats, uniform: Floats) -> States:
    """Return the first state up to which the chances sum to the uniform or more, shape `(n,)`."""
    following = np.zeros(uniform.size, np.uint8)
    for k in range(thresholds.shape[1]):  # the last state takes what rounding leaves
        following += uniform > thresholds[:, k]
    return following
