"""Margins of products: by how much the gross margin on what customers order differs from the usual one."""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.assortment import AssortmentSettings


class ProductMargins:
    """How much more than the usual margin each product has, shape `(products,)`.

    >>> margins = ProductMargins(np.array([0.0, -0.25]))
    >>> margins.more_on(np.array([1, 0]), np.array([8.0, 8.0])).tolist()
    [-2.0, 0.0]
    """

    def __init__(self, more: NDArray[np.float64]) -> None:
        self._more = more

    @classmethod
    def of(cls, assortment: AssortmentSettings, usual: float, price: float) -> Self:
        """Return the margins of an assortment, beside the margin that is booked on all orders.

        Margins are of usual prices; the firm asks `price` times as much.
        """
        return cls((assortment.margins() - usual) / price)

    def more_on(self, product: NDArray[np.integer], list_amount: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what orders earn above the usual margin, `(n_orders,)`, by their products and amounts."""
        return self._more[product] * list_amount
