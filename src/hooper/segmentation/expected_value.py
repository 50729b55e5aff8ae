"""What customers are expected to bring yet: revenue to come, times the profit of a unit of it so far.

    value = E[discounted revenue over the horizon] * profit so far / spend so far

Revenue to come is that of BG/NBD and Gamma-Gamma, fitted to the customers at hand; what a unit of it leaves
is the customer's own, since a customer who was costly to serve is expected to stay so. So the value has
the sign of the profit up to the cut. Of a customer who spent nothing a unit of revenue leaves the margin.
Source: Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, PositiveCount, assumed
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.verdict import Status
from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords

Floats = NDArray[np.float64]

N_PARAMETERS = len(bg_nbd.PARAMETERS) + len(gamma_gamma.PARAMETERS)


class ExpectedValueSettings(ProfitSettings):
    """How far ahead to look, and what a year's delay takes from a value."""

    horizon_weeks: PositiveCount = 52
    discount_rate_per_year: NonNegative = assumed(
        0.1, low=0.05, high=0.2, source="assumed: a usual cost of capital"
    )


class ExpectedValue(NamedTuple):
    """Each customer's expected value, and 95 % intervals of it, in currency units at the cut, `(n,)` each.

    All are nan if a fit failed; intervals are nan, too, where one is not `ok`, for then the data do not fix
    the parameters, or without draws. `reason` tells of the fits.
    """

    value: Floats
    low: Floats
    high: Floats
    status: Status
    reason: str


def expected_value(
    records: CustomerRecords, settings: ExpectedValueSettings, standard_normals: Floats
) -> ExpectedValue:
    """Return what each customer is expected to bring over the horizon.

    `standard_normals`, shape `(n_draws, N_PARAMETERS)`, drives the draws of parameters behind the intervals
    (`lifetime_value.parameter_draws`); without draws there are no intervals.
    """
    summary = records.summary
    fits = bg_nbd.fit(summary), gamma_gamma.fit(summary)
    is_fixed = all(fit.status == "ok" for fit in fits)
    worth = customer_lifetime_value(
        *fits,
        summary,
        standard_normals if is_fixed else standard_normals[:0],
        horizon_weeks=settings.horizon_weeks,
        discount_rate_per_year=settings.discount_rate_per_year,
        margin=1.0,
    )
    if worth.status == "failed":
        nothing = np.full(records.n_customers, np.nan)
        return ExpectedValue(nothing, nothing, nothing, "failed", worth.reason)
    spent = summary.total_spend
    kept = np.full(spent.size, settings.margin)
    np.divide(customer_profit(records, settings), spent, out=kept, where=spent > 0.0)
    bounds = kept * worth.low, kept * worth.high
    low, high = np.minimum(*bounds), np.maximum(*bounds)
    return ExpectedValue(kept * worth.value, low, high, worth.status, worth.reason)
