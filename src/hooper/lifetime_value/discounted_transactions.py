"""Discounted expected transactions: what the purchases to come would be worth if each were worth 1.

Without end they are the DERT of Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research
42(4), up to a horizon the DET. With the continuous rate delta, E(t) purchases expected within t and a
horizon H, by parts,

    integral from 0 to H of exp(-delta t) dE(t) = exp(-delta H) E(H) + integral of delta exp(-delta t) E(t),

which asks of a model no more than E, and one integral does for all of them. Its variable is log t up to
near H, and beyond it runs double exponentially to it (Takahasi and Mori 1974): the trapezoidal rule is
then good to 1e-9 of the result, mostly to 1e-12, whatever the scales of the model are.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import force_of_discount
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.model_kinds import PurchaseModel

Floats = NDArray[np.float64]

_STEP = 0.3
_KNOTS = _STEP * np.arange(-90.0, 13.0)
_FALL = np.exp(-(_KNOTS + np.exp(_KNOTS)))  # log t = -log(1 + fall), with H as the unit
_SHARES = 1.0 / (1.0 + _FALL)
_WIDTHS = _STEP * _SHARES**2 * _FALL * (1.0 + np.exp(_KNOTS))
_NOTHING_LEFT = 40.0  # logarithm of the discount at which an endless horizon ends


def discounted_transactions(
    model: PurchaseModel,
    parameters: CustomerParameters,
    summary: CustomerSummary,
    discount_rate_per_year: float,
    horizon: float = math.inf,
) -> Floats:
    """Return each customer's discounted number of purchases within `horizon` after the cut, shape `(n,)`.

    The horizon is in units of the summary's time; without it this is DERT. The rate is an effective
    yearly one, taken as continuous. Without discount and without end the number can be infinite, and so
    the two together are refused. Raises InputError for that, and for a rate or horizon below zero.
    """
    horizons, weights = discount_schedule(discount_rate_per_year, horizon, summary.unit_days)
    while_alive = of_those_alive(
        lambda of, frequency, age: model.weighted_transactions_while_alive(
            of, frequency, age, horizons, weights
        ),
        parameters,
        summary,
    )
    return model.probability_alive(parameters, summary) * while_alive


def discount_schedule(
    discount_rate_per_year: float, horizon: float, unit_days: float
) -> tuple[Floats, Floats]:
    """Return horizons, and weights of the purchases expected within them that make their discounted sum.

    Both have shape `(n_horizons,)`; the horizons are in units of `unit_days` days, as `horizon` is.
    """
    _check(discount_rate_per_year, horizon)
    force = force_of_discount(discount_rate_per_year, unit_days)
    end = min(horizon, _NOTHING_LEFT / force) if force > 0.0 else horizon
    times = end * _SHARES
    weights = force * np.exp(-force * times) * (end * _WIDTHS)
    return np.append(times, end), np.append(weights, math.exp(-force * end))


def _check(rate: float, horizon: float) -> None:
    faults = []
    if not (math.isfinite(rate) and rate >= 0.0):
        faults.append(Fault("discount_rate_per_year", f"is {rate}", "give a rate of zero or more"))
    if not horizon >= 0.0:
        faults.append(Fault("horizon", f"is {horizon}", "give a time of zero or more"))
    if rate == 0.0 and math.isinf(horizon):
        problem, remedy = "has no end, and nothing is discounted", "give a rate above zero, or an end"
        faults.append(Fault("horizon", problem, remedy))
    if faults:
        raise InputError(faults)
