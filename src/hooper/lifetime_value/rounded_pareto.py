"""What the Pareto/NBD says of purchases rounded to cells (`rounding_grid`).

A customer buys at the rate lambda per cell and dies at the rate mu. In a cell from its beginning there is
no purchase, and the customer is alive at the end, with probability e^-(lambda + mu); a purchase, and is
alive, with e^-mu (1 - e^-lambda). Of the first cell a share is left that is uniform between 0 and 1, in
which nothing can be seen: after it the customer is alive with probability S = (1 - e^-mu) / mu. With
C = lambda / (lambda + mu), the chance that a purchase comes before the death, and x cells with a
purchase, the last being number k, of N seen, the cells add up to

    A = S C (e^lambda - 1)^x e^(-(lambda + mu) N)          to be alive after cell N and buy again
    G = S C (e^lambda - 1)^(x - 1) (1 - e^-mu) e^(-(lambda + mu) (k - 1))
    G = 1 - S C                                            if x = 0
    L = S (e^lambda - 1)^x e^(-(lambda + mu) N)            to be alive after cell N

and A + G is the chance of what was seen. As the cells get narrow A + G, over their width to the x,
becomes the likelihood of `pareto_nbd`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, exprel, gammaln, polygamma, psi

from hooper.lifetime_value.quadrature_nodes import rate_nodes
from hooper.lifetime_value.rounded_likelihood import (
    Moments,
    Population,
    exit_over_rate,
    log_growth,
    normalised,
)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ROOM = 20.0  # lambda against mu tells who is first even where both are small
_SQUARES = np.array([[3, 4], [4, 5]])  # where the products of two features stand among the powers


class _Rates(NamedTuple):
    """Rates of purchase or of death, `(n_rates,)`.

    Their `log_weight` includes the density, but for the factor that `population` tells.
    """

    log_rate: Floats
    rate: Floats
    log_weight: Floats

    def features(self, node: int) -> Floats:
        """Return the features of the rate's parameters at one node, shape `(2,)`."""
        return np.array([self.log_rate[node], -self.rate[node]])

    def powers(self, centre: int) -> Floats:
        """Return 1, the features from those of a node on, and their products, shape `(6, n_rates)`."""
        one, other = self.log_rate - self.log_rate[centre], self.rate[centre] - self.rate
        return np.stack((np.ones(one.size), one, other, one**2, one * other, other**2))


def population(parameters: Floats) -> Population:
    """Return how log lambda, -lambda, log mu and -mu are spread: the features of r, alpha, s and beta."""
    shapes, scales = parameters[::2], parameters[1::2]
    covariance = np.zeros((4, 4))
    for i, (shape, scale) in enumerate(zip(shapes, scales, strict=True)):
        own = [[polygamma(1, shape), -1.0 / scale], [-1.0 / scale, shape / scale**2]]
        covariance[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = own
    return Population(
        log_factor=float(np.sum(shapes * np.log(scales) - gammaln(shapes))),
        mean=np.stack((psi(shapes) - np.log(scales), -shapes / scales), axis=1).ravel(),
        covariance=covariance,
    )


def stayed(parameters: Floats, bought: int, cells: Integers) -> Moments:
    """Return the integral of A for x = `bought` and each N in `cells`, shape `(n,)`."""
    buying, dying = _buying(parameters, bought, cells), _dying(parameters, cells, 0)
    return _integrate(buying, dying, cells, _buys_first(buying, dying) * exprel(-dying.rate))


def alive(parameters: Floats, bought: int, cells: Integers) -> Moments:
    """Return the integral of L for x = `bought` and each N in `cells`, shape `(n,)`."""
    buying, dying = _buying(parameters, bought, cells), _dying(parameters, cells, 0)
    return _integrate(buying, dying, cells, np.ones((buying.rate.size, 1)) * exprel(-dying.rate))


def yet_to_come(parameters: Floats, bought: int, cells: Integers, horizon: float) -> Moments:
    """Return that of L times the mean number of purchases within `horizon` cells, over the horizon."""
    buying, dying = _buying(parameters, bought, cells), _dying(parameters, cells, 0)
    lived = exprel(-dying.rate) * exprel(-horizon * dying.rate)
    return _integrate(buying, dying, cells, buying.rate[:, np.newaxis] * lived)


def left(parameters: Floats, bought: int, cells: Integers) -> Moments:
    """Return the integral of G for x = `bought` and each k - 1 in `cells`, shape `(n,)`; 0 for x = 0."""
    buying = _buying(parameters, max(bought - 1, 0), cells)
    dying = _dying(parameters, cells, min(bought, 1))
    buys_first = _buys_first(buying, dying)
    if bought > 0:
        return _integrate(buying, dying, cells, buys_first * dying.rate * exprel(-dying.rate) ** 2)
    dies_first = _buys_first(dying, buying).T
    dies_unseen = dying.rate * exit_over_rate(dying.rate)
    return _integrate(buying, dying, cells, dies_first + buys_first * dies_unseen)


def _buying(parameters: Floats, kept: int, cells: Integers) -> _Rates:
    """Return nodes for lambda; (e^lambda - 1)^kept is in their weights."""
    r, alpha = parameters[:2]
    longest, shortest = alpha + cells.max(), alpha + (cells - kept).min()
    log_rate, log_weight = rate_nodes(r + kept, longest, shortest, _ROOM)
    rate = np.exp(log_rate)
    log_weight += r * log_rate - alpha * rate + kept * log_growth(log_rate)
    return _Rates(log_rate, rate, log_weight)


def _dying(parameters: Floats, cells: Integers, deaths: int) -> _Rates:
    """Return nodes for mu, for integrands that count so many `deaths` in a cell."""
    s, beta = parameters[2:]
    log_rate, log_weight = rate_nodes(s + deaths, beta + cells.max(), beta + cells.min(), _ROOM)
    rate = np.exp(log_rate)
    return _Rates(log_rate, rate, log_weight + s * log_rate - beta * rate)


def _buys_first(buying: _Rates, dying: _Rates) -> Floats:
    """Return lambda / (lambda + mu), shape `(n_buying, n_dying)`."""
    return expit(buying.log_rate[:, np.newaxis] - dying.log_rate)


def _integrate(buying: _Rates, dying: _Rates, cells: Integers, chance: Floats) -> Moments:
    """Integrate e^(-(lambda + mu) n) times a chance, `(n_buying, n_dying)`, for all n in `cells`."""
    log_buying, share_buying = normalised(buying.log_weight - buying.rate * cells[:, np.newaxis])
    log_dying, share_dying = normalised(dying.log_weight - dying.rate * cells[:, np.newaxis])
    tops = int(share_buying[cells.size // 2].argmax()), int(share_dying[cells.size // 2].argmax())
    of_dying = (share_dying[:, np.newaxis] * dying.powers(tops[1])) @ chance.T
    sums = (share_buying[:, np.newaxis] * buying.powers(tops[0])) @ of_dying.swapaxes(1, 2)
    total = sums[:, 0, 0].copy()
    sums /= total[:, np.newaxis, np.newaxis]
    off = np.concatenate((sums[:, 1:3, 0], sums[:, 0, 1:3]), axis=1)
    squares = np.empty((cells.size, 4, 4))
    squares[:, :2, :2], squares[:, 2:, 2:] = sums[:, _SQUARES, 0], sums[:, 0, _SQUARES]
    squares[:, :2, 2:] = sums[:, 1:3, 1:3]
    squares[:, 2:, :2] = sums[:, 1:3, 1:3].swapaxes(1, 2)
    covariance = squares - off[:, :, np.newaxis] * off[:, np.newaxis]
    centre = np.concatenate((buying.features(tops[0]), dying.features(tops[1])))
    return Moments(log_buying + log_dying + np.log(total), centre + off, covariance)
