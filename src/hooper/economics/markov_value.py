"""What a relationship is worth that moves from state to state by chance.

In each period it pays R_i in its state i, and then moves to state j with probability P_ij or is over. Its
value from each state on, at the discount rate d a period, is

    V = sum of (P / (1 + d))^t R over t = 0, 1, ... = (I - P / (1 + d))^-1 R

Source: Pfeifer and Carraway (2000), Modeling
customer relationships as Markov chains, Journal of Interactive Marketing 14(2): 43-55.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.floating]

_ROUNDING = 1e-9  # by which the probabilities of a row may miss their sum


def markov_value(transitions: Floats, rewards: Floats, rate_per_period: float) -> NDArray[np.float64]:
    """Return the value from each state on, shape `(n_states,)`; the first reward is not discounted.

    `transitions` has shape `(n_states, n_states)`; what a row lacks to 1 is the chance that it is over.
    Raises InputError for rows that are no chances, or a rate at which the value has no end.

    >>> markov_value(np.array([[0.8]]), np.array([1.0]), rate_per_period=0.0).round(6).tolist()
    [5.0]
    """
    discounted = _discounted(transitions, rate_per_period)
    if np.abs(np.linalg.eigvals(discounted)).max(initial=0.0) > 1.0 - _ROUNDING:
        problem = f"is {rate_per_period}, and there are states that nobody leaves for good"
        raise InputError([Fault("rate_per_period", problem, "give a rate above zero, or a chance of an end")])
    value = np.linalg.solve(np.eye(len(discounted)) - discounted, rewards)
    return np.asarray(value, dtype=np.float64)


def _discounted(transitions: Floats, rate_per_period: float) -> NDArray[np.float64]:
    faults = []
    if not rate_per_period >= 0.0:
        faults.append(Fault("rate_per_period", f"is {rate_per_period}", "give a rate of zero or more"))
    if transitions.ndim != 2 or transitions.shape[0] != transitions.shape[1]:
        problem = f"have the shape {transitions.shape}"
        faults.append(Fault("transitions", problem, "give one row and one column a state"))
    elif not ((transitions >= 0.0).all() and (transitions.sum(axis=1) <= 1.0 + _ROUNDING).all()):
        remedy = "give chances from 0 on that add up to 1 at most in each row"
        faults.append(Fault("transitions", "hold a row that is no chances", remedy))
    if faults:
        raise InputError(faults)
    return np.asarray(transitions, dtype=np.float64) / (1.0 + rate_per_period)
