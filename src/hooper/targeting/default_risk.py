"""The risk of default: the chance that a sale on credit is never paid, from how its buyer has paid before.

    logit P(lost) = a + b_1 l + b_2 l^2 + b_3 logit(share lost before) + b_4 ln(1 + sales known) + b_5 new

with l = ln(1 + mean days by which earlier payments were late), and new for buyers of whom nothing is known.
Late payers default rather than others: that is why grades go together with delays. Source: Altman (1968),
The Journal of Finance 23(4), for default from signs known beforehand; Ohlson (1980), Journal of Accounting
Research 18(1), for the logit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.logistic_regression import LogisticFit, fit_logistic
from hooper.targeting.payment_record import Floats, Ids, Payments, payment_record

DAYS_LATE_SQUARED = "days_late_squared"


@dataclass(frozen=True)
class DefaultRisk:
    """A model of default fitted to payments up to `cut_days`; `fit.status` says whether to trust it."""

    payments: Payments
    cut_days: float
    fit: LogisticFit

    def of_sales(self, customer_id: Ids, days: Floats) -> Floats:
        """Return the risk of sales to customers on days, both `(n,)`; not a number if the fit failed."""
        return self.fit.probability(_signs(self.payments, customer_id, days), customer_id.size)

    def today(self, customer_id: Ids) -> Floats:
        """Return the risk of a sale to each customer on the day of the cut, shape `(n,)`."""
        return self.of_sales(customer_id, np.full(customer_id.size, self.cut_days))


def fit_default_risk(payments: Payments, cut_days: float) -> DefaultRisk:
    """Fit the risk of default to the sales that were known as paid or lost by `cut_days`.

    A sale counts from the day on which it would be given up, paid or not: to count those paid sooner would
    make payers of the last months' buyers.

    >>> from hooper.targeting.payment_record import PaymentTerms
    >>> due = np.arange(30.0, 70.0)
    >>> nobody = Payments(PaymentTerms(), np.zeros(40, np.uint64), due, due, np.ones(40))
    >>> fit_default_risk(nobody, 400.0).fit.status
    'failed'
    """
    ended = payments.where(payments.given_up_days <= cut_days)
    signs = _signs(payments, ended.customer_id, ended.sold_days)
    return DefaultRisk(payments, cut_days, fit_logistic(signs, ended.is_lost))


def _signs(payments: Payments, customer_id: Ids, days: Floats) -> dict[str, NDArray[np.float64]]:
    signs = payment_record(payments, customer_id, days)
    return {**signs, DAYS_LATE_SQUARED: signs["days_late"] ** 2}
