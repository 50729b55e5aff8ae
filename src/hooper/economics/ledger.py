"""The ledger: what customers bring and cost, a period at a time, in seven accounts.

Every amount is an effect on profit: what the firm earns is positive, what it pays negative. Each flow
of cash is posted to one account only, so that the accounts add up to the firm's profit. The accounts
are those of customer lifetime profit; what departments and strategies cost is kept in
columns beside them, since no single customer causes it.
"""

from typing import Final, Literal, get_args

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.balance import BalanceError

GainAccount = Literal["base_profit", "related_sales", "cost_saving", "referral_benefit"]
CostAccount = Literal["acquisition", "price_concession", "referral_destruction"]
Account = GainAccount | CostAccount
Overhead = Literal["departmental_cost", "strategy_cost"]

ACCOUNTS: Final[tuple[Account, ...]] = get_args(GainAccount) + get_args(CostAccount)
OVERHEADS: Final[tuple[Overhead, ...]] = get_args(Overhead)
_COLUMNS: Final = ACCOUNTS + OVERHEADS
_COSTS: Final = get_args(CostAccount) + OVERHEADS


class Ledger:
    """The seven accounts and two overheads of one world, in currency units a period.

    `base_profit` is the margin of what a customer would buy anyway, less the cost to serve (it may be
    negative); `related_sales` the margin of further categories and upgrades; `cost_saving` what
    familiar customers cost less to serve; `referral_benefit` what comes from customers who recommend;
    `acquisition` what is paid to win customers; `price_concession` discounts and rebates;
    `referral_destruction` what is lost because customers warn others.

    >>> ledger = Ledger(periods=2)
    >>> ledger.post(0, "base_profit", 30.0)
    >>> ledger.post(0, "acquisition", -40.0)
    >>> ledger.profit.tolist()
    [-10.0, 0.0]
    """

    def __init__(self, periods: int) -> None:
        self._book = np.zeros((periods, len(_COLUMNS)))

    def post(self, period: int, column: Account | Overhead, amount: float) -> None:
        """Add an effect on profit to an account or an overhead of a period.

        Raises `ValueError` for a column that does not exist, a cost with a plus sign, or a closed
        ledger, `IndexError` for a period that the ledger does not have.
        """
        if amount > 0.0 and column in _COSTS:
            raise ValueError(f"{column} is a cost and takes amounts below zero, not {amount}")
        self._book[period, _COLUMNS.index(column)] += amount

    def take_back(self, period: int, account: CostAccount, amount: float) -> None:
        """Take back an amount that was set aside in an earlier period and has not been claimed.

        Raises `ValueError` for an amount below zero.

        >>> ledger = Ledger(periods=2)
        >>> ledger.post(0, "price_concession", -5.0)
        >>> ledger.take_back(1, "price_concession", 2.0)
        >>> ledger.profit.tolist()
        [-5.0, 2.0]
        """
        if not amount >= 0.0:
            raise ValueError(f"what is taken back of {account} is at least 0, and not {amount}")
        self._book[period, _COLUMNS.index(account)] += amount

    def state(self) -> NDArray[np.float64]:
        """Return a copy of all columns, shape `(periods, 9)`: what has to be remembered to go on."""
        return self._book.copy()

    def restore(self, state: NDArray[np.float64]) -> None:
        """Take up what `state` returned."""
        self._book[:] = state

    def close(self) -> None:
        """Make the ledger immutable."""
        self._book.flags.writeable = False

    @property
    def accounts(self) -> NDArray[np.float64]:
        """A copy of the seven accounts in the order of `ACCOUNTS`, shape `(periods, 7)`."""
        return self._book[:, : len(ACCOUNTS)].copy()

    @property
    def overheads(self) -> NDArray[np.float64]:
        """A copy of the overheads in the order of `OVERHEADS`, shape `(periods, 2)`."""
        return self._book[:, len(ACCOUNTS) :].copy()

    @property
    def profit(self) -> NDArray[np.float64]:
        """The profit of each period: all accounts and overheads, shape `(periods,)`."""
        return self._book.sum(axis=1)

    def flows(self) -> dict[str, NDArray[np.float64]]:
        """Return the accounts, the overheads, and the profit, by name, each of shape `(periods,)`."""
        return {**dict(zip(_COLUMNS, self._book.T.copy(), strict=True)), "profit": self.profit}

    def profit_and_loss(self) -> pa.Table:
        """Return a table with a row a period: the accounts, the overheads, and the profit."""
        return pa.table({"period": np.arange(len(self._book)), **self.flows()})


def check_balances(
    ledger: Ledger, cash_profit: NDArray[np.float64], relative_tolerance: float = 1e-9
) -> None:
    """Raise `BalanceError` unless the ledger's profit equals the cash that the firm counted apart.

    `cash_profit` has the shape `(periods,)`. The two may differ by `relative_tolerance` of a period's
    turnover (the sum of all columns without signs), since the two sides add up in another order.
    """
    turnover = np.abs(ledger.accounts).sum(axis=1) + np.abs(ledger.overheads).sum(axis=1)
    off = ~(np.abs(ledger.profit - cash_profit) <= relative_tolerance * turnover)
    if off.any():
        period = int(np.argmax(off))
        raise BalanceError(
            f"profit = sum of accounts and overheads fails in period {period}: "
            f"{cash_profit[period]} in cash, {ledger.profit[period]} in the ledger"
        )
