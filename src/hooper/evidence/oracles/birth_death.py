"""The number of cases at a desk as a chain of births and deaths (Erlang 1917; with patience Palm 1957).

Cases arrive at a rate; those in service leave at rate 1 each (a service takes one day on average), those
who wait at rate 1 / (mean patience). So what a case waits, and whether it gives up, can be paid by the
chain: its total is the number who wait, summed over time, or the number of moves by giving up.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.desk_setups import Setup
from hooper.evidence.oracles.markov_rewards import Chain

_NEGLIGIBLE = 1e-16


class BirthDeath:
    """The chain of a desk, cut off where it practically never comes.

    >>> desk = BirthDeath(Setup(2.0, 3))
    >>> round(desk.mean_wait, 6), round(desk.share_that_waits, 6)
    (0.444444, 0.444444)
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.law = _law(setup)
        below = np.arange(self.law.size - 1)
        served, lost = _departures(setup, below + 1)
        self.chain = Chain(
            source=np.concatenate([below, below + 1, below + 1]),
            target=np.concatenate([below + 1, below, below]),
            rate=np.concatenate([np.full(below.size, setup.arrivals_per_day), served, lost]),
        )
        self.waiting = np.maximum(np.arange(self.law.size) - setup.agents, 0.0)
        self.departures = np.append(0.0, served + lost)

    @property
    def mean_waiting(self) -> float:
        """The mean number of cases that wait."""
        return float(self.law @ self.waiting)

    @property
    def share_that_waits(self) -> float:
        """The share of arrivals that find all agents busy."""
        return float(self.law[self.setup.agents :].sum())

    @property
    def mean_wait(self) -> float:
        """The mean wait of all cases, in days: those who give up, and those who need not wait, too."""
        return self.mean_waiting / self.setup.arrivals_per_day

    @property
    def abandoned_share(self) -> float:
        """The share of cases that give up."""
        return self.mean_wait / self.setup.mean_patience_days

    def error_of_mean_wait(self, cases: int) -> float:
        """Return the standard error of the mean wait of that many cases."""
        return self._error(-self.mean_wait, 0.0, self.waiting, cases)

    def error_of_abandoned_share(self, cases: int) -> float:
        """Return the standard error of the share of that many cases that gives up."""
        return self._error(-self.abandoned_share, 1.0, np.zeros_like(self.law), cases)

    def error_of_share_that_waits(self, cases: int) -> float:
        """Return the standard error of the share of that many cases that has to wait."""
        finds_all_busy = (np.arange(self.law.size - 1) >= self.setup.agents).astype(np.float64)
        return self._error(finds_all_busy - self.share_that_waits, 0.0, np.zeros_like(self.law), cases)

    def _error(
        self,
        for_arrival: NDArray[np.float64] | float,
        for_loss: float,
        of_time: NDArray[np.float64],
        cases: int,
    ) -> float:
        births = np.broadcast_to(for_arrival, self.law.size - 1)
        deaths = np.repeat([0.0, for_loss], self.law.size - 1)
        of_moves = np.concatenate([births, deaths])
        return self.chain.error_of_mean(of_moves, of_time, self.setup.arrivals_per_day, cases)


def _departures(setup: Setup, present: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return at which rates cases leave, served and unserved, when so many are present."""
    served = np.minimum(present, setup.agents).astype(np.float64)
    return served, np.maximum(present - setup.agents, 0) / setup.mean_patience_days


def _law(setup: Setup) -> NDArray[np.float64]:
    weights = [1.0]
    while weights[-1] > _NEGLIGIBLE * max(weights):
        served, lost = _departures(setup, np.array(len(weights)))
        weights.append(weights[-1] * setup.arrivals_per_day / float(served + lost))
    return np.array(weights) / sum(weights)
