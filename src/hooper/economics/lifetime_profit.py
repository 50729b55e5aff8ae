"""Customer lifetime profit: the present value of what a customer brings and costs, in the seven accounts.

`CLP = sum_t (1 + d)^-t (base + related + saving + referral + acquisition + concession + destruction)_t`,
where costs are below zero. The sum over customers is that over periods: what the firm earns.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.economics.ranges import FINITE, NON_NEGATIVE, POSITIVE, require
from hooper.foundation.errors import Fault, InputError

Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class LifetimeProfit:
    """Present values at the start of the first period, in currency units.

    `by_account` has the shape `(n, 7)`, accounts in the order of `ledger.ACCOUNTS`.
    """

    by_account: Amounts

    @property
    def of_each(self) -> Amounts:
        """The lifetime profit of each customer, shape `(n,)`."""
        return self.by_account.sum(axis=1)

    @property
    def total(self) -> float:
        """The lifetime profit of all customers."""
        return float(self.by_account.sum())


def lifetime_profit(accounts: Amounts, period_days: float, rate_per_year: float) -> LifetimeProfit:
    """Value the accounts of each customer and period, shape `(n, periods, 7)`.

    The first period is not discounted. `hooper.economics.discounting.yearly_rate` makes a yearly rate of
    one by day, week or month. Raises InputError for another number of accounts, amounts that are no
    numbers, or a rate below zero.

    >>> accounts = np.zeros((1, 2, 7))
    >>> accounts[0, :, 0], accounts[0, 0, 4] = 10.0, -5.0
    >>> lifetime_profit(accounts, period_days=365.25, rate_per_year=0.25).of_each.tolist()
    [13.0]
    """
    if accounts.ndim != 3 or accounts.shape[2] != len(ACCOUNTS):
        problem = f"has the shape {accounts.shape}"
        remedy = f"give customers, periods, and {len(ACCOUNTS)} accounts: {', '.join(ACCOUNTS)}"
        raise InputError([Fault("accounts", problem, remedy)])
    require(
        ("accounts", accounts, FINITE),
        ("period_days", period_days, POSITIVE),
        ("rate_per_year", rate_per_year, NON_NEGATIVE),
    )
    factors = discount_factors(accounts.shape[1], period_days, rate_per_year)
    return LifetimeProfit(np.einsum("npa,p->na", accounts, factors))
