"""Open matters: what is not settled yet with customers who have left."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import SETTLEMENT
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.random_words import customer_words, uniforms
from hooper.mechanisms.settlement import Settlement, settlement

_periods_to_settle = kernel(settlement.function)


@dataclass
class OpenMatters:
    """The periods in which open matters will be settled, `(n,)`.

    With `constants` None the law is switched off: everything is settled in the period of the exit.
    """

    constants: Settlement | None
    settled: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    def open(self, key: tuple[int, int], period: int, customer_id: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Take in who leaves in a period; return in which period everything is settled, same shape.

        What was due by now is settled, so that `settled` holds what is open when the period ends.
        """
        lags = np.zeros(customer_id.size, np.int32)
        if self.constants is not None:
            drawn = uniforms(customer_words(key, customer_id, period, SETTLEMENT)[0])
            _draw_lags(drawn.astype(np.float32), self.constants, lags)
        settled = period + lags
        self.settled = np.concatenate([self.settled, settled])
        self.settled = self.settled[self.settled > period]
        return settled


@compiled
def _draw_lags(uniform: NDArray[np.float32], constants: Settlement, lags: NDArray[np.int32]) -> None:
    for k in range(uniform.size):
        lags[k] = _periods_to_settle(uniform[k], constants)
