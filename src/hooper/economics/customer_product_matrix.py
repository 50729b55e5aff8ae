"""The customer-product matrix: how well each product fits each customer, what it earns, and who has it.

Rows are products and columns customers. The fit is that of the law (`hooper.mechanisms.assortment`), over
all five needs. Where columns are put together to groups, a cell tells what share of the group has the
product, how well it fits the group, and for what share of it no other product fits better: where the first
is far below the last, the firm could sell what customers need and do not ask for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.mechanisms.assortment import AssortmentSettings
from hooper.mechanisms.needs import NEEDS, served


@dataclass(frozen=True)
class CustomerProductMatrix:
    """The matrix of p products and n customers.

    `margin` has the shape `(p,)`, `customer_id` and `current` (the number of the product that a customer has)
    the shape `(n,)`, and `fit` the shape `(p, n)`.
    """

    products: tuple[str, ...]
    margin: NDArray[np.float64]
    customer_id: NDArray[np.uint64]
    current: NDArray[np.uint8]
    fit: NDArray[np.float32]

    @classmethod
    def of(cls, needs: pa.Table, assortment: AssortmentSettings) -> Self:
        """Return the matrix of the customers in a table of needs (`history.truth.needs`, or some rows of it).

        >>> from hooper.engine.simulate import simulate
        >>> from hooper.scenario import presets
        >>> levels = "stated=0.0, ancillary=0.0, real=0.0, related=0.0, latent=0.0, margin=0.3"
        >>> one = f'assortment.products=[{{name="one", {levels}}}]'
        >>> world = presets.load("retail", ["founders.customers=50", one])
        >>> CustomerProductMatrix.of(simulate(world, 1).history.truth.needs, world.assortment).fit.shape
        (1, 50)
        """
        wanted = np.column_stack([needs[kind].to_numpy() for kind in NEEDS])
        fit = assortment.fit(served(wanted, assortment.levels()))
        ids, current = (needs[name].to_numpy() for name in ("customer_id", "product"))
        return cls(assortment.names, assortment.margins(), ids, current, fit.T)

    @cached_property
    def best(self) -> NDArray[np.int64]:
        """The number of the product that fits each customer best, shape `(n,)`."""
        return np.argmax(self.fit, axis=0)

    def by_group(self, group: NDArray[np.integer], names: Sequence[str]) -> pa.Table:
        """Return a row a product and group of customers, as a table.

        `group` has the place of each customer's group in `names`, shape `(n,)`. Columns: `product`, `group`,
        `margin`; `customers` who have the product and their `share` of the group; the mean `fit` of the
        product for all of the group; the share for whom it is `best`. Without customers a share is not a
        number.
        """
        cells = [
            {
                "product": product,
                "group": name,
                "margin": float(self.margin[row]),
                **self._cell(row, group == place),
            }
            for row, product in enumerate(self.products)
            for place, name in enumerate(names)
        ]
        return pa.Table.from_pylist(cells)

    def by_product(self) -> pa.Table:
        """Return a row a product, as a table.

        Columns: `product`, `margin`, `customers` who have it, their `share`; its mean `fit` for them, and
        that of the product that is best for each of them (`fit_of_best`). Without customers a mean is not a
        number.
        """
        return pa.Table.from_pylist([self._row(row) for row in range(len(self.products))])

    def _row(self, row: int) -> dict[str, str | float]:
        have = self.current == row
        return {
            "product": self.products[row],
            "margin": float(self.margin[row]),
            "customers": int(have.sum()),
            "share": _mean(have),
            "fit": _mean(self.fit[row, have]),
            "fit_of_best": _mean(self.fit[:, have].max(axis=0)),
        }

    def _cell(self, row: int, column: NDArray[np.bool_]) -> dict[str, float]:
        have = self.current[column] == row
        return {
            "customers": int(have.sum()),
            "share": _mean(have),
            "fit": _mean(self.fit[row, column]),
            "best": _mean(self.best[column] == row),
        }


def _mean(values: NDArray[np.generic]) -> float:
    return float(values.mean(dtype=np.float64)) if values.size else float("nan")
