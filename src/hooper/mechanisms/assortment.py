"""The assortment: the products of a firm, the choice among them, and what comes of it.

A newcomer takes the product that best serves what she can say, and lives with it in all five needs: with the
strength a, weights w that are made to add up to 1, and `served` needs v, her fit with the firm's quality is
higher by `a (w1 v1 + ... + w5 v5)`. That is what she experiences, and not what she has been promised.
"""

from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.mechanisms.needs import NEEDS, STATED, fit_of

MOST_PRODUCTS = 8


class NeedWeights(Settings):
    """How much each need counts in how well a product fits, of the sum of all five."""

    stated: NonNegative = assumed(0.05, low=0.0, high=0.15, source="assumed: little beside the rest")
    ancillary: NonNegative = assumed(0.20, low=0.10, high=0.30, source="assumed")
    real: NonNegative = assumed(0.35, low=0.20, high=0.50, source="assumed")
    related: NonNegative = assumed(0.15, low=0.05, high=0.30, source="assumed")
    latent: NonNegative = assumed(0.25, low=0.10, high=0.40, source="assumed")

    @model_validator(mode="after")
    def _some_need_counts(self) -> Self:
        if not any(self.model_dump().values()):
            raise ValueError("all weights are 0, and no need counts; give at least one weight above 0")
        return self

    def shares(self) -> NDArray[np.float64]:
        """Return the weights in the order of the needs, made to add up to 1, shape `(5,)`.

        >>> NeedWeights(stated=1.0, ancillary=0.0, real=1.0, related=0.0, latent=0.0).shares().tolist()
        [0.5, 0.0, 0.5, 0.0, 0.0]
        """
        weights = np.array([getattr(self, need) for need in NEEDS])
        return weights / weights.sum()


class ProductSettings(Settings):
    """A product: its level in each need, on the scale of what customers need, and its gross margin."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    stated: float
    ancillary: float
    real: float
    related: float
    latent: float
    margin: Probability


class AssortmentSettings(Settings):
    """The products that a firm has, and how a newcomer comes to one of them.

    `strength` is in the unit of quality fit, for one standard deviation of what customers need. Each two
    needs of a customer have the correlation `correlation`. Where the firm finds out what its customers need,
    `chosen_by` is `all_needs`, and each has the product that fits her best.

    >>> lean = ProductSettings(name="lean", stated=0, ancillary=0, real=0, related=0, latent=0, margin=0.3)
    >>> AssortmentSettings(products=(lean,)).names
    ('lean',)
    """

    products: Annotated[tuple[ProductSettings, ...], Field(min_length=1, max_length=MOST_PRODUCTS)]
    weights: NeedWeights = NeedWeights()
    strength: NonNegative = assumed(1.0, low=0.5, high=1.5, source="assumed")
    correlation: Probability = assumed(0.2, low=0.0, high=0.5, source="assumed")
    chosen_by: Literal["stated_need", "all_needs"] = "stated_need"

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        twice = [name for name in dict.fromkeys(self.names) if self.names.count(name) > 1]
        if twice:
            raise ValueError(f"there are two products {twice[0]!r}; give each a name of its own")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the products, by their numbers in a history."""
        return tuple(product.name for product in self.products)

    def margins(self) -> NDArray[np.float64]:
        """Return the margin of each product, shape `(products,)`."""
        return np.array([product.margin for product in self.products])

    def levels(self) -> NDArray[np.float32]:
        """Return the levels of the products in each need, shape `(products, 5)`."""
        return np.array([[getattr(each, need) for need in NEEDS] for each in self.products], np.float32)

    def fit(self, served_needs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how much better or worse products fit customers than the middle one does on average.

        `served_needs` has the shape `(n, 5, products)`, and the result the shape `(n, products)`.
        """
        return fit_of(served_needs, (self.strength * self.weights.shares()).astype(np.float32))

    def chosen(self, served_needs: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the product that each customer has, shape `(n,)`; the first of those that are as good."""
        heard = served_needs[:, STATED] if self.chosen_by == "stated_need" else self.fit(served_needs)
        return np.argmax(heard, axis=1)
