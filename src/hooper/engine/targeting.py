"""Targeting: by how much those who come through a named channel differ from everybody, before they enter.

The law of entry (`character`, `buyer`) finds it where it will write: the shift of a newcomer's fit in
`quality_fit`, and by what share she buys more often in `purchase_rate`. What they expect is not shifted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.engine.population_step import ENTRY_PERIOD
from hooper.firm.customer_ids import FIRST_NAMED
from hooper.firm.partner_leads import NO_PARTNER
from hooper.foundation.decisions import PARTNER_LEAD
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import customer_words, normal_pair
from hooper.mechanisms.dimensions import field_of
from hooper.scenario.channel_settings import ChannelSettings

_FIT: Final = "quality_fit"
_RATE: Final = "purchase_rate"


@dataclass(frozen=True)
class Targeting:
    """Shifts and additional standard deviations of fit, and shares of more orders, by channel, float32."""

    fit_shift: NDArray[np.float32]
    fit_sd: NDArray[np.float32]
    more_orders: NDArray[np.float32]

    @classmethod
    def of(cls, channels: Sequence[ChannelSettings]) -> Self:
        """Return the targeting of named channels; that of all others is right."""
        usual = [(0.0, 0.0, 0.0)] * FIRST_NAMED
        named = [
            (
                channel.quality_fit_shift,
                (channel.partner or NO_PARTNER).quality_noise_sd,
                channel.purchase_rate_factor - 1.0,
            )
            for channel in channels
        ]
        return cls(*np.array([*usual, *named], np.float32).T)

    def aim(self, population: Population, slots: NDArray[np.int64], key: tuple[int, int]) -> None:
        """Give newcomers in the given slots what sets those of their channel apart, before they enter."""
        aimed = slots[population.channel[slots] >= FIRST_NAMED]
        if not aimed.size:
            return
        for row, values in self._given(population, aimed, key).items():
            population.write(row, aimed, values)

    def given_at_entry(
        self, population: Population, slot: int, key: tuple[int, int]
    ) -> dict[str, np.float32]:
        """Return what set a customer apart before entering, by row; nothing for most customers."""
        if population.channel[slot] < FIRST_NAMED:
            return {}
        given = self._given(population, np.array([slot]), key)
        return {row: values[0] for row, values in given.items()}

    def _given(
        self, population: Population, slots: NDArray[np.int64], key: tuple[int, int]
    ) -> dict[str, NDArray[np.float32]]:
        channel = population.channel[slots]
        words = customer_words(key, population.customer_id[slots], int(ENTRY_PERIOD), PARTNER_LEAD)
        fit = self.fit_shift[channel] + self.fit_sd[channel] * _normals(words[0], words[1])
        shifted = {row: fit for row in population.rows if field_of(row) == _FIT}
        return {**shifted, _RATE: self.more_orders[channel]}


@compiled
def _normals(word_0: NDArray[np.uint32], word_1: NDArray[np.uint32]) -> NDArray[np.float32]:
    out = np.empty(word_0.size, np.float32)
    for k in range(word_0.size):
        out[k] = normal_pair(word_0[k], word_1[k])[0]
    return out
