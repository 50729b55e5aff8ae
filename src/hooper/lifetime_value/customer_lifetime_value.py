"""Customer lifetime value: what the purchases to come are worth today, customer by customer.

    value = margin * E[mean amount] * P(alive) * sum_w discount(w) * E[purchases in week w | alive]

Purchases from any model of purchases of the catalogue, amounts from any model of spend (Fader, Hardie
and Lee 2005, RFM and CLV, Journal of Marketing Research 42(4)). Week w is discounted from its middle;
without end the discount is continuous (`discounted_transactions`). The first purchase is sunk: only what
comes after the cut counts.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK, discount_factor
from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_summary import CustomerSummary
from hooper.history.log_spend_summary import LogSpendSummary
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.covariate_effects import moved_parameters, require_covariates
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.discounted_transactions import discount_schedule
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.model_kinds import PurchaseModel, SpendModel
from hooper.lifetime_value.prediction_interval import draws_of_all, interval_of
from hooper.lifetime_value.verdict import Status

Floats = NDArray[np.float64]

_BLOCK = 8192  # customers whose draws are held in memory at once
_TRUST: tuple[Status, ...] = ("ok", "flat", "boundary", "failed")  # from most to least


@dataclass(frozen=True)
class LifetimeValue:
    """Expected value of every customer over the horizon, in currency units at the cut.

    Arrays have shape `(n,)`. `low` and `high` bound 95 % of the sampling distribution of the *expected*
    value, which is that of the fitted parameters: what one customer will really spend varies far more.
    They are nan if a fit has no covariance. `discounted_purchases` already holds the chance of having
    left.
    """

    customer_id: NDArray[np.uint64]
    probability_alive: Floats
    discounted_purchases: Floats
    expected_spend: Floats
    value: Floats
    low: Floats
    high: Floats
    total: float
    total_low: float
    total_high: float
    status: Status
    reason: str

    def to_table(self) -> pa.Table:
        """Return one row a customer."""
        columns = ("customer_id", "probability_alive", "discounted_purchases", "expected_spend")
        return pa.table({name: getattr(self, name) for name in (*columns, "value", "low", "high")})


def customer_lifetime_value(
    purchase_fit: Fit,
    spend_fit: Fit,
    summary: CustomerSummary,
    standard_normals: Floats,
    *,
    amounts: CustomerSummary | LogSpendSummary | None = None,
    covariates: CustomerCovariates | None = None,
    horizon_weeks: float = 52,
    discount_rate_per_year: float = 0.1,
    margin: float = 0.3,
) -> LifetimeValue:
    """Value every customer of the summary over the `horizon_weeks` after its cut, whole ones or `math.inf`.

    `amounts` is what the model of spend reads, with the rows of `summary`, which it is by default;
    `covariates`, with the same rows, are needed by a fit of purchases with covariates.
    `margin` is the share of revenue that is profit. `standard_normals`, shape `(n_draws, n_parameters)`,
    drives the draws of the parameters of both fits behind the intervals: same normals, same intervals
    (`parameter_draws.standard_normals` makes them from a seed). Raises `InputError` if the fits are not
    one of purchases and one of spend, if the covariates are not those of the customers, or if nothing is
    discounted over an endless horizon.
    """
    require_covariates(purchase_fit, covariates, summary.n_customers)
    of_both = catalogue.purchase_model(purchase_fit.model), catalogue.spend_model(spend_fit.model)
    schedule = _schedule(horizon_weeks, discount_rate_per_year, summary.unit_days)
    of_draws = draws_of_all((purchase_fit, spend_fit), standard_normals)
    alive, purchases, spend, low, high = np.empty((5, summary.n_customers))
    totals = np.zeros(len(of_draws))
    spent = summary if amounts is None else amounts
    for rows in _blocks_of_equals(summary):
        block = summary.take(rows), spent.take(rows)
        here = None if covariates is None else covariates.take(rows)
        terms = [
            _terms(of_both, _own(purchase_fit.model, of_purchases, here), of_spend, *block, schedule)
            for of_purchases, of_spend in of_draws
        ]
        values = margin * np.array([term.purchases * term.spend for term in terms])
        alive[rows], purchases[rows], spend[rows] = terms[0]
        low[rows], high[rows] = interval_of(values[1:])
        totals += values.sum(axis=1)
    total_low, total_high = interval_of(totals[1:])
    status, reason = _trust(purchase_fit, spend_fit, float(totals[0]))
    return LifetimeValue(
        customer_id=summary.customer_id,
        probability_alive=alive,
        discounted_purchases=purchases,
        expected_spend=spend,
        value=margin * purchases * spend,
        low=low,
        high=high,
        total=float(totals[0]),
        total_low=float(total_low),
        total_high=float(total_high),
        status=status,
        reason=reason,
    )


class _Schedule(NamedTuple):
    """Ends of the weeks in units of the summary's time, and how far the discount factor falls after each."""

    horizons: Floats
    weights: Floats


class _Terms(NamedTuple):
    alive: Floats
    purchases: Floats
    spend: Floats


def _schedule(horizon_weeks: float, discount_rate_per_year: float, unit_days: float) -> _Schedule:
    if math.isinf(horizon_weeks):
        return _Schedule(*discount_schedule(discount_rate_per_year, horizon_weeks, unit_days))
    weeks = np.arange(1, int(horizon_weeks) + 1)
    factors = [discount_factor(discount_rate_per_year, (week - 0.5) * DAYS_PER_WEEK) for week in weeks]
    # Summed by parts: sum_w d(w) (E(w) - E(w - 1)) = sum_w (d(w) - d(w + 1)) E(w).
    horizons = np.asarray(weeks * (DAYS_PER_WEEK / unit_days), dtype=np.float64)
    return _Schedule(horizons, -np.diff([*factors, 0.0]))


def _blocks_of_equals(summary: CustomerSummary) -> Iterator[NDArray[np.int64]]:
    """Yield blocks of row numbers in which customers equal in frequency and age are neighbours."""
    order = np.lexsort((summary.age, summary.frequency))
    for start in range(0, order.size, _BLOCK):
        yield order[start : start + _BLOCK]


def _own(
    model: str, parameters: Mapping[str, float], covariates: CustomerCovariates | None
) -> CustomerParameters:
    """Return the parameters, those of each customer where covariates move them."""
    return parameters if covariates is None else moved_parameters(model, parameters, covariates)


def _terms(
    models: tuple[PurchaseModel, SpendModel],
    of_purchases: CustomerParameters,
    of_spend: Mapping[str, float],
    summary: CustomerSummary,
    amounts: CustomerSummary | LogSpendSummary,
    schedule: _Schedule,
) -> _Terms:
    purchase_model, spend_model = models
    alive = purchase_model.probability_alive(of_purchases, summary)
    while_alive = purchase_model.weighted_transactions_while_alive(
        of_purchases, summary.frequency, summary.age, schedule.horizons, schedule.weights
    )
    return _Terms(alive, alive * while_alive, spend_model.expected_spend(of_spend, amounts))


def _trust(purchase_fit: Fit, spend_fit: Fit, total: float) -> tuple[Status, str]:
    fits = sorted((purchase_fit, spend_fit), key=lambda fit: _TRUST.index(fit.status))
    if fits[-1].status == "ok" and not np.isfinite(total):
        return "failed", f"the mean amount that {spend_fit.model} has fitted is infinite"
    reason = "; ".join(f"{fit.model}: {fit.reason}" for fit in fits if fit.status == fits[-1].status)
    return fits[-1].status, reason
