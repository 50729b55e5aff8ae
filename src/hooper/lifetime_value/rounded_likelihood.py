"""The likelihood of purchases rounded to cells, with its slopes and curvatures.

What the cells of a customer show has the chance A + G (`rounded_beta_geometric`, `rounded_pareto`). A
hangs on how many cells had a purchase and on how many were seen, G on the former and on the last cell
with a purchase: each is integrated over the rates once for every such pair, of which even a large log has
few.

The densities of the rates are an exponential family with one feature a parameter. So the slope of the
log-likelihood in a parameter is the mean of its feature given what the customer did, less its mean among
all customers, and the curvature is the difference of the covariances.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import exprel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_BY_SERIES = 0.01  # an exit rate below which a difference would cancel


class Moments(NamedTuple):
    """An integral over the rates, and mean and covariance of the features under its integrand.

    `log_mass` is the logarithm of the integral, shape `(n,)`; `mean` has shape `(n, 4)`, `covariance`
    `(n, 4, 4)`.
    """

    log_mass: Floats
    mean: Floats
    covariance: Floats


class Population(NamedTuple):
    """All customers: mean, `(4,)`, and covariance, `(4, 4)`, of the features, one of each parameter.

    A feature is the slope of the log-density of the rates in its parameter, but for a constant;
    `log_factor` is the logarithm of the factor of the density that the integrals leave out.
    """

    log_factor: float
    mean: Floats
    covariance: Floats


Integral = Callable[[Floats, int, Integers], Moments]
"""`integral(parameters, bought, cells)`: one number of cells with a purchase, all `cells`, shape `(n,)`."""


class Chances(NamedTuple):
    """What a model says of cells: `stayed` is the integral of A, of all cells seen, `left` that of G.

    G is of the number of cells before the last one with a purchase, 0 if there is none.
    """

    population: Callable[[Floats], Population]
    stayed: Integral
    left: Integral


def log_likelihood(
    parameters: Floats,
    bought: Integers,
    last: Integers,
    seen: Integers,
    counts: Integers,
    chances: Chances,
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(4,)`, and its Hessian, `(4, 4)`; times count cells.

    The columns have shape `(n_rows,)`; `counts` says how many customers have each row.
    """
    everybody = chances.population(parameters)
    a = by_pair(chances.stayed, parameters, bought, seen)
    g = by_pair(chances.left, parameters, bought, np.maximum(last - 1, 0))
    log_chance = np.logaddexp(a.log_mass, g.log_mass)
    gone = np.exp(g.log_mass - log_chance)
    apart = g.mean - a.mean
    within = np.einsum("n,nij->ij", counts * (1.0 - gone), a.covariance)
    within += np.einsum("n,nij->ij", counts * gone, g.covariance)
    between = np.einsum("n,ni,nj->ij", counts * gone * (1.0 - gone), apart, apart)
    n = int(counts.sum())
    return (
        float(counts @ log_chance + n * everybody.log_factor),
        counts @ (a.mean - everybody.mean) + (counts * gone) @ apart,
        within + between - n * everybody.covariance,
    )


def by_pair(integral: Integral, parameters: Floats, bought: Integers, cells: Integers) -> Moments:
    """Return the integral of each row, shape `(n_rows,)`, computed once for each pair (bought, cells)."""
    if not bought.size:
        return Moments(np.empty(0), np.empty((0, 4)), np.empty((0, 4, 4)))
    width = int(cells.max(initial=0)) + 1
    pairs, place = np.unique(bought * width + cells, return_inverse=True)
    number, cells_of_pair = np.divmod(pairs, width)
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    parts = [
        integral(parameters, int(number[start]), group)
        for start, group in zip(starts, np.split(cells_of_pair, starts[1:]), strict=True)
    ]
    return Moments(*(np.concatenate(each)[place] for each in zip(*parts, strict=True)))


def log_growth(log_rate: Floats) -> Floats:
    """Return log(exp(rate) - 1) of a rate of any size, from its logarithm."""
    rate = np.exp(log_rate)
    return log_rate + rate + np.log(exprel(-rate))


def exit_over_rate(rate: Floats) -> Floats:
    """Return the chance to exit in what is left of the first cell, over the rate of exits.

    It is 1/2 for a rate near zero, since half of the first cell is left, on average.
    """
    slow = rate < _BY_SERIES
    little, much = np.where(slow, rate, 0.0), np.where(slow, 1.0, rate)
    series = (1.0 - little / 3.0 * (1.0 - little / 4.0 * (1.0 - little / 5.0))) / 2.0
    return np.where(slow, series, (1.0 - exprel(-much)) / much)


def normalised(log_terms: Floats) -> tuple[Floats, Floats]:
    """Return the logarithm of the sum over the last axis, and what share each term has of it."""
    top = log_terms.max(axis=-1, keepdims=True)
    terms = np.exp(log_terms - top)
    total = terms.sum(axis=-1, keepdims=True)
    return (top + np.log(total))[..., 0], terms / total
