"""The kinds of lifetime-value models: what each reads, and what each can tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.history.opportunity_summary import OpportunitySummary
from hooper.history.survivors import Survivors
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem
from hooper.lifetime_value.rounded_fit import RoundedModel

Floats = NDArray[np.float64]
Parameters = Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """What every model tells of itself; `parameters` says what each means and in which unit.

    The models that are fitted by `maximise` also have `problem(data)`, the likelihood behind their fit, and
    `simulate(parameters, data, (seed, replication))`, data as large that are drawn from the model.
    """

    name: str
    needs: str
    source: str
    equation: str
    parameters: dict[str, str]


@dataclass(frozen=True)
class PurchaseModel(Model):
    """A model of whether and how often customers come back, in continuous time.

    `expected_transactions(parameters, summary, horizon)` is conditional on what each customer did,
    `expected_transactions_of_new(parameters, times)` counts the repeat purchases of a new one within each
    of `times`; `weighted_transactions_while_alive(parameters, frequency, age, horizons, weights)` is the
    sum over the horizons of weight times expected purchases, of customers who are alive at the cut. Of
    them, too, `count_probabilities_while_alive(parameters, frequency, age, horizon, largest_count)` tells
    how likely 0, 1, ... purchases are, shape `(n, largest_count + 1)`,
    `survival_while_alive(parameters, frequency, age, times)` how likely they are there then, and
    `time_while_alive(parameters, frequency, age, horizon)` how long in the mean.
    Parameters are numbers for all customers or, with covariates, columns of shape `(n,)` with one for each.
    """

    fit: Callable[[CustomerSummary], Fit]
    problem: Callable[[CustomerSummary], AnyProblem]
    simulate: Callable[[Parameters, CustomerSummary, tuple[int, int]], CustomerSummary]
    fit_with_covariates: Callable[..., Fit]
    rounded: RoundedModel
    probability_alive: Callable[[CustomerParameters, CustomerSummary], Floats]
    expected_transactions: Callable[[CustomerParameters, CustomerSummary, float], Floats]
    weighted_transactions_while_alive: Callable[
        [CustomerParameters, NDArray[np.int64], Floats, Floats, Floats], Floats
    ]
    expected_transactions_of_new: Callable[[Parameters, ArrayLike], Floats]
    count_probabilities_while_alive: Callable[
        [CustomerParameters, NDArray[np.int64], Floats, float, int], Floats
    ]
    survival_while_alive: Callable[[CustomerParameters, NDArray[np.int64], Floats, ArrayLike], Floats]
    time_while_alive: Callable[[CustomerParameters, NDArray[np.int64], Floats, float], Floats]


@dataclass(frozen=True)
class SpendModel(Model):
    """A model of the mean amount of a purchase.

    `summarise(observed, cut_days)` makes of a log what the others read: a row a customer, those of the
    `CustomerSummary` in the same order.
    """

    summarise: Callable[[Observed, float | None], Any]
    fit: Callable[[Any], Fit]
    problem: Callable[[Any], AnyProblem]
    simulate: Callable[[Parameters, Any, tuple[int, int]], Any]
    expected_spend: Callable[[Parameters, Any], Floats]


@dataclass(frozen=True)
class OpportunityModel(Model):
    """A model of whether customers use each of the opportunities to buy.

    `expected_transactions(parameters, summary, horizon)` counts opportunities with a purchase, and
    `purchase_count_probabilities(parameters, summary, horizon)` tells how likely each number of them is,
    shape `(n, horizon + 1)`; `probability_there(parameters, summary, opportunities)` is that of not having
    left so many opportunities after the cut.
    """

    fit: Callable[[OpportunitySummary], Fit]
    problem: Callable[[OpportunitySummary], AnyProblem]
    simulate: Callable[[Parameters, OpportunitySummary, tuple[int, int]], OpportunitySummary]
    probability_alive: Callable[[Parameters, OpportunitySummary], Floats]
    expected_transactions: Callable[[Parameters, OpportunitySummary, float], Floats]
    purchase_count_probabilities: Callable[[Parameters, OpportunitySummary, float], Floats]
    probability_there: Callable[[Parameters, OpportunitySummary, float], Floats]


@dataclass(frozen=True)
class RetentionModel(Model):
    """A model of how long customers renew their contracts.

    `survival` and `retention_rates` are functions of the number of renewals;
    `discounted_expected_residual_lifetime(parameters, renewals, discount_rate_per_period)` of those
    already made.
    """

    fit: Callable[[Survivors], Fit]
    problem: Callable[[Survivors], AnyProblem]
    simulate: Callable[[Parameters, Survivors, tuple[int, int]], Survivors]
    survival: Callable[[Parameters, ArrayLike], Floats]
    retention_rates: Callable[[Parameters, ArrayLike], Floats]
    discounted_expected_residual_lifetime: Callable[[Parameters, ArrayLike, float], Floats]


AnyModel = PurchaseModel | SpendModel | OpportunityModel | RetentionModel
