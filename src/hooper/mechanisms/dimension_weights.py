"""How much each dimension counts in what a customer thinks of the firm as a whole."""

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from hooper.foundation.settings import Probability, Settings
from hooper.mechanisms.dimensions import ONE_FOR_ALL, SEVEN

_ROUNDING = 1e-6
Values = TypeVar("Values", float, NDArray[np.float32], NDArray[np.float64])


def weighed(values_of: Callable[[str], Values], field: str, weights: Mapping[str, float]) -> Values:
    """Return the weighted mean over the dimensions of a field, from the values of its rows.

    >>> weighed({"expectation.price": 1.0, "expectation.brand": 3.0}.__getitem__, "expectation",
    ...     {"price": 0.5, "brand": 0.5})
    2.0
    """
    total: Any = 0
    for dimension, weight in weights.items():
        total = total + weight * values_of(f"{field}.{dimension}")
    return total


class DimensionWeights(Settings):
    """The weights of the seven dimensions, or all weight on one that stands for all of them."""

    overall: Probability = 1.0
    product: Probability = 0.0
    service: Probability = 0.0
    relationship: Probability = 0.0
    price: Probability = 0.0
    convenience: Probability = 0.0
    brand: Probability = 0.0
    total: Probability = 0.0

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of the world."""
        return ONE_FOR_ALL if self.overall > 0.0 else SEVEN

    def values(self) -> tuple[float, ...]:
        """Return the weights of the dimensions of the world, in their order."""
        return tuple(getattr(self, dimension) for dimension in self.dimensions)

    @model_validator(mode="after")
    def _one_or_seven(self) -> Self:
        seven = [getattr(self, dimension) for dimension in SEVEN]
        if self.overall > 0.0 and any(seven):
            raise ValueError("weights are given to overall and to others; set overall to 0, or the others")
        if self.overall == 0.0 and not all(seven):
            unweighted = ", ".join(name for name in SEVEN if not getattr(self, name))
            raise ValueError(f"no weight is given to {unweighted}; give each of the seven some")
        if abs(sum(self.values()) - 1.0) > _ROUNDING:
            raise ValueError(f"the weights add up to {sum(self.values()):g}; make it 1")
        return self
