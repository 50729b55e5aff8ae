"""What brands have in a category: buyers, how often they buy, and whether they buy again, in closed form.

With P(n) of the NBD, nobody of n purchases is of brand j with `prod_{i<n} (S (1 - m_j) + i) / (S + i)`. So
the share of people who buy it in a time is `b_j = 1 - sum_n P(n) prod`, each of its buyers buys it `w_j = M
m_j / b_j` times, and of those of one period `2 - b_j(two periods) / b_j` buy it in the next as well. Double
jeopardy: with few buyers go buyers who buy less often, and `w (1 - b)` is nearly the same for all brands.
Source: Goodhardt, Ehrenberg and Chatfield (1984), Journal of the Royal Statistical Society A 147(5).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.market.brand_choice import BrandMarket

_LEAST_LEFT: Final = 1e-13
_MOST_PURCHASES: Final = 100_000


def penetration(market: BrandMarket, periods: float = 1.0) -> NDArray[np.float64]:
    """Return the share of people who buy each brand in a time, shape `(n_brands,)`.

    >>> one = BrandMarket(mean_purchases_per_period=1.0, purchase_shape=1.0, shares=(1.0,), switching=1.0)
    >>> penetration(one).tolist()
    [0.5]
    """
    mean, shape, s = market.mean_purchases_per_period * periods, market.purchase_shape, market.switching
    others = 1.0 - np.array(market.shares)
    chance, none_of_it = (shape / (shape + mean)) ** shape, np.ones(others.size)
    left, without = 1.0 - chance, chance * none_of_it
    for n in range(1, _MOST_PURCHASES):
        none_of_it = none_of_it * ((s * others + n - 1) / (s + n - 1) if n > 1 else others)
        chance *= (shape + n - 1) / n * mean / (shape + mean)
        without += chance * none_of_it
        left -= chance
        if left < _LEAST_LEFT:
            break
    return 1.0 - without


def purchases_per_buyer(market: BrandMarket) -> NDArray[np.float64]:
    """Return how often those who buy a brand in a period buy it in it, shape `(n_brands,)`."""
    return market.mean_purchases_per_period * np.array(market.shares) / penetration(market)


def repeat_rate(market: BrandMarket) -> NDArray[np.float64]:
    """Return which share of a brand's buyers of one period buys it in the next as well, `(n_brands,)`."""
    return 2.0 - penetration(market, 2.0) / penetration(market)
