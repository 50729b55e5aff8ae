"""Purchases and covariates of customers in periods, each customer followed for as long as is known."""

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.covariate_faults import covariate_faults

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_TAKEN = re.compile(r"(rate|entry|threshold|gap)(_\d+)*")  # names that the parameters have already


@dataclass(frozen=True)
class PurchasePanel:
    """One row a customer and period, customers one after another, periods in the order of time.

    The arrays are read-only. `purchases`, shape `(n_rows,)`, counts those of the period. `covariates`,
    shape `(n_rows, n_covariates)`, are what happened between the period before and this one, and move the
    customer from the state of the one to that of the other; those of a customer's first period have no
    effect. `customer_bounds`, shape `(n_customers + 1,)`, says where each customer's rows begin, and
    where the last one's end.

    Raises InputError if the arrays contradict each other, a number is not finite or a count below zero.

    >>> panel = PurchasePanel(np.array([0, 2, 1]), np.zeros((3, 1)), ("contacts",), np.array([0, 2, 3]))
    >>> panel.n_customers, panel.n_periods.tolist()
    (2, [2, 1])
    """

    purchases: Integers
    covariates: Floats
    covariate_names: tuple[str, ...]
    customer_bounds: Integers

    def __post_init__(self) -> None:
        faults = [*_faults_of_rows(self), *_faults_of_covariates(self)]
        if faults:
            raise InputError(faults)
        for name in ("purchases", "covariates", "customer_bounds"):
            array = getattr(self, name).view()  # a view, so that the caller's own array stays as it was
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.customer_bounds.size - 1

    @property
    def n_periods(self) -> Integers:
        """The number of periods of each customer, shape `(n_customers,)`."""
        return np.diff(self.customer_bounds)

    @property
    def is_move(self) -> NDArray[np.bool_]:
        """Whether a state goes before that of the row: not in first periods, shape `(n_rows,)`."""
        moves = np.ones(self.purchases.size, dtype=np.bool_)
        moves[self.customer_bounds[:-1]] = False
        return moves

    def take(self, customers: Integers) -> "PurchasePanel":
        """Return the panel of `customers` only, given by number, in that order."""
        lengths = self.n_periods[customers]
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        rows = np.arange(bounds[-1]) + np.repeat(self.customer_bounds[customers] - bounds[:-1], lengths)
        return replace(
            self, purchases=self.purchases[rows], covariates=self.covariates[rows], customer_bounds=bounds
        )


def panel_without_covariates(purchases: NDArray[np.int64], periods: NDArray[np.int64]) -> PurchasePanel:
    """Return the panel of customers of whom nothing but the purchases is known.

    `purchases`, shape `(n_rows,)`, are in the order of the panel, `periods`, shape `(n_customers,)`, how
    many of them belong to each customer.

    >>> panel_without_covariates(np.array([0, 2, 1]), np.array([2, 1])).customer_bounds.tolist()
    [0, 2, 3]
    """
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(periods)))
    return PurchasePanel(purchases, np.zeros((purchases.size, 0)), (), bounds)


def _faults_of_rows(panel: PurchasePanel) -> list[Fault]:
    purchases, bounds = panel.purchases, panel.customer_bounds
    faults = []
    if purchases.dtype != np.int64 or purchases.ndim != 1:
        problem = f"have type {purchases.dtype} and shape {purchases.shape}"
        faults.append(Fault("purchases", problem, "count them as int64, one entry a customer and period"))
    elif (purchases < 0).any():
        row = int((purchases < 0).argmax())
        faults.append(Fault("purchases", f"row {row} has {purchases[row]}", "leave refunds out of the count"))
    if bounds.dtype != np.int64 or bounds.ndim != 1 or not bounds.size or bounds[0] != 0:
        faults.append(
            Fault("customer_bounds", "do not begin with 0", "give int64 from 0 to the number of rows")
        )
    elif bounds[-1] != purchases.size:
        problem = f"end at {bounds[-1]}, and there are {purchases.size} rows"
        faults.append(Fault("customer_bounds", problem, "end with the number of rows"))
    elif (np.diff(bounds) < 1).any():
        problem = f"customer {int((np.diff(bounds) < 1).argmax())} has no period"
        faults.append(Fault("customer_bounds", problem, "leave out customers without a period"))
    return faults


def _faults_of_covariates(panel: PurchasePanel) -> list[Fault]:
    taken = [
        Fault("covariate_names", f"'{name}' is the name of a parameter already", "rename it")
        for name in panel.covariate_names
        if _TAKEN.fullmatch(name)
    ]
    return [*covariate_faults(panel.covariates, panel.covariate_names, panel.purchases.size), *taken]
