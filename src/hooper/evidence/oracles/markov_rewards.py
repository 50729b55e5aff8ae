"""What a Markov chain pays in the long run, and how far what it has paid by a time strays from that.

A chain with law `p` pays `f_i` a unit of time in state i and `r_ij` for a move from i to j at rate `q_ij`.
If `h` solves `f_i + sum_j q_ij (r_ij + h_j - h_i) = g`, the total less `g t` is a martingale but for a
bounded rest, so that its variance grows by `sum_i p_i sum_j q_ij (r_ij + h_j - h_i)^2` a unit of time.
Source: Whitt (1992), Asymptotic formulas for Markov processes with applications to simulation.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.linalg import spsolve

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Chain:
    """Moves from states to states at rates, arrays of shape `(n_moves,)`; states count from 0."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    rate: Floats

    @property
    def states(self) -> int:
        """The number of states."""
        return int(max(self.source.max(), self.target.max())) + 1

    @cached_property
    def law(self) -> Floats:
        """The stationary chances of the states, shape `(n_states,)`.

        >>> there_and_back = Chain(np.array([0, 1]), np.array([1, 0]), np.array([1.0, 3.0]))
        >>> there_and_back.law.tolist()
        [0.75, 0.25]
        """
        return _solve(np.ones(self.states), self._generator().T.tocsr(), _first(self.states))

    def variance_rate(self, of_moves: Floats, of_time: Floats) -> float:
        """Return by how much the variance of what is paid grows a unit of time.

        `of_moves` `(n_moves,)` is paid for each move, `of_time` `(n_states,)` for the time in a state.
        """
        paid = of_time + np.bincount(self.source, self.rate * of_moves, self.states)
        beyond = float(self.law @ paid) - paid
        beyond[0] = 0.0
        worth = _solve(_first(self.states), self._generator(), beyond)
        surprise = of_moves + worth[self.target] - worth[self.source]
        return float((self.law[self.source] * self.rate) @ surprise**2)

    def error_of_mean(
        self, of_moves: Floats, of_time: Floats, events_per_time: float, events: float
    ) -> float:
        """Return the standard error of the mean over `events` events, of what is paid with mean 0."""
        return math.sqrt(self.variance_rate(of_moves, of_time) / (events_per_time * events))

    def _generator(self) -> csr_array:
        """Return the rates of moves, with what leaves a state on the diagonal."""
        states = np.arange(self.states)
        leaving = np.bincount(self.source, self.rate, self.states)
        places = (np.append(self.source, states), np.append(self.target, states))
        return coo_array((np.append(self.rate, -leaving), places)).tocsr()


def _first(states: int) -> Floats:
    return (np.arange(states) == 0).astype(np.float64)


def _solve(first_equation: Floats, others: csr_array, right: Floats) -> Floats:
    """Solve equations of which the first is implied by the others, with one put in its place."""
    equations = vstack([first_equation[np.newaxis], others[1:]]).tocsc()
    return np.asarray(spsolve(equations, right))
