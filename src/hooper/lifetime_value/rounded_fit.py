"""Fits and predictions from purchases rounded to cells, the same for every model.

The parameters are those of the model in continuous time, one set for all customers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.rounded_likelihood import Chances, Integral, Moments, by_pair, log_likelihood
from hooper.lifetime_value.rounding_grid import CustomerCells, customer_cells
from hooper.lifetime_value.ties import tie

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RoundedModel:
    """What is particular to a model.

    `times` names the parameters that are times; `starts`, shape `(n_starts, 4)`, are in units of the mean
    age. `alive` is the integral of the chance of what was seen and to be there after the last cell, and
    `yet_to_come(..., horizon=)` that times the mean number of purchases in so many cells from then on,
    over that number.
    """

    name: str
    parameters: tuple[str, ...]
    times: frozenset[str]
    starts: Floats
    chances: Chances
    alive: Integral
    yet_to_come: Callable[..., Moments]

    def units(self, time: float) -> Floats:
        """Return the unit of each parameter, shape `(4,)`, where `time` is that of time."""
        return np.array([time if name in self.times else 1.0 for name in self.parameters])

    def in_cells(self, parameters: Mapping[str, float], grid: float) -> Floats:
        """Return parameters, shape `(4,)`, with times in cells, from a unit in which a cell is `grid`."""
        return np.array([parameters[name] for name in self.parameters]) / self.units(grid)


def fit_rounded(model: RoundedModel, summary: CustomerSummary, grid: float) -> Fit:
    """Fit the parameters, times in units of the summary's, by maximum likelihood.

    The log-likelihood is the logarithm of the chance of the cells, less that of a cell's width for every
    repeat purchase. As the grid gets fine it becomes that of the exact moments, but it is to be
    compared with others of the same grid only.
    """
    cells = customer_cells(summary, grid)
    if not (cells.seen > 0).any():
        reason = "nobody was seen for any time after a first purchase"
        return no_fit(model.name, model.parameters, reason, summary.n_customers)
    rows = tie(cells.bought, cells.last, cells.seen)
    coordinates = Coordinates(model.parameters, model.units(float(cells.seen.mean())))
    surface = partial(log_likelihood, chances=model.chances)
    optimum = maximise(surface, rows, model.starts, coordinates)
    in_time = replace(
        optimum,
        parameters=optimum.parameters * model.units(grid),
        log_likelihood=optimum.log_likelihood - float(cells.bought.sum() * np.log(grid)),
    )
    return fit_at(model.name, model.parameters, in_time, summary.n_customers)


def probability_alive(
    model: RoundedModel, parameters: Mapping[str, float], summary: CustomerSummary, grid: float
) -> Floats:
    """Return each customer's probability of being there after the last cell, shape `(n,)`."""
    cells, values = customer_cells(summary, grid), model.in_cells(parameters, grid)
    alive = by_pair(model.alive, values, cells.bought, cells.seen).log_mass
    return np.minimum(np.exp(alive - _log_chance(model.chances, values, cells)), 1.0)


def conditional_expected_transactions(
    model: RoundedModel,
    parameters: Mapping[str, float],
    summary: CustomerSummary,
    grid: float,
    horizon: float,
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the last cell, shape `(n,)`.

    The horizon is in units of the summary's time. Purchases are counted as they are made, not merged.
    """
    cells, values = customer_cells(summary, grid), model.in_cells(parameters, grid)
    ahead = horizon / grid
    to_come = by_pair(partial(model.yet_to_come, horizon=ahead), values, cells.bought, cells.seen).log_mass
    return ahead * np.exp(to_come - _log_chance(model.chances, values, cells))


def _log_chance(chances: Chances, values: Floats, cells: CustomerCells) -> Floats:
    stayed = by_pair(chances.stayed, values, cells.bought, cells.seen)
    left = by_pair(chances.left, values, cells.bought, np.maximum(cells.last - 1, 0))
    return np.logaddexp(stayed.log_mass, left.log_mass)
