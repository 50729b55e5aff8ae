"""The pool of prospects: who has enquired and has not made up his mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import PROSPECT
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.random_words import customer_words, uniforms
from hooper.mechanisms.prospects import Prospects, prospects

_decides = kernel(prospects.function)


@dataclass
class ProspectPool:
    """Prospects with their own levels, both `(n,)`; the firm's `reputation`, from -1 to 1, moves them.

    `gave_up` counts those of the last period who will not come any more.
    """

    constants: Prospects
    customer_id: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    own_level: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    reputation: float = 0.0
    gave_up: int = 0

    def decide(self, key: tuple[int, int], period: int, enquirers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Take in who enquires in a period, and return the ids of those who become customers in it."""
        level = uniforms(customer_words(key, enquirers, period, PROSPECT)[1])
        ids, levels = np.concatenate([self.customer_id, enquirers]), np.concatenate([self.own_level, level])
        drawn = uniforms(customer_words(key, ids, period, PROSPECT)[0])
        comes, gives_up = np.zeros(ids.size, np.bool_), np.zeros(ids.size, np.bool_)
        _decide(self.reputation, levels, drawn, self.constants, comes, gives_up)
        self.gave_up = int(gives_up.sum())
        thinks_on = ~(comes | gives_up)
        self.customer_id, self.own_level = ids[thinks_on], levels[thinks_on]
        return ids[comes]

    def hear(self, talks_well: float, talks_ill: float) -> None:
        """Form the reputation anew from what is said in a period; without any talk it stays."""
        if talks_well + talks_ill:
            self.reputation = (talks_well - talks_ill) / (talks_well + talks_ill)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        counts = np.array([self.reputation, self.gave_up])
        return {
            "customer_id": self.customer_id.copy(),
            "own_level": self.own_level.copy(),
            "counts": counts,
        }

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.customer_id = state["customer_id"].astype(np.uint64)
        self.own_level = state["own_level"].astype(np.float64)
        self.reputation, self.gave_up = float(state["counts"][0]), int(state["counts"][1])


@compiled
def _decide(
    reputation: float,
    own_level: NDArray[np.float64],
    uniform: NDArray[np.float64],
    constants: Prospects,
    comes: NDArray[np.bool_],
    gives_up: NDArray[np.bool_],
) -> None:
    for k in range(own_level.size):
        becomes_customer, goes = _decides(
            np.float32(reputation), np.float32(own_level[k]), np.float32(uniform[k]), constants
        )
        comes[k], gives_up[k] = becomes_customer > 0, goes > 0
