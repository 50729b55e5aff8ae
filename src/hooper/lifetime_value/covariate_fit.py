"""Fit a model whose parameters move with the covariates of each customer.

The search runs over coefficients of standardised covariates, of mean 0 and standard deviation 1, so that it
is the same whatever their units. The coefficients are then told for the covariates as they are, and the
other parameters are those of a customer whose covariates are zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_covariates import CustomerCovariates
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.covariate_effects import EFFECTS, coefficient_name
from hooper.lifetime_value.covariate_sums import LARGEST_LOG
from hooper.lifetime_value.fit import Fit, fit_at
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.ties import TiedRows, tie
from hooper.lifetime_value.verdict import Optimum

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class CovariateDesign:
    """Which coefficients a model has, and what moves with them.

    `names` are those of the parameters, then of the coefficients. `owner`, shape `(n_names,)`, is the
    parameter that each moves, by number; `signs`, shape `(n_coefficients,)`, the direction. `values` are
    the covariates, shape `(n, n_coefficients)`.
    """

    names: tuple[str, ...]
    owner: Integers
    signs: Floats
    values: Floats

    @property
    def n_parameters(self) -> int:
        """The number of parameters that are no coefficients."""
        return self.owner.size - self.signs.size

    @property
    def coefficients(self) -> frozenset[str]:
        """The names of the coefficients, which may be below zero."""
        return frozenset(self.names[self.n_parameters :])


def covariate_design(
    model: str,
    parameters: tuple[str, ...],
    covariates: CustomerCovariates,
    n_customers: int,
    chosen: Mapping[str, Sequence[str]],
) -> CovariateDesign:
    """Return the design of `model` with the columns `chosen` for each role.

    Raises InputError if a column is not there, or if there are more or fewer rows than customers.
    """
    if covariates.n_customers != n_customers:
        problem = f"there are {covariates.n_customers} rows for {n_customers} customers"
        raise InputError(
            [Fault("covariates", problem, "give one row for each row of the data, in its order")]
        )
    columns = {role: covariates.expanded(names) for role, names in chosen.items()}
    effects = [EFFECTS[model][role] for role, names in columns.items() for _ in names]
    moved = [parameters.index(effect.parameter) for effect in effects]
    return CovariateDesign(
        names=parameters + tuple(coefficient_name(role, name) for role in columns for name in columns[role]),
        owner=np.array([*range(len(parameters)), *moved]),
        signs=np.array([effect.sign for effect in effects]),
        values=np.concatenate([covariates.columns(names) for names in columns.values()], axis=1),
    )


def fit_design(
    model: str,
    design: CovariateDesign,
    log_likelihood: Callable[..., tuple[float, Floats, Floats]],
    rows: TiedRows,
    starts: Floats,
    scale: Floats,
    n_customers: int,
) -> Fit:
    """Fit the `model` with the covariates of `design` by maximum likelihood.

    `rows` are those of `tied_with_covariates`; `log_likelihood(parameters, *columns, counts, owner)`
    reads of their columns the features last. `starts`, shape `(n_starts, n_parameters)`, are for the
    parameters in units of their `scale`; all coefficients start at zero.
    """
    *columns, values = rows.columns
    centre, spread = _centre_and_spread(values, rows.counts)
    features = np.ones((values.shape[0], design.owner.size))
    features[:, design.n_parameters :] = design.signs * (values - centre) / spread
    n_coefficients = design.signs.size
    begun = np.concatenate((starts, np.zeros((len(starts), n_coefficients))), axis=1)
    coordinates = Coordinates(
        design.names, np.concatenate((scale, np.ones(n_coefficients))), design.coefficients
    )

    def surface(parameters: Floats, *columns: NDArray) -> tuple[float, Floats, Floats]:
        return log_likelihood(parameters, *columns, design.owner)

    found = maximise(surface, TiedRows((*columns, features), rows.counts), begun, coordinates)
    optimum = _for_covariates_as_they_are(found, design, centre, spread)
    return fit_at(model, design.names, optimum, n_customers, design.coefficients)


def tied_with_covariates(columns: tuple[NDArray, ...], design: CovariateDesign) -> TiedRows:
    """Collect customers equal in `columns`, each `(n,)`, and in all covariates, which become the last column.

    That column has shape `(n_rows, n_coefficients)`.
    """
    rows = tie(*columns, *design.values.T)
    apart = len(columns)
    values = np.array(rows.columns[apart:]).reshape(design.signs.size, rows.counts.size).T
    return TiedRows((*rows.columns[:apart], values), rows.counts)


def _centre_and_spread(values: Floats, counts: Integers) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of each covariate; the spread of one that never varies is 1."""
    centre = counts @ values / counts.sum()
    spread = np.sqrt(counts @ (values - centre) ** 2 / counts.sum())
    return centre, np.where(np.ptp(values, axis=0) > 0.0, spread, 1.0)


def _for_covariates_as_they_are(
    optimum: Optimum, design: CovariateDesign, centre: Floats, spread: Floats
) -> Optimum:
    """Return the optimum with coefficients a unit of each covariate, and parameters where all are zero."""
    first = design.n_parameters
    change = np.eye(design.owner.size)
    of_coefficients = np.arange(first, design.owner.size)
    change[of_coefficients, of_coefficients] = 1.0 / spread
    change[design.owner[first:], of_coefficients] = -design.signs * centre / spread
    weights = change @ np.concatenate((np.log(optimum.parameters[:first]), optimum.parameters[first:]))
    told = replace(optimum, log_covariance=_moved(optimum.log_covariance, change))
    if np.abs(weights[:first]).max() > LARGEST_LOG:
        told = replace(told, status="failed", reason=_OUT_OF_REACH)
    bounded = np.clip(weights[:first], -LARGEST_LOG, LARGEST_LOG)
    return replace(told, parameters=np.concatenate((np.exp(bounded), weights[first:])))


def _moved(covariance: Floats, change: Floats) -> Floats:
    """Return the covariance of `change` times what has `covariance`; nan if rounding leaves none."""
    moved = change @ covariance @ change.T
    return moved if (np.diag(moved) > 0.0).all() else np.full_like(moved, np.nan)


_OUT_OF_REACH = (
    "no number holds a parameter of a customer whose covariates are zero: "
    "count the covariates from their means"
)
