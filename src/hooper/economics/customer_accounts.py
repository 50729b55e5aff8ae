"""The accounts of customers: what each brought and cost, and the same by stage and by channel.

Every amount that the ledger posts to one of its seven accounts is posted here once more, to the customer who
caused it, or to nobody: people who enquire and never become customers cost money too. So the firm's
accounts are sums over customers, and the two can be held against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.balance import BalanceError
from hooper.economics.ledger import ACCOUNTS, Account, Ledger
from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch_ahead

_RELATIVE_TOLERANCE: Final = 1e-9
_ARRAYS: Final = ("of_customers", "of_nobody", "by_stage", "by_channel")


@dataclass(frozen=True)
class Owners:
    """Whose amounts they are: the customers' slots, and their stages (places in a list), both `(n,)`."""

    slots: NDArray[np.int64]
    stages: NDArray[np.int64]


class CustomerAccounts:
    """The seven accounts of every customer in a span of periods, of stages by period, and of channels.

    `of_customers` has the shape `(7, customers)` and `of_nobody` `(7,)`, since `since_period`; `by_stage` has
    the shape `(periods, 7, stages + 1)`, and `by_channel`, of all spans before, `(7, channels + 1)`; the last
    group is nobody. All are effects on profit in currency units.

    >>> accounts = CustomerAccounts(periods=1, stages=4, channels=2)
    >>> accounts.make_room(customers=8)
    >>> accounts.post(0, "acquisition", Owners(np.array([5]), np.array([0])), np.array([-8.0]))
    >>> float(accounts.of_customers[ACCOUNTS.index("acquisition"), 5]), float(accounts.by_stage[0].sum())
    (-8.0, -8.0)
    """

    def __init__(self, periods: int, stages: int, channels: int) -> None:
        accounts = len(ACCOUNTS)
        self.since_period = 0
        self.of_customers = np.zeros((accounts, 0))
        self.of_nobody = np.zeros(accounts)
        self.by_stage = np.zeros((periods, accounts, stages + 1))
        self.by_channel = np.zeros((accounts, channels + 1))

    def make_room(self, customers: int) -> None:
        """See to it that there is room for so many customers."""
        accounts, room = self.of_customers.shape
        if customers > room:
            missing = np.zeros((accounts, customers - room))
            self.of_customers = np.concatenate([self.of_customers, missing], axis=1)

    def post(self, period: int, account: Account, owners: Owners, amounts: NDArray[np.float64]) -> None:
        """Add an effect on profit to an account of each of the owners, `amounts` of the same shape."""
        _post(*self.column(period, account), owners.slots, owners.stages, amounts)

    def column(self, period: int, account: Account) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return an account of customers, by slot, and the same of stages in a period: views, to post to."""
        column = ACCOUNTS.index(account)
        return self.of_customers[column], self.by_stage[period, column]

    def post_to_nobody(self, period: int, account: Account, amount: float) -> None:
        """Add an effect on profit that no customer has caused."""
        column = ACCOUNTS.index(account)
        self.of_nobody[column] += amount
        self.by_stage[period, column, -1] += amount

    def share_out(
        self, period: int, account: Account, amount: float, owners: Owners, parts: NDArray[np.float64]
    ) -> None:
        """Divide an amount among owners in proportion to their parts; without any it is nobody's."""
        whole = float(parts.sum())
        if whole > 0.0:
            self.post(period, account, owners, amount / whole * parts)
        else:
            self.post_to_nobody(period, account, amount)

    def begin_anew(self, period: int, channels: NDArray[np.uint8]) -> None:
        """Let the accounts of customers, whose channels these are by slot, begin at zero with a period."""
        groups, channel_of = self.by_channel.shape[1] - 1, channels.astype(np.intp)
        for place, own in enumerate(self.of_customers):
            self.by_channel[place, :-1] += np.bincount(channel_of, own[: channels.size], groups)
        self.by_channel[:, -1] += self.of_nobody
        self.since_period = period
        self.of_customers[:] = 0.0
        self.of_nobody[:] = 0.0

    def check_against(self, ledger: Ledger, until_period: int) -> None:
        """Raise `BalanceError` unless the sums over customers and over stages are the ledger's accounts.

        Customers are checked over their span, which ends before `until_period`; stages in every period of it.
        Sums may differ by 1e-9 of the turnover, since they are added up in another order.
        """
        span = slice(self.since_period, until_period)
        booked = ledger.accounts[span]
        of_all = self.of_customers.sum(axis=1) + self.of_nobody
        _require_equal("customers", of_all, booked.sum(axis=0), np.abs(booked).sum())
        _require_equal("stages", self.by_stage[span].sum(axis=2), booked, np.abs(booked).sum())

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        arrays = {name: getattr(self, name).copy() for name in _ARRAYS}
        return {**arrays, "since_period": np.array(self.since_period)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.since_period = int(state["since_period"])
        for name in _ARRAYS:
            setattr(self, name, state[name].copy())


def _require_equal(
    what: str, sums: NDArray[np.float64], booked: NDArray[np.float64], turnover: np.float64
) -> None:
    off = ~(np.abs(sums - booked) <= _RELATIVE_TOLERANCE * turnover)
    if off.any():
        account = int(np.argwhere(off)[0][-1])
        raise BalanceError(
            f"the sum over {what} = the ledger's account fails for {ACCOUNTS[account]}: "
            f"{sums[off][0]} over {what}, {booked[off][0]} in the ledger"
        )


@compiled
def _post(
    of_customers: NDArray[np.float64],
    by_stage: NDArray[np.float64],
    slots: NDArray[np.int64],
    stages: NDArray[np.int64],
    amounts: NDArray[np.float64],
) -> None:
    """Add amounts to the customers in slots, and to the stages in which they are."""
    for k in range(slots.size):
        fetch_ahead(of_customers, slots, k)
        of_customers[slots[k]] += amounts[k]
        by_stage[stages[k]] += amounts[k]
