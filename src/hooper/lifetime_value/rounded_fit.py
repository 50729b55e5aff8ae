"""Fits and predictions from purchases rounded to cells, the same for every model.

The parameters are those of the model in continuous time, one set for all customers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

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


class ExactModel(Protocol):
    """What a model of exact times can do; the file of the model has it."""

    def fit(self, summary: CustomerSummary, /) -> Fit:
        """Fit the model by maximum likelihood."""
        ...

    def probability_alive(self, parameters: Mapping[str, float], summary: CustomerSummary, /) -> Floats:
        """Return each customer's probability of being there at the cut, shape `(n,)`."""
        ...

    def conditional_expected_transactions(
        self, parameters: Mapping[str, float], summary: CustomerSummary, horizon: float, /
    ) -> Floats:
        """Return each customer's mean number of purchases in `horizon` after the cut, shape `(n,)`."""
        ...


@dataclass(frozen=True)
class RoundedModel:
    """A model of purchases of which only the cells are known, and what is particular to it.

    `exact` is the same model of exact times: on a grid of 0 nothing was rounded, and all is as there. A
    `grid` is the width of a cell in units of the summary's time: 1 / 7 for days in weeks. `times` names the
    parameters that are times; `starts`, shape `(n_starts, 4)`, are in units of the mean age. `alive` is the
    integral of the chance of what was seen and to be there after the last cell, and
    `yet_to_come(..., horizon=)` that times the mean number of purchases in so many cells from then on,
    over that number.
    """

    name: str
    exact: ExactModel
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

    def fit(self, summary: CustomerSummary, grid: float) -> Fit:
        """Fit the parameters, times in units of the summary's, by maximum likelihood.

        The log-likelihood is the logarithm of the chance of the cells, less that of a cell's width for
        every repeat purchase. As the grid gets fine it becomes that of the exact moments, but it is to be
        compared with others of the same grid only. Raises InputError if times are off the grid.
        """
        if grid == 0.0:
            return self.exact.fit(summary)
        cells = customer_cells(summary, grid)
        if not (cells.seen > 0).any():
            reason = "nobody was seen for any time after a first purchase"
            return no_fit(self.name, self.parameters, reason, summary.n_customers)
        rows = tie(cells.bought, cells.last, cells.seen)
        coordinates = Coordinates(self.parameters, self.units(float(cells.seen.mean())))
        surface = partial(log_likelihood, chances=self.chances)
        optimum = maximise(surface, rows, self.starts, coordinates)
        in_time = replace(
            optimum,
            parameters=optimum.parameters * self.units(grid),
            log_likelihood=optimum.log_likelihood - float(cells.bought.sum() * np.log(grid)),
        )
        return fit_at(self.name, self.parameters, in_time, summary.n_customers)

    def probability_alive(
        self, parameters: Mapping[str, float], summary: CustomerSummary, grid: float
    ) -> Floats:
        """Return each customer's probability of being there after the cut's cell, shape `(n,)`.

        It is below 1 for a customer without repeat purchase, too: one may have come, and been the last, in
        the cell of the first.
        """
        if grid == 0.0:
            return self.exact.probability_alive(parameters, summary)
        cells, values = customer_cells(summary, grid), self.in_cells(parameters, grid)
        alive = by_pair(self.alive, values, cells.bought, cells.seen).log_mass
        return np.minimum(np.exp(alive - _log_chance(self.chances, values, cells)), 1.0)

    def expected_transactions(
        self, parameters: Mapping[str, float], summary: CustomerSummary, grid: float, horizon: float
    ) -> Floats:
        """Return each customer's mean number of purchases in `horizon` after the cut's cell, shape `(n,)`.

        The horizon is in units of the summary's time. Purchases are counted as they are made, not merged.
        """
        if grid == 0.0:
            return self.exact.conditional_expected_transactions(parameters, summary, horizon)
        cells, values = customer_cells(summary, grid), self.in_cells(parameters, grid)
        ahead = horizon / grid
        to_come = partial(self.yet_to_come, horizon=ahead)
        log_mass = by_pair(to_come, values, cells.bought, cells.seen).log_mass
        return ahead * np.exp(log_mass - _log_chance(self.chances, values, cells))


def _log_chance(chances: Chances, values: Floats, cells: CustomerCells) -> Floats:
    stayed = by_pair(chances.stayed, values, cells.bought, cells.seen)
    left = by_pair(chances.left, values, cells.bought, np.maximum(cells.last - 1, 0))
    return np.logaddexp(stayed.log_mass, left.log_mass)
