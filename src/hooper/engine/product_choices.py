"""Product choices: which product each newcomer takes, and how well it serves her, before she enters.

The law of entry (`character`) finds how much better the product fits than the middle one where it will write
what she recalls of the firm, in `recent_experience`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.engine.population_step import ENTRY_PERIOD
from hooper.engine.recorder import Recorder
from hooper.foundation.decisions import ENTRY_NEEDS, ENTRY_NEEDS_SECOND_HALF
from hooper.foundation.random_words import customer_words
from hooper.foundation.workers import shares
from hooper.mechanisms.assortment import AssortmentSettings
from hooper.mechanisms.dimensions import field_of
from hooper.mechanisms.needs import NEEDS, needs_of, served

_FIT_OF_PRODUCT: Final = "recent_experience"


@dataclass(frozen=True)
class ProductChoices:
    """The choices among the products of an assortment."""

    assortment: AssortmentSettings
    recorder: Recorder

    def choose(self, population: Population, slots: NDArray[np.int64], key: tuple[int, int]) -> None:
        """Give newcomers in the given slots their products, before they enter, and record what they need."""
        for share in shares(slots.size):
            own, ids = slots[share], population.customer_id[slots[share]]
            needs, product, fit = self._of(ids, key)
            population.product[own] = product
            for row in _rows(population):
                population.write(row, own, fit)
            columns = dict(zip(NEEDS, needs.T, strict=True))
            self.recorder.add("needs", {"customer_id": ids, "product": product.astype(np.uint8), **columns})

    def given_at_entry(
        self, population: Population, slot: int, key: tuple[int, int]
    ) -> dict[str, np.float32]:
        """Return how well the product of a customer serves her, by row in which she finds it at entry."""
        _, _, fit = self._of(population.customer_id[[slot]], key)
        return {row: fit[0] for row in _rows(population)}

    def _of(
        self, ids: NDArray[np.uint64], key: tuple[int, int]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float32]]:
        """Return the needs `(n, 5)`, the products `(n,)`, and how well these fit `(n,)`."""
        words, more_words = (
            customer_words(key, ids, int(ENTRY_PERIOD), decision)
            for decision in (ENTRY_NEEDS, ENTRY_NEEDS_SECOND_HALF)
        )
        needs = needs_of(words, more_words, self.assortment.correlation)
        served_needs = served(needs, self.assortment.levels())
        product = self.assortment.chosen(served_needs)
        fit = self.assortment.fit(served_needs)
        return needs, product, fit[np.arange(ids.size), product]


def _rows(population: Population) -> list[str]:
    return [row for row in population.rows if field_of(row) == _FIT_OF_PRODUCT]
