"""The chance of what the cells of a customer show, integrated over how the customers' rates are spread.

A customer buys at the rate lambda per cell and exits with a purchase with probability p, so that exits
come at the rate theta = lambda p and purchases that keep the customer at lambda (1 - p). In a cell from
its beginning there is no purchase with probability e^-lambda; a purchase, and the customer is still there
at the end, with e^-theta - e^-lambda; an exit with 1 - e^-theta. Of the first cell a share is left that
is uniform between 0 and 1, in which nothing can be seen: after it the customer is there with probability
S = (1 - e^-theta) / theta. With x cells with a purchase, the last being number k, of N seen, the cells
multiply to

    A = S (e^(lambda (1 - p)) - 1)^x e^(-lambda N)                               to be there after cell N
    G = S (e^(lambda (1 - p)) - 1)^(x - 1) (1 - e^-theta) e^(-lambda (k - 1))    to exit in cell k
    G = 1 - S                                                                    or, if x = 0, in the first

and A + G is the chance of what was seen. If one may exit at the entry, too, A and G have the factor
1 - p, and for x = 0 G is p + (1 - p) (1 - S).

A customer who buys at the rate u and dies at the rate theta has cells like one of those who may exit at
the entry, with lambda = u + theta and p = theta / lambda, the chance that the next event is the death.
Then A is the chance to be alive after cell N and to buy again.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import exprel

from hooper.lifetime_value.quadrature_nodes import gamma_reach, logit_nodes, rate_nodes

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_BY_SERIES = 0.01  # an exit rate below which a difference would cancel
_TOWARDS_THE_TOP = 5


class Rates(NamedTuple):
    """Logarithms of rates per cell, `(n_rates, 1)`, and of p and 1 - p, both `(n_rates, n_dropouts)`."""

    log_rate: Floats
    log_drop: Floats
    log_stay: Floats

    @property
    def log_exit(self) -> Floats:
        """The logarithm of theta."""
        return self.log_rate + self.log_drop

    @property
    def log_keep(self) -> Floats:
        """The logarithm of lambda (1 - p)."""
        return self.log_rate + self.log_stay


class Spread(NamedTuple):
    """How customers differ: the density of log lambda and logit p, and its features; times count cells.

    lambda is the sum of independent gammas, (shape, scale) each: the first is of all purchases or of those
    that keep the customer, the last of all purchases or of exits. With r the sum of the shapes, the
    density is e^log_factor lambda^r p^a (1 - p)^b e^(-lambda ((1 - p) first scale + p last scale)).

    A feature is the slope of the log-density in a parameter, but for a constant: `features` gives them
    for some rates, four arrays that broadcast; `mean`, `(4,)`, and `covariance`, `(4, 4)`, are theirs.
    """

    gammas: tuple[tuple[float, float], ...]
    a: float
    b: float
    log_factor: float
    features: Callable[[Rates], tuple[Floats, ...]]
    mean: Floats
    covariance: Floats


class Moments(NamedTuple):
    """An integral over the rates, and mean and covariance of the features under its integrand.

    `log_mass` is the logarithm of the integral, shape `(n,)`; `mean` has shape `(n, 4)`, `covariance`
    `(n, 4, 4)`.
    """

    log_mass: Floats
    mean: Floats
    covariance: Floats


class _Nodes(NamedTuple):
    rates: Rates
    log_weight: Floats  # the density of the spread included


def stayed(spread: Spread, bought: int, cells: Integers, first_exit: int) -> Moments:
    """Return the integral of A for x = `bought` and each N in `cells`, shape `(n,)`.

    `first_exit` is 0 if one may exit at the entry, else 1.
    """
    nodes = _nodes(spread, bought, cells, 0, 1 - first_exit)
    return _integrate(nodes, spread, cells, _log_stayed(nodes.rates, bought))


def yet_to_come(spread: Spread, bought: int, cells: Integers, first_exit: int, horizon: float) -> Moments:
    """Return that of A times the mean number of purchases within `horizon` cells, over the horizon."""
    nodes = _nodes(spread, bought, cells, 0, 1 - first_exit)
    gain = nodes.rates.log_rate + np.log(exprel(-horizon * np.exp(nodes.rates.log_exit)))
    return _integrate(nodes, spread, cells, _log_stayed(nodes.rates, bought) + gain)


def left(spread: Spread, bought: int, cells: Integers, first_exit: int) -> Moments:
    """Return the integral of G for x = `bought` and each k - 1 in `cells`, shape `(n,)`; 0 for x = 0."""
    kept = max(bought - 1, 0)
    nodes = _nodes(spread, kept, cells, 1, 1 - first_exit if bought > 0 else 0)
    log_exit = nodes.rates.log_exit
    exits = np.exp(log_exit)
    if bought > 0:
        log_chance = _log_stayed(nodes.rates, kept) + log_exit + np.log(exprel(-exits))
    elif first_exit > 0:
        log_chance = log_exit + np.log(_exit_over_rate(exits))
    else:
        later = np.exp(nodes.rates.log_keep) * _exit_over_rate(exits)
        log_chance = nodes.rates.log_drop + np.log1p(later)
    return _integrate(nodes, spread, cells, log_chance)


def _nodes(spread: Spread, kept: int, cells: Integers, exits: int, at_entry: int) -> _Nodes:
    """Return nodes for integrands that count `kept` cells with a purchase, then `exits` with one.

    Their density has the factor (1 - p)^at_entry, too.
    """
    (_, alpha), (_, beta) = spread.gammas[0], spread.gammas[-1]
    log_rate, log_rate_weight = _rate_nodes(spread, kept, cells)
    rate = np.exp(log_rate)
    goes, stays, slow = spread.a + exits, spread.b + at_entry, min(alpha, beta)
    rise, fall, drop = np.full(rate.size, goes), np.full(rate.size, stays), np.zeros(rate.size)
    for _ in range(_TOWARDS_THE_TOP):
        keep, leave = rate * (1.0 - drop), rate * drop
        rise = goes + leave * (alpha - slow)
        fall = stays + kept / exprel(-keep) + keep * (beta - slow + (1 + exits) / (2.0 + leave))
        drop = rise / (rise + fall)
    logit, log_weight = logit_nodes(goes, stays + kept, rise, fall)
    rates = Rates(log_rate[:, np.newaxis], -np.logaddexp(0.0, -logit), -np.logaddexp(0.0, logit))
    log_density = sum(shape for shape, _ in spread.gammas) * rates.log_rate
    log_density = log_density + spread.a * rates.log_drop + stays * rates.log_stay
    log_density -= alpha * np.exp(rates.log_keep) + beta * np.exp(rates.log_exit)
    return _Nodes(rates, log_rate_weight[:, np.newaxis] + log_weight + log_density)


def _rate_nodes(spread: Spread, kept: int, cells: Integers) -> tuple[Floats, Floats]:
    """Return the logarithms of rates and of their weights: where a sum of gammas may lie, given the cells."""
    shapes = [shape + kept * (i == 0) for i, (shape, _) in enumerate(spread.gammas)]
    longest = [scale + int(cells.max()) for _, scale in spread.gammas]
    shortest = [scale + int((cells - kept * (i == 0)).min()) for i, (_, scale) in enumerate(spread.gammas)]
    reaches = [gamma_reach(*each) for each in zip(shapes, longest, shortest, strict=True)]
    low, high = max(low for low, _ in reaches), np.logaddexp.reduce([high for _, high in reaches])
    return rate_nodes(sum(shapes), max(longest), low, float(high))


def _log_stayed(rates: Rates, kept: int) -> Floats:
    """Return the logarithm of S (e^(lambda (1 - p)) - 1)^kept."""
    keep = np.exp(rates.log_keep)
    log_growth = rates.log_keep + keep + np.log(exprel(-keep))
    return kept * log_growth + np.log(exprel(-np.exp(rates.log_exit)))


def _exit_over_rate(rate: Floats) -> Floats:
    """Return (1 - S) / theta: it is 1/2 for a rate near zero, since half of the first cell is left."""
    slow = rate < _BY_SERIES
    little, much = np.where(slow, rate, 0.0), np.where(slow, 1.0, rate)
    series = (1.0 - little / 3.0 * (1.0 - little / 4.0 * (1.0 - little / 5.0))) / 2.0
    return np.where(slow, series, (1.0 - exprel(-much)) / much)


def _integrate(nodes: _Nodes, spread: Spread, cells: Integers, log_chance: Floats) -> Moments:
    """Integrate e^(-lambda n) times a chance for all n in `cells`, first over p, then over lambda."""
    log_mass, density = _normalised(nodes.log_weight + log_chance)
    features = np.stack(np.broadcast_arrays(*spread.features(nodes.rates), density)[:-1], axis=-1)
    means = (density[:, np.newaxis] @ features)[:, 0]
    apart = features - means[:, np.newaxis]
    squares = (density[..., np.newaxis] * apart).swapaxes(1, 2) @ apart
    rate = np.exp(nodes.rates.log_rate[:, 0])
    log_total, share = _normalised(log_mass - rate * cells[:, np.newaxis])
    centre = means[share[cells.size // 2].argmax()]  # from here on, lest the squares cancel
    off = means - centre
    squares += off[:, :, np.newaxis] * off[:, np.newaxis]
    mean_off = share @ off
    second = (share @ squares.reshape(rate.size, -1)).reshape(-1, centre.size, centre.size)
    covariance = second - mean_off[:, :, np.newaxis] * mean_off[:, np.newaxis]
    return Moments(log_total, centre + mean_off, covariance)


def _normalised(log_terms: Floats) -> tuple[Floats, Floats]:
    """Return the logarithm of the sum over the last axis, and what share each term has of it."""
    top = log_terms.max(axis=-1, keepdims=True)
    terms = np.exp(log_terms - top)
    total = terms.sum(axis=-1, keepdims=True)
    return (top + np.log(total))[..., 0], terms / total
