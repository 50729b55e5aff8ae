"""How long customers stay on average, and when there is no such average.

A life that ends in its t-th period has the tenure t, so that `E[T] = S(0) + S(1) + ...`, with S(t) the chance
to stay longer than t periods. With one chance p to leave in each period it is `1 / p`. With a chance of each
customer's own that is beta(alpha, beta), it is `E[1 / p] = (alpha + beta - 1) / (alpha - 1)`, and without
end for alpha up to 1: too many customers hardly ever leave. Sources: Fader and Hardie (2007), How to project
customer retention, Journal of Interactive Marketing 21(1): 76-90; Kemeny and Snell (1960), Finite Markov
chains, for the stages.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.economics.markov_value import markov_value
from hooper.economics.ranges import POSITIVE, PROBABILITY, require
from hooper.foundation.errors import Fault, InputError


def mean_tenure_of_constant_leak(leak_per_period: float) -> float:
    """Return the mean tenure in periods where everybody leaves with the same chance in each.

    Raises InputError for a chance of zero, with which nobody ever leaves, or outside 0 to 1.

    >>> mean_tenure_of_constant_leak(0.2)
    5.0
    """
    require(("leak_per_period", leak_per_period, PROBABILITY))
    if leak_per_period == 0.0:
        raise _without_end("leak_per_period", "is 0: nobody ever leaves", "give a chance above 0")
    return 1.0 / leak_per_period


def mean_tenure_of_shifted_beta_geometric(alpha: float, beta: float) -> float:
    """Return the mean tenure in periods where each customer leaves with a beta(alpha, beta) chance.

    Raises InputError for alpha up to 1, where the mean is without end.

    >>> mean_tenure_of_shifted_beta_geometric(alpha=3.0, beta=6.0)
    4.0
    """
    require(("alpha", alpha, POSITIVE), ("beta", beta, POSITIVE))
    if alpha <= 1.0:
        problem = f"is {alpha:.6g}: too many customers hardly ever leave"
        raise _without_end("alpha", problem, "ask for a horizon or a present value instead of a mean")
    return (alpha + beta - 1.0) / (alpha - 1.0)


def mean_tenure_by_stage(transitions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean periods to come for somebody in each stage, that one included, shape `(n_stages,)`.

    `transitions` of shape `(n_stages, n_stages)` holds the chances to be in each stage next; what a row
    lacks to 1 is the chance to leave. Raises InputError if there are stages that nobody leaves for good.

    >>> mean_tenure_by_stage(np.array([[0.5, 0.25], [0.0, 0.75]])).tolist()
    [4.0, 4.0]
    """
    return markov_value(transitions, np.ones(len(transitions)), rate_per_period=0.0)


def _without_end(where: str, problem: str, remedy: str) -> InputError:
    return InputError([Fault(where, f"{problem}, and the mean tenure is without end", remedy)])
