"""Diffusion: potential customers adopt by themselves, or because others have.

In a period of length dt each who has not adopted does so with the chance `1 - exp(-(p + q F) dt)`, where F is
the share of the market that had adopted when the period began. With periods that are short against
`1 / (p + q)` that is Bass's equation `F' = (p + q F) (1 - F)`.
Source: Bass (1969), A new product growth for model consumer durables, Management Science 15(5): 215-227.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.customer_ids import acquired_ids, ordinal_of
from hooper.foundation.chance_over import chance_over
from hooper.foundation.decisions import ADOPTION
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import in_a_tuple, philox, round_keys
from hooper.scenario.diffusion_settings import DiffusionSettings

_MONTHS_PER_YEAR: Final = 12.0
# The ids of a market are those of a period before there is any: they do not depend on when somebody adopts.
_PERIOD: Final = 0
_ADOPTION: Final = np.uint32(ADOPTION)
_HIGH: Final = np.uint64(32)
_WORDS: Final = 2.0**32


class Diffusion:
    """A market in the order of its ids; `adopted` says who has, `(n,)`.

    >>> market = Diffusion(DiffusionSettings(market_per_1000=5_000.0), code=4, founders=1_000)
    >>> adopters = market.come((1, 0), 0, months=12.0)
    >>> market.settle(adopters)
    >>> adopters.size == int(market.adopted.sum())
    True
    """

    def __init__(self, settings: DiffusionSettings, code: int, founders: int) -> None:
        self._settings = settings
        [self._first_id] = acquired_ids(code, _PERIOD, 1)
        self._id_high = np.uint32(self._first_id >> _HIGH)
        self.adopted = np.zeros(round(settings.market_per_1000 * founders / 1000.0), np.bool_)

    def come(self, key: tuple[int, int], period: int, months: float) -> NDArray[np.uint64]:
        """Return the ids of those who would adopt in so many months."""
        # A word w is the uniform (w + 1/2) / 2^32.
        limit = np.int64(math.ceil(self._chance(months / _MONTHS_PER_YEAR) * _WORDS - 0.5))
        potential = np.flatnonzero(~self.adopted).astype(np.uint32)
        would = _would_adopt(potential, self._id_high, np.uint32(period), round_keys(*key), limit)
        return self._first_id + potential[would]

    def settle(self, came: NDArray[np.uint64]) -> None:
        """Note who was not turned away: these have adopted, and others hear of it."""
        self.adopted[ordinal_of(came)] = True

    def per_unit_more(self) -> float:
        """Return how many more one currency unit more would bring: the rates do not depend on spend."""
        return 0.0

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return {"adopted": self.adopted.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.adopted = state["adopted"].astype(np.bool_)

    def _chance(self, years: float) -> float:
        share = int(self.adopted.sum()) / max(1, self.adopted.size)
        rate = self._settings.innovation_per_year + self._settings.imitation_per_year * share
        return chance_over(rate, years)


@compiled
def _would_adopt(
    id_low: NDArray[np.uint32],
    id_high: np.uint32,
    period: np.uint32,
    keys: NDArray[np.uint32],
    limit: np.int64,
) -> NDArray[np.bool_]:
    """Tell for whom the word of her own in a period lies below a limit."""
    out = np.empty(id_low.size, np.bool_)
    round_keys_as_numbers = in_a_tuple(keys)
    for k in range(id_low.size):
        word = philox(id_low[k], id_high, period, _ADOPTION, round_keys_as_numbers)[0]
        out[k] = np.int64(word) < limit
    return out
