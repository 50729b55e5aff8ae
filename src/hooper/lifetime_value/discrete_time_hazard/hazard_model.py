"""Discrete-time hazards: in each period a customer stays or leaves for one of several causes.

The hazard of cause k in a period, with the terms x of tenure and covariates, is that of a multinomial logit
over the customers still there (Allison 1982, Sociological Methodology 13: 61-98):

    h_k(x) = exp(a_k + b_k x) / (1 + sum over j of exp(a_j + b_j x))

The rows of one customer count like independent ones, for the chance of a life is the product of those of
its periods. Without covariates, and with a term for each period, h_k is the share of those at risk who left.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.discrete_time_hazard.customer_periods import CustomerPeriods
from hooper.lifetime_value.discrete_time_hazard.multinomial_logit import (
    log_likelihood,
    outcome_probabilities,
)
from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import TenureBaseline
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.ties import TiedRows, tie
from hooper.lifetime_value.verdict import Optimum

Floats = NDArray[np.float64]

NAME = "discrete_time_hazard"

# Odds that are no ratio of counts: the search can tell a top from a start it never left.
_START = -2.0
_SINGULAR = 1e12  # condition of the curvature from which its inverse is rounding only


@dataclass(frozen=True)
class HazardTerms:
    """What hazards are made of: an intercept, terms in tenure, and covariates, for each of the causes."""

    causes: tuple[str, ...]
    baseline: TenureBaseline
    covariate_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the terms."""
        return ("intercept", *self.baseline.names, *self.covariate_names)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the parameters: of each cause in turn, its term with each of the names."""
        return tuple(f"{cause}:{name}" for cause in self.causes for name in self.names)

    def values(self, tenure: ArrayLike, covariates: Floats) -> Floats:
        """Return the terms of periods, shape `(..., n_terms)`.

        `tenure`, `(...)`, and `covariates`, `(..., n_covariates)`, are broadcast against each other.
        """
        baseline = self.baseline.columns(np.asarray(tenure))
        shape = np.broadcast_shapes(baseline.shape[:-1], covariates.shape[:-1])
        parts = (np.ones(1), baseline, covariates)
        return np.concatenate([np.broadcast_to(part, (*shape, part.shape[-1])) for part in parts], axis=-1)


def terms_of(periods: CustomerPeriods, baseline: TenureBaseline) -> HazardTerms:
    """Return the terms of a model of all causes and covariates of the `periods`."""
    return HazardTerms(periods.causes, baseline, periods.covariate_names)


def fit(periods: CustomerPeriods, baseline: TenureBaseline) -> Fit:
    """Fit the coefficients of every cause by maximum likelihood; one start is enough, for it is concave.

    If a cause never comes, or comes always where a covariate has some value (separation), the likelihood
    keeps rising and the status is `boundary` or `flat`; likewise if one term is the sum of others.

    >>> from hooper.history.durations import durations_from_start
    >>> from hooper.lifetime_value.discrete_time_hazard.customer_periods import customer_periods
    >>> from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import CONSTANT
    >>> one_in_four = durations_from_start(np.ones(100), np.arange(100) % 4 == 0)
    >>> found = fit(customer_periods(one_in_four, ("price",), np.zeros((100, 0)), ()), CONSTANT)
    >>> round(found.parameters["price:intercept"], 6)  # log(1 / 3)
    -1.098612
    """
    terms = terms_of(periods, baseline)
    names = terms.parameter_names
    if not periods.outcome.size:
        return no_fit(NAME, names, "there is no customer", 0)
    values = terms.values(periods.tenure, periods.covariates)
    centre, spread = _centre_and_spread(values)
    tied = tie(periods.outcome, *((values - centre) / spread).T)
    rows = TiedRows((tied.columns[0], np.column_stack(tied.columns[1:])), tied.counts)
    start = np.tile(np.append(_START, np.zeros(spread.size - 1)), len(terms.causes))
    coordinates = Coordinates(names, np.ones(start.size), frozenset(names))
    optimum = maximise(log_likelihood, rows, start[np.newaxis], coordinates)
    found = _in_units_of_the_terms(optimum, centre, spread, len(terms.causes))
    return fit_at(NAME, names, found, periods.n_customers, frozenset(names))


def cause_specific_hazards(
    parameters: Mapping[str, float], terms: HazardTerms, tenure: ArrayLike, covariates: Floats
) -> Floats:
    """Return the chance of leaving in each period for each cause, shape `(..., n_causes)`.

    `tenure`, `(...)`, and `covariates`, `(..., n_covariates)`, are broadcast against each other: with
    `(n_periods,)` and `(n_customers, 1, n_covariates)` the answer is `(n_customers, n_periods, n_causes)`.
    """
    coefficients = np.array([parameters[name] for name in terms.parameter_names])
    by_cause = coefficients.reshape(len(terms.causes), -1)
    return outcome_probabilities(by_cause, terms.values(tenure, covariates))[..., 1:]


def _centre_and_spread(values: Floats) -> tuple[Floats, Floats]:
    """Return a value near those of every term, and their standard deviation, each `(n_terms,)`.

    A term that takes values around 0 is near 0 as it is, so that its own looseness is not the intercept's.
    """
    low, high = values.min(axis=0), values.max(axis=0)
    centre = np.where((low <= 0.0) & (high >= 0.0), 0.0, (low + high) / 2.0)
    centre[0] = 0.0
    return centre, np.where(high > low, values.std(axis=0), 1.0)


def _in_units_of_the_terms(optimum: Optimum, centre: Floats, spread: Floats, n_causes: int) -> Optimum:
    of_cause = np.diag(1.0 / spread)
    of_cause[0] -= centre / spread
    jacobian = np.kron(np.eye(n_causes), of_cause)
    is_known = optimum.hessian_condition < _SINGULAR
    covariance = (
        jacobian @ optimum.log_covariance @ jacobian.T if is_known else np.full(jacobian.shape, np.nan)
    )
    return replace(optimum, parameters=jacobian @ optimum.parameters, log_covariance=covariance)
