"""What comes to a service desk, what becomes of it, and what every desk can do."""

from dataclasses import dataclass
from typing import Any, Final, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.jit import compiled

Columns = dict[str, NDArray[Any]]
PRIORITIES: Final = 100


@dataclass(frozen=True)
class ServiceCases:
    """Cases that are handed to a desk; every array has the shape `(n_cases,)`.

    `arrival_days` are absolute days; a service keeps an agent busy for `service_days`, and a customer
    stays on the line for `patience_days`. Cases of a lower `priority` go first. Who `accepts_call_back`
    leaves a number at the end of the patience, where others give up. `skill` is what a case needs, where
    the desk has several. `slot` and `recovers` mean nothing to the desk, which hands them back with the case.
    """

    customer_id: NDArray[np.uint64]
    arrival_days: NDArray[np.float64]
    service_days: NDArray[np.float64]
    patience_days: NDArray[np.float64]
    priority: NDArray[np.int64]
    accepts_call_back: NDArray[np.bool_]
    slot: NDArray[np.int64]
    recovers: NDArray[np.bool_]
    skill: NDArray[np.int64]

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
        skill: ArrayLike = 0,
    ) -> Self:
        """Return cases with these columns; a single number holds for all of them.

        >>> ServiceCases.of([7, 8], [0.0, 1.0], 3.0, 9.0).service_days.tolist()
        [3.0, 3.0]
        """
        given = (
            arrival_days,
            service_days,
            patience_days,
            priority,
            accepts_call_back,
            slot,
            recovers,
            skill,
        )
        types = (np.float64, np.float64, np.float64, np.int64, np.bool_, np.int64, np.bool_, np.int64)
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
        if not self.size:
            return type(self)(**others.columns())
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

    def restore(self, state: Columns) -> None:
        """Go on where the desk with this state stopped."""
        ...


def check_cases(cases: ServiceCases, from_days: float, until_days: float) -> None:
    """Raise `ValueError` for a case that does not arrive in the period, or whose numbers make no sense."""
    wrong = _first_wrong(
        cases.arrival_days, cases.service_days, cases.patience_days, cases.priority, from_days, until_days
    )
    if wrong < cases.size:
        case = {name: column[wrong].item() for name, column in cases.columns().items()}
        raise ValueError(
            f"{case} must arrive in the period from {from_days} to {until_days}, with service and patience "
            f"not below 0 and a priority from 0, the most urgent, to {PRIORITIES - 1}"
        )


@compiled
def _first_wrong(
    arrival_days: NDArray[np.float64],
    service_days: NDArray[np.float64],
    patience_days: NDArray[np.float64],
    priority: NDArray[np.int64],
    from_days: float,
    until_days: float,
) -> int:
    """Return the place of the first case that cannot be, or the number of cases."""
    for case in range(arrival_days.size):
        arrives = from_days <= arrival_days[case] < until_days
        lasts = service_days[case] >= 0.0 and patience_days[case] >= 0.0
        if not (arrives and lasts and 0 <= priority[case] < PRIORITIES):
            return case
    return arrival_days.size


def _as_long(column: NDArray[Any], size: int) -> NDArray[Any]:
    return column if column.shape == (size,) else np.full(size, column)
