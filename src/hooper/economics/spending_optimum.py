"""How much to spend on winning customers and on keeping them, so that a prospect is worth most.

With A spent on a prospect the share `a(A)` of them becomes customers; with R spent on a customer a period,
`r(R)` of those stay. With margin m and discount rate d a period a prospect is worth

    CE = a V - A,   V = m + (m - R / r) r / (1 + d - r) = (m (1 + d) - R) / (1 + d - r)

V does not hang on A. It is highest where `r'(R) (m (1 + d) - R) = 1 + d - r`: keeping one customer more
costs `1 / r'(R) = V`. CE is highest where winning one more does too: `1 / a'(A) = V`. Source: Blattberg and
Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review 74(4): 136-144.
"""

import math
from dataclasses import dataclass

from scipy.optimize import root_scalar

from hooper.economics.ranges import NON_NEGATIVE, POSITIVE, require
from hooper.economics.response_curve import ResponseCurve


@dataclass(frozen=True)
class Prospects:
    """How prospects and customers respond to what is spent on them, and what a customer brings a period.

    Raises InputError for a margin or a discount rate of zero or less.
    """

    acquisition: ResponseCurve
    retention: ResponseCurve
    margin_per_period: float
    rate_per_period: float

    def __post_init__(self) -> None:
        require(
            ("margin_per_period", self.margin_per_period, POSITIVE),
            ("rate_per_period", self.rate_per_period, POSITIVE),
        )

    def worth_of_customer(self, retention_spend: float) -> float:
        """Return what a customer is worth who has been won, with a spend a period on keeping them."""
        require(("retention_spend", retention_spend, NON_NEGATIVE))
        stay = self.retention.share(retention_spend)
        at_stake = self.margin_per_period * (1.0 + self.rate_per_period) - retention_spend
        return at_stake / (1.0 + self.rate_per_period - stay)

    def customer_equity(self, acquisition_spend: float, retention_spend: float) -> float:
        """Return what a prospect is worth.

        >>> prospects = Prospects(ResponseCurve(0.4, 0.06), ResponseCurve(0.8, 0.05), 100.0, 0.1)
        >>> round(prospects.customer_equity(23.590, 38.524), 3)
        28.378
        """
        require(("acquisition_spend", acquisition_spend, NON_NEGATIVE))
        won = self.acquisition.share(acquisition_spend)
        return won * self.worth_of_customer(retention_spend) - acquisition_spend


@dataclass(frozen=True)
class Spending:
    """What is spent on a prospect once, and on a customer a period, and what a prospect is worth then."""

    acquisition_spend: float
    retention_spend: float
    customer_equity: float


def best_spending(prospects: Prospects) -> Spending:
    """Return the spending with which a prospect is worth most; nothing where the first unit does not pay.

    >>> prospects = Prospects(ResponseCurve(0.4, 0.06), ResponseCurve(0.8, 0.05), 100.0, 0.1)
    >>> best = best_spending(prospects)
    >>> round(best.acquisition_spend, 3), round(best.retention_spend, 3), round(best.customer_equity, 3)
    (23.59, 38.524, 28.378)
    """
    keep = _best_retention_spend(prospects)
    worth = prospects.worth_of_customer(keep)
    curve = prospects.acquisition
    win = max(math.log(worth * curve.slope(0.0)) / curve.steepness, 0.0)
    return Spending(win, keep, prospects.customer_equity(win, keep))


def _best_retention_spend(prospects: Prospects) -> float:
    """Find where one unit more does not raise the worth of a customer any more: its gain only falls."""
    all_of_it = prospects.margin_per_period * (1.0 + prospects.rate_per_period)

    def gain(spend: float) -> float:
        stay = prospects.retention.share(spend)
        return prospects.retention.slope(spend) * (all_of_it - spend) - (
            1.0 + prospects.rate_per_period - stay
        )

    if gain(0.0) <= 0.0:
        return 0.0
    found = root_scalar(gain, bracket=(0.0, all_of_it), xtol=1e-12 * all_of_it)
    return float(found.root)
