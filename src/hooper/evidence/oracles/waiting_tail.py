"""How far the share of cases that wait longer than some time strays from the queue M/M/c's closed form.

Follow the wait that a case would have if it came now: it falls by a day a day, and each arrival that
finds all agents busy adds an exponential time with mean 1 / c. Above any level it lives like the content
of a queue M/M/1, whatever has gone before, and comes down exactly to the level. So stays above and below
the level are independent, and the share of arrivals that fall into those above has the variance

    ((1 - p)^2 Var(above) + p^2 Var(below)) / (E(above) + E(below))

divided by the number of cases, where `above` and `below` count the arrivals in a stay. A service takes
one day on average. Source for the law: Kleinrock (1975), Queueing systems 1, section 3.5.
"""

import math

import numpy as np
from scipy.linalg import expm

from hooper.evidence.oracles.desk_setups import Setup


def error_of_tail(setup: Setup, days: float, cases: int) -> float:
    """Return the standard error of the share of that many cases that waits longer than `days`."""
    above, square_above = _arrivals_above(setup)
    below, square_below = _arrivals_below(setup, days)
    share = above / (above + below)
    variance = (1.0 - share) ** 2 * (square_above - above**2) + share**2 * (square_below - below**2)
    return math.sqrt(variance / (above + below) / cases)


def share_that_waits_longer(setup: Setup, days: float) -> float:
    """Return the share of cases that waits longer than `days`, from the stays above and below.

    >>> round(share_that_waits_longer(Setup(2.0, 3), 0.0), 6)
    0.444444
    """
    above, below = _arrivals_above(setup)[0], _arrivals_below(setup, days)[0]
    return above / (above + below)


def _arrivals_above(setup: Setup) -> tuple[float, float]:
    """Return the first two moments: the customers of a busy period of M/M/1 but the one who began it."""
    load = setup.arrivals_per_day / setup.agents
    mean = load / (1.0 - load)
    return mean, load * (1.0 + load) / (1.0 - load) ** 3 + mean**2


def _arrivals_below(setup: Setup, days: float) -> tuple[float, float]:
    """Return the first two moments of the arrivals in a stay below the level, with the one that ends it.

    With moments m(v) from a wait v on, and M(v) those after an arrival that does not end the stay,
    `m1' = l (1 + M1 - m1)`, `m2' = l (1 + 2 M1 + M2 - m2)` and `M' = c (M - m)`; M is 0 at the level.
    """
    arrivals, agents = setup.arrivals_per_day, float(setup.agents)
    slopes = np.zeros((5, 5))  # of m1, M1, m2, M2, 1
    slopes[0] = [-arrivals, arrivals, 0.0, 0.0, arrivals]
    slopes[1, :2] = slopes[3, 2:4] = [-agents, agents]
    slopes[2] = [0.0, 2.0 * arrivals, -arrivals, arrivals, arrivals]
    first, second = _arrivals_until_all_are_busy(setup)
    # At 0 an agent is idle: arrivals until all are busy come before those that follow (M1, M2 unknown).
    at_zero = np.array([[first, 0, second, 0, 1], [1, 1, 2 * first, 0, 0], [0, 0, 1, 1, 0]])
    at_level = at_zero @ expm(slopes * days).T
    unknown = np.linalg.solve(at_level[1:, [1, 3]].T, -at_level[0, [1, 3]])
    moments = at_level[0] + unknown @ at_level[1:]
    return float(moments[0]), float(moments[2])


def _arrivals_until_all_are_busy(setup: Setup) -> tuple[float, float]:
    """Return the first two moments of the arrivals from one idle agent on, with the one that takes it."""
    first = second = 0.0
    for busy in range(setup.agents):
        ends_before = busy / setup.arrivals_per_day
        previous, first = first, 1.0 + ends_before * first
        second = 1.0 + ends_before * (second + 2.0 * previous * first)
    return first, second
