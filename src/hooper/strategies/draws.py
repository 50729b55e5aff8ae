"""Chance for strategies: words of the known customers at a review, the same whatever else is done."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import STRATEGY, STRATEGY_FOR_GOOD, STRATEGY_TRIAL
from hooper.foundation.random_words import customer_words, uniforms

_FOR_GOOD: Final = 0


@dataclass(frozen=True)
class Draws:
    """The draws of one review of one world."""

    key: tuple[int, int]
    period: int

    def uniforms(self, customer_id: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return one uniform a customer, shape `(n,)`, which depends on the id and the period alone."""
        return self._of(customer_id, self.period, STRATEGY)

    def trials(self, customer_id: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return another uniform a customer, `(n,)`, for what is tried out by lot at this review."""
        return self._of(customer_id, self.period, STRATEGY_TRIAL)

    def for_good(self, customer_id: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return a uniform a customer, `(n,)`, that is the same at every review: for who is held out."""
        return self._of(customer_id, _FOR_GOOD, STRATEGY_FOR_GOOD)

    def _of(self, customer_id: NDArray[np.uint64], period: int, decision: int) -> NDArray[np.float64]:
        return uniforms(customer_words(self.key, customer_id, period, decision))[0]
