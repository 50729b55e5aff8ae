"""Fits and predictions from purchases rounded to cells, the same for every model.

The parameters are those of the model in continuous time.
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
from hooper.lifetime_value.rounded_chances import Spread, left, stayed, yet_to_come
from hooper.lifetime_value.rounded_likelihood import by_pair, log_likelihood
from hooper.lifetime_value.rounding_grid import CustomerCells, customer_cells
from hooper.lifetime_value.ties import tie

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class RoundedModel:
    """What is particular to a model.

    `times` names the parameters that are times; `starts`, shape `(n_starts, 4)`, are in units of the mean
    age. `spread` tells how customers with given parameters, times in cells, differ. `first_exit` is 0 if
    a customer may exit at the entry, and `first_exit_alive` the same where the chance to be alive after
    the last cell is meant, and not that of buying again.
    """

    name: str
    parameters: tuple[str, ...]
    times: frozenset[str]
    starts: Floats
    spread: Callable[[Floats], Spread]
    first_exit: int
    first_exit_alive: int

    def units(self, time: float) -> Floats:
        """Return the unit of each parameter, shape `(4,)`, where `time` is that of time."""
        return np.array([time if name in self.times else 1.0 for name in self.parameters])

    def spread_in_cells(self, parameters: Mapping[str, float], grid: float) -> Spread:
        """Return how customers differ, for parameters in another unit of time, in which a cell is `grid`."""
        return self.spread(np.array([parameters[name] for name in self.parameters]) / self.units(grid))


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

    def surface(parameters: Floats, *columns: Integers) -> tuple[float, Floats, Floats]:
        bought, last, seen, counts = columns
        return log_likelihood(model.spread(parameters), bought, last, seen, counts, model.first_exit)

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
    cells, spread = customer_cells(summary, grid), model.spread_in_cells(parameters, grid)
    alive = by_pair(stayed, spread, cells.bought, cells.seen, model.first_exit_alive).log_mass
    return np.minimum(np.exp(alive - _log_chance(model, spread, cells)), 1.0)


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
    cells, spread = customer_cells(summary, grid), model.spread_in_cells(parameters, grid)
    ahead = horizon / grid
    to_come = partial(yet_to_come, horizon=ahead)
    log_mass = by_pair(to_come, spread, cells.bought, cells.seen, model.first_exit).log_mass
    return ahead * np.exp(log_mass - _log_chance(model, spread, cells))


def _log_chance(model: RoundedModel, spread: Spread, cells: CustomerCells) -> Floats:
    stay = by_pair(stayed, spread, cells.bought, cells.seen, model.first_exit)
    gone = by_pair(left, spread, cells.bought, np.maximum(cells.last - 1, 0), model.first_exit)
    return np.logaddexp(stay.log_mass, gone.log_mass)
