"""Returns: the engine remembers for a while who has left, and asks the law of win-back who comes back."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.engine.win_back_offers import NO_OFFER, PARTS, WinBackOffers
from hooper.foundation.decisions import RETURN
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.random_words import customer_words, uniforms
from hooper.mechanisms.win_back import WinBack, win_back

_returns = kernel(win_back.function)


class Returns:
    """Who has left in the last `periods` periods, with period and cause; of them some return.

    With `constants` None the law is switched off: nobody is remembered, and nobody returns.
    """

    def __init__(self, constants: WinBack | None, periods: int) -> None:
        self._constants = constants
        self._periods = periods if constants else 0
        self.slot = np.empty(0, np.int64)
        self.cause = np.empty(0, np.uint8)
        self.period = np.empty(0, np.int64)

    def remember(self, period: int, slots: NDArray[np.int64], causes: NDArray[np.uint8]) -> None:
        """Take note of who has left in a period, and why; same shape."""
        if self._periods:
            self.slot = np.concatenate([self.slot, slots])
            self.cause = np.concatenate([self.cause, causes])
            self.period = np.concatenate([self.period, np.full(slots.size, period)])

    def who(
        self, population: Population, key: tuple[int, int], period: int, offers: WinBackOffers
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the slots of those who come back as a period begins, and what kind of offer each takes up.

        Whom the budget cannot pay an offer comes back if she would without one. They are forgotten here.
        """
        self._keep(period - self.period <= self._periods)
        if self._constants is None or not self.slot.size:
            return np.empty(0, np.int64), np.empty(0, np.uint8)
        offered = offers.to(period, self.slot)
        comes_back = self._decide(population, key, period, offered)
        taken = np.where(comes_back, offered, NO_OFFER).astype(np.uint8)
        paid = offers.pay(self.slot, taken)
        if (taken[~paid] != NO_OFFER).any():
            taken[~paid] = NO_OFFER
            comes_back = self._decide(population, key, period, taken)
        back, kinds = self.slot[comes_back], taken[comes_back]
        self._keep(~comes_back)
        return back, kinds

    def _decide(
        self, population: Population, key: tuple[int, int], period: int, offered: NDArray[np.uint8]
    ) -> NDArray[np.bool_]:
        """Return who would come back with these offers, on the same words each time, shape `(n,)`."""
        words = customer_words(key, population.customer_id[self.slot], period, RETURN)
        felt = (population.values_at(row, self.slot) for row in ("emotional_loyalty", "price_sensitivity"))
        comes_back = np.zeros(self.slot.size, np.bool_)
        _decide(*felt, self.cause, PARTS[offered], uniforms(words[0]), self._constants, comes_back)
        return comes_back

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {"slot": self.slot.copy(), "cause": self.cause.copy(), "period": self.period.copy()}

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.slot = state["slot"].astype(np.int64)
        self.cause = state["cause"].astype(np.uint8)
        self.period = state["period"].astype(np.int64)

    def _keep(self, chosen: NDArray[np.bool_]) -> None:
        self.slot, self.cause, self.period = self.slot[chosen], self.cause[chosen], self.period[chosen]


@compiled
def _decide(
    emotional_loyalty: NDArray[np.float32],
    price_sensitivity: NDArray[np.float32],
    cause: NDArray[np.uint8],
    parts: NDArray[np.float32],
    uniform: NDArray[np.float64],
    constants: WinBack,
    comes_back: NDArray[np.bool_],
) -> None:
    for k in range(cause.size):
        felt = emotional_loyalty[k], price_sensitivity[k]
        comes_back[k] = _returns(*felt, cause[k], parts[k, 0], parts[k, 1], uniform[k], constants) > 0
