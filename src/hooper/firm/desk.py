"""What comes to a service desk, what becomes of it, and what every desk can do."""

from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class ServiceCases:
    """Cases that are handed to a desk; every array has the shape `(n_cases,)`.

    `arrival_days` are absolute days; a service keeps an agent busy for `service_days`, and a customer
    stays on the line for `patience_days`. Cases of a lower `priority` go first. Who `accepts_call_back`
    leaves a number at the end of the patience, where others give up. `slot` and `recovers` mean nothing
    to the desk, which hands them back with the case.
    """

    customer_id: NDArray[np.uint64]
    arrival_days: NDArray[np.float64]
    service_days: NDArray[np.float64]
    patience_days: NDArray[np.float64]
    priority: NDArray[np.int64]
    accepts_call_back: NDArray[np.bool_]
    slot: NDArray[np.int64]
    recovers: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        customer_id: ArrayLike,
        arrival_days: ArrayLike,
        service_days: ArrayLike,
        patience_days: ArrayLike,
        priority: ArrayLike = 0,
        accepts_call_back: ArrayLike = False,
        slot: ArrayLike = 0,
        recovers: ArrayLike = True,
    ) -> Self:
        """Return cases with these columns; a single number holds for all of them.

        >>> ServiceCases.of([7, 8], [0.0, 1.0], 3.0, 9.0).service_days.tolist()
        [3.0, 3.0]
        """
        given = (arrival_days, service_days, patience_days, priority, accepts_call_back, slot, recovers)
        types = (np.float64, np.float64, np.float64, np.int64, np.bool_, np.int64, np.bool_)
        ids = np.asarray(customer_id, np.uint64)
        columns = (np.asarray(values, kind) for values, kind in zip(given, types, strict=True))
        return cls(ids, *(_as_long(column, ids.size) for column in columns))

    @property
    def size(self) -> int:
        """The number of cases."""
        return self.customer_id.size

    def take(self, places: NDArray[np.int64]) -> Self:
        """Return the cases at these places, in this order."""
        return type(self)(*[column[places] for column in self.columns().values()])

    def followed_by(self, others: "ServiceCases") -> Self:
        """Return these cases and the others after them."""
        pairs = zip(self.columns().values(), others.columns().values(), strict=True)
        return type(self)(*[np.concatenate(pair) for pair in pairs])

    def columns(self) -> Columns:
        """Return the columns by name."""
        return dict(vars(self))


@dataclass(frozen=True)
class SettledCases:
    """Cases whose fate is certain, each array of shape `(n_cases,)`.

    `wait_days` runs from the arrival to the start of the service, which for those who were `called_back`
    is the call, or to the moment of giving up; `abandoned` marks the cases that gave up.
    """

    cases: ServiceCases
    wait_days: NDArray[np.float64]
    abandoned: NDArray[np.bool_]
    called_back: NDArray[np.bool_]


class Desk(Protocol):
    """A number of alike agents and those who wait for them. Nothing hangs on the order of handing in."""

    @property
    def agents(self) -> int:
        """The number of agents that the desk employs."""
        ...

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, the end of the last period served."""
        ...

    def serve(self, cases: ServiceCases, until_days: float) -> SettledCases:
        """Take in the cases of the period that ends at `until_days`, and return those that it settles.

        Cases of earlier periods come first, then those handed in, in the order given. Raises `ValueError`
        for a case that does not arrive in the period.
        """
        ...

    def state(self) -> Columns:
        """Return all that the desk has to remember: copies, the same for desks that act alike."""
        ...


def check_cases(cases: ServiceCases, from_days: float, until_days: float) -> None:
    """Raise `ValueError` if a case does not arrive in the period, or a duration is not a positive number."""
    if not cases.size:
        return
    first, last = cases.arrival_days.min(), cases.arrival_days.max()
    if not (from_days <= first and last < until_days):
        raise ValueError(
            f"cases arrive from day {first} to day {last}, the period from {from_days} to {until_days}"
        )
    if not (cases.service_days.min() >= 0.0 and cases.patience_days.min() >= 0.0):
        raise ValueError("services and patience are days, not below 0")


def _as_long(column: NDArray[Any], size: int) -> NDArray[Any]:
    return column if column.shape == (size,) else np.full(size, column)
