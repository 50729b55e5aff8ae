"""A customer who has just come: the first purchase is made, and nothing else is known.

Such a one is a row of a summary like the others, with no repeat purchase and seen for no time: all that
is predicted of customers is predicted of new ones too. P(alive) is then the chance to have stayed after
the entry, 1 in models that let nobody leave there.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.discounted_transactions import discounted_transactions
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.model_kinds import SpendModel
from hooper.lifetime_value.prediction_interval import Prediction, prediction_interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class NewCustomerValue:
    """What a new customer is worth when the first purchase comes, in currency units, with intervals.

    `later_purchases` is the value of those that follow within the horizon, as that of other customers is
    counted; `with_first_purchase` adds the first one, which is not discounted: it bounds what may be
    spent to win the customer.
    """

    later_purchases: Prediction
    with_first_purchase: Prediction


def new_customer(unit_days: float = DAYS_PER_WEEK) -> CustomerSummary:
    """Return the summary of one customer who has just come, for predictions; times in `unit_days` days.

    >>> new_customer().frequency.tolist(), new_customer().age.tolist()
    ([0], [0.0])
    """
    return summarise(_first_purchase(), unit_days=unit_days)


def new_customer_value(
    purchase_fit: Fit,
    spend_fit: Fit,
    standard_normals: Floats,
    *,
    horizon_weeks: float = 52.0,
    discount_rate_per_year: float = 0.1,
    margin: float = 0.3,
    unit_days: float = DAYS_PER_WEEK,
) -> NewCustomerValue:
    """Value a customer who has just come, over `horizon_weeks`, which may be endless (`math.inf`).

    `margin` is the share of revenue that is profit; the first purchase is taken to be as large as the
    later ones in the mean. `unit_days` is the unit of time of the purchases' fit. `standard_normals`,
    shape `(n_draws, n_parameters)`, drives the intervals, as in `customer_lifetime_value`. Raises
    `InputError` if the fits are not one of purchases and one of spend, or for an endless horizon without
    discount.
    """
    purchase_model = catalogue.purchase_model(purchase_fit.model)
    spend_model = catalogue.spend_model(spend_fit.model)
    customer, amounts = new_customer(unit_days), _no_amounts(spend_model)
    horizon = horizon_weeks * (DAYS_PER_WEEK / unit_days)

    def values(of_purchases: dict[str, float], of_spend: dict[str, float]) -> Floats:
        later = discounted_transactions(
            purchase_model, of_purchases, customer, discount_rate_per_year, horizon
        )
        purchases = np.array([later[0], 1.0 + later[0]])
        return margin * purchases * spend_model.expected_spend(of_spend, amounts)

    told = prediction_interval((purchase_fit, spend_fit), values, standard_normals)
    return NewCustomerValue(*(Prediction(*each) for each in zip(*told, strict=True)))


def _first_purchase() -> Observed:
    rows = {"customer_id": [0], "time_days": [0.0], "amount": [0.0]}
    return Observed(pa.table(rows, schema=TRANSACTIONS), end_days=0.0)


def _no_amounts(model: SpendModel) -> Any:  # noqa: ANN401  # each model of spend reads a summary of its own
    """Return what the model of spend reads of a customer who has just come: no repeat purchase."""
    return model.summarise(_first_purchase(), None)
