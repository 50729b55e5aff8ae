"""What the BG/NBD and the MBG/NBD say of purchases rounded to cells (`rounding_grid`).

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

and A + G is the chance of what was seen. In the MBG/NBD, where one may exit at the entry, too, A and G
have the factor 1 - p, and for x = 0 G is p + (1 - p) (1 - S). As the cells get narrow A + G, over their
width to the x, becomes the likelihood of `beta_geometric`.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, exprel, gammaln, polygamma, psi

from hooper.lifetime_value.beta_geometric import PARAMETERS, STARTS
from hooper.lifetime_value.quadrature_nodes import logit_nodes, rate_nodes
from hooper.lifetime_value.rounded_fit import ExactModel, RoundedModel
from hooper.lifetime_value.rounded_likelihood import (
    Chances,
    Moments,
    Population,
    exit_over_rate,
    log_growth,
    normalised,
)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_TOWARDS_THE_TOP = 3


class _Rates(NamedTuple):
    """Logarithms of rates per cell, `(n_rates, 1)`, and of p and 1 - p, both `(n_rates, n_dropouts)`.

    Their `log_weight` includes the density, but for the factor that `population` tells.
    """

    log_rate: Floats
    log_drop: Floats
    log_stay: Floats

    log_weight: Floats

    @property
    def log_exit(self) -> Floats:
        """The logarithm of theta."""
        return self.log_rate + self.log_drop

    @property
    def log_keep(self) -> Floats:
        """The logarithm of lambda (1 - p)."""
        return self.log_rate + self.log_stay


def rounded_model(name: str, exact: ExactModel, first_exit: int) -> RoundedModel:
    """Return the model `name` of cells; `first_exit` is that of `beta_geometric`."""
    here = partial(stayed, first_exit=first_exit)
    return RoundedModel(
        name=name,
        exact=exact,
        parameters=PARAMETERS,
        times=frozenset({"alpha"}),
        starts=STARTS,
        chances=Chances(population, here, partial(left, first_exit=first_exit)),
        alive=here,
        yet_to_come=partial(yet_to_come, first_exit=first_exit),
    )


def population(parameters: Floats) -> Population:
    """Return how log lambda, -lambda, log p and log(1 - p) are spread: features of r, alpha, a and b."""
    r, alpha, a, b = parameters
    shapes = np.array([a, b, a + b])
    (drop, stay, both), (bend_a, bend_b, bend) = psi(shapes), polygamma(1, shapes)
    covariance = np.zeros((4, 4))
    covariance[:2, :2] = [[polygamma(1, r), -1.0 / alpha], [-1.0 / alpha, r / alpha**2]]
    covariance[2:, 2:] = [[bend_a - bend, -bend], [-bend, bend_b - bend]]
    return Population(
        log_factor=float(r * np.log(alpha) - gammaln(r) - betaln(a, b)),
        mean=np.array([psi(r) - np.log(alpha), -r / alpha, drop - both, stay - both]),
        covariance=covariance,
    )


def stayed(parameters: Floats, bought: int, cells: Integers, first_exit: int) -> Moments:
    """Return the integral of A for x = `bought` and each N in `cells`, shape `(n,)`.

    `first_exit` is 0 if one may exit at the entry, else 1.
    """
    rates = _rates(parameters, bought, cells, 0, 1 - first_exit)
    return _integrate(rates, cells, _log_stayed(rates, bought))


def yet_to_come(parameters: Floats, bought: int, cells: Integers, first_exit: int, horizon: float) -> Moments:
    """Return that of A times the mean number of purchases within `horizon` cells, over the horizon."""
    rates = _rates(parameters, bought, cells, 0, 1 - first_exit)
    gain = rates.log_rate + np.log(exprel(-horizon * np.exp(rates.log_exit)))
    return _integrate(rates, cells, _log_stayed(rates, bought) + gain)


def left(parameters: Floats, bought: int, cells: Integers, first_exit: int) -> Moments:
    """Return the integral of G for x = `bought` and each k - 1 in `cells`, shape `(n,)`; 0 for x = 0."""
    kept = max(bought - 1, 0)
    rates = _rates(parameters, kept, cells, 1, 1 - first_exit if bought > 0 else 0)
    exits = np.exp(rates.log_exit)
    if bought > 0:
        log_chance = _log_stayed(rates, kept) + rates.log_exit + np.log(exprel(-exits))
    elif first_exit > 0:
        log_chance = rates.log_exit + np.log(exit_over_rate(exits))
    else:
        later = np.exp(rates.log_keep) * exit_over_rate(exits)
        log_chance = rates.log_drop + np.log1p(later)
    return _integrate(rates, cells, log_chance)


def _rates(parameters: Floats, kept: int, cells: Integers, exits: int, at_entry: int) -> _Rates:
    """Return nodes for integrands that count `kept` cells with a purchase, then `exits` with one.

    Their density has the factor (1 - p)^at_entry, too.
    """
    r, alpha, a, b = parameters
    log_rate, log_rate_weight = rate_nodes(r + kept, alpha + cells.max(), alpha + (cells - kept).min())
    rate = np.exp(log_rate)
    goes, stays = a + exits, b + at_entry
    drop, fall = np.zeros(rate.size), np.full(rate.size, stays)
    for _ in range(_TOWARDS_THE_TOP):
        keep = rate * (1.0 - drop)
        fall = stays + kept / exprel(-keep) + keep * (1 + exits) / (2.0 + rate * drop)
        drop = goes / (goes + fall)
    logit, log_weight = logit_nodes(goes, stays + kept, fall)
    log_drop, log_stay = -np.logaddexp(0.0, -logit), -np.logaddexp(0.0, logit)
    log_rate_weight += r * log_rate - alpha * rate
    log_weight += log_rate_weight[:, np.newaxis] + a * log_drop + stays * log_stay
    return _Rates(log_rate[:, np.newaxis], log_drop, log_stay, log_weight)


def _log_stayed(rates: _Rates, kept: int) -> Floats:
    """Return the logarithm of S (e^(lambda (1 - p)) - 1)^kept."""
    return kept * log_growth(rates.log_keep) + np.log(exprel(-np.exp(rates.log_exit)))


def _integrate(rates: _Rates, cells: Integers, log_chance: Floats) -> Moments:
    """Integrate e^(-lambda n) times a chance for all n in `cells`, first over p, then over lambda."""
    log_mass, density = normalised(rates.log_weight + log_chance)
    of_p = np.stack((rates.log_drop, rates.log_stay), axis=-1)
    mean_of_p = (density[:, np.newaxis] @ of_p)[:, 0]
    apart = of_p - mean_of_p[:, np.newaxis]
    log_rate = rates.log_rate[:, 0]
    means = np.column_stack((log_rate, -np.exp(log_rate), mean_of_p))
    log_total, share = normalised(log_mass - np.exp(log_rate) * cells[:, np.newaxis])
    centre = means[share[cells.size // 2].argmax()]  # from here on, lest the squares cancel
    off = means - centre
    squares = off[:, :, np.newaxis] * off[:, np.newaxis]
    squares[:, 2:, 2:] += (density[..., np.newaxis] * apart).swapaxes(1, 2) @ apart
    mean_off = share @ off
    second = (share @ squares.reshape(log_rate.size, -1)).reshape(-1, 4, 4)
    covariance = second - mean_off[:, :, np.newaxis] * mean_off[:, np.newaxis]
    return Moments(log_total, centre + mean_off, covariance)
