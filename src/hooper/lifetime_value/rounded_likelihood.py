"""The likelihood of purchases rounded to cells, with its slopes and curvatures.

What the cells of a customer show has the chance A + G (`rounded_chances`). A hangs on how many cells had
a purchase and on how many were seen, G on the former and on the last cell with a purchase: each is
integrated over the rates once for every such pair, of which even a large log has few.

The densities of the rates are an exponential family with one feature a parameter. So the slope of the
log-likelihood in a parameter is the mean of its feature given what the customer did, less its mean among
all customers, and the curvature is the difference of the covariances.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.rounded_chances import Moments, Spread, left, stayed

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Integral = Callable[[Spread, int, Integers, int], Moments]


def log_likelihood(
    spread: Spread, bought: Integers, last: Integers, seen: Integers, counts: Integers, first_exit: int
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(4,)`, and its Hessian, `(4, 4)`; times count cells.

    The columns have shape `(n_rows,)`; `counts` says how many customers have each row. `first_exit` is 0
    if a customer may exit at the entry, else 1.
    """
    a = by_pair(stayed, spread, bought, seen, first_exit)
    g = by_pair(left, spread, bought, np.maximum(last - 1, 0), first_exit)
    log_chance = np.logaddexp(a.log_mass, g.log_mass)
    gone = np.exp(g.log_mass - log_chance)
    apart = g.mean - a.mean
    within = np.einsum("n,nij->ij", counts * (1.0 - gone), a.covariance)
    within += np.einsum("n,nij->ij", counts * gone, g.covariance)
    between = np.einsum("n,ni,nj->ij", counts * gone * (1.0 - gone), apart, apart)
    n = int(counts.sum())
    return (
        float(counts @ log_chance + n * spread.log_factor),
        counts @ (a.mean - spread.mean) + (counts * gone) @ apart,
        within + between - n * spread.covariance,
    )


def by_pair(
    integral: Integral, spread: Spread, bought: Integers, cells: Integers, first_exit: int
) -> Moments:
    """Return the integral of each row, shape `(n_rows,)`, computed once for each pair (bought, cells)."""
    width = int(cells.max(initial=0)) + 1
    pairs, place = np.unique(bought * width + cells, return_inverse=True)
    number, cells_of_pair = np.divmod(pairs, width)
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    parts = [
        integral(spread, int(number[start]), group, first_exit)
        for start, group in zip(starts, np.split(cells_of_pair, starts[1:]), strict=True)
    ]
    return Moments(*(np.concatenate(each)[place] for each in zip(*parts, strict=True)))
