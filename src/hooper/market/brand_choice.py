"""Brand choice: buyers of a category who buy at rates of their own, and from several firms in turn.

Purchases of the category are NBD: Poisson with rates ~ Gamma(K, mean M a period). Each buyer takes brand j
with a chance p_j, and (p_1 .. p_J) ~ Dirichlet(S m_1 .. S m_J) with the brands' shares m: the smaller S,
the truer is a buyer to one brand, and at 0 to the first one alone. Rates and chances are integrated out,
which leaves the law of all purchases as it is: after x purchases in a time t the next is later than w with
`((K / M + t) / (K / M + t + w))^(K + x)`, and it is of brand j with `(S m_j + x_j) / (S + x)` (an urn).
Source: Goodhardt, Ehrenberg and Chatfield (1984), The Dirichlet: a comprehensive model of buying behaviour,
Journal of the Royal Statistical Society A 147(5).
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from hooper.foundation.decisions import BRAND_CHOICE
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.random_words import philox, round_keys
from hooper.foundation.settings import NonNegative, Positive, Settings

_UNIT_32 = 2.0**-32
_ROUNDING = 1e-9


class BrandMarket(Settings):
    """A category: how often it is bought, the brands' shares of the purchases, and how much buyers switch."""

    mean_purchases_per_period: Positive
    purchase_shape: Positive
    shares: Annotated[tuple[Positive, ...], Field(min_length=1)]
    switching: NonNegative

    @field_validator("shares")
    @classmethod
    def _add_up_to_one(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if abs(sum(shares) - 1.0) > _ROUNDING:
            raise ValueError(f"the shares add up to {sum(shares):g}; let them add up to 1")
        return shares


def bought(market: BrandMarket, buyers: int, periods: int, key: tuple[int, int]) -> NDArray[np.int64]:
    """Return what everybody buys, shape `(periods, buyers, brands)`; `key` is (seed, replication).

    A larger number of buyers begins with the smaller one.

    >>> two = BrandMarket(mean_purchases_per_period=3.0, purchase_shape=1.0, shares=(0.7, 0.3), switching=1.2)
    >>> bought(two, buyers=1000, periods=2, key=(1, 0)).shape
    (2, 1000, 2)
    """
    counts = np.zeros((periods, buyers, len(market.shares)), np.int64)
    scale = market.purchase_shape / market.mean_purchases_per_period
    shares = np.array(market.shares)
    _buy(market.purchase_shape, scale, shares, market.switching, round_keys(*key), counts)
    return counts


@kernel
def _uniform(word: np.uint32) -> float:
    return (np.float64(word) + 0.5) * _UNIT_32


@kernel
def _chosen(uniform: float, shares: NDArray[np.float64], switching: float, taken: NDArray[np.int64]) -> int:
    """Return the brand that an urn gives which holds `switching * shares`, and one for each purchase."""
    so_far = taken.sum()
    weight_of_shares = switching if so_far > 0 else 1.0
    left = uniform * (weight_of_shares + so_far)
    for brand in range(shares.size - 1):
        left -= weight_of_shares * shares[brand] + taken[brand]
        if left < 0.0:
            return brand
    return shares.size - 1


@compiled
def _buy(
    shape: float,
    scale: float,
    shares: NDArray[np.float64],
    switching: float,
    keys: NDArray[np.uint32],
    counts: NDArray[np.int64],
) -> None:
    taken = np.zeros(shares.size, np.int64)
    for buyer in range(counts.shape[1]):
        taken[:] = 0
        purchases, elapsed = 0, 0.0
        while True:
            wait, choice, _, _ = philox(
                np.uint32(buyer), np.uint32(0), np.uint32(purchases), np.uint32(BRAND_CHOICE), keys
            )
            elapsed += (scale + elapsed) * np.expm1(-np.log(_uniform(wait)) / (shape + purchases))
            if not elapsed < counts.shape[0]:
                break
            brand = _chosen(_uniform(choice), shares, switching, taken)
            taken[brand] += 1
            purchases += 1
            counts[int(elapsed), buyer, brand] += 1
