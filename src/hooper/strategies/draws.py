"""Chance for strategies: words of the known customers at a review, the same whatever else is done."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import STRATEGY
from hooper.foundation.random_words import customer_words, uniforms


@dataclass(frozen=True)
class Draws:
    """The draws of one review of one world."""

    key: tuple[int, int]
    period: int

    def uniforms(self, customer_id: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return one uniform a customer, shape `(n,)`, which depends on the id and the period alone."""
        return uniforms(customer_words(self.key, customer_id, self.period, STRATEGY))[0]
