"""How much each dimension counts in what a customer thinks of the firm as a whole."""

from typing import Self

from pydantic import model_validator

from hooper.foundation.settings import Probability, Settings
from hooper.mechanisms.dimensions import ONE_FOR_ALL, SEVEN

_ROUNDING = 1e-6


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
