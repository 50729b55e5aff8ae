"""Desks to which cases come at random: Poisson arrivals, exponential services and exponential patience."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from hooper.firm.desk import Desk, ServiceCases, SettledCases
from hooper.foundation.decisions import SERVICE_CASE
from hooper.foundation.random_words import exponentials, words

Kind = TypeVar("Kind", bound=np.generic)

CASES: Final = 1_000_000
WARM_UP_CASES: Final = 10_000
COUNTED_CASES: Final = CASES - WARM_UP_CASES
CASES_A_PERIOD: Final = 10_000
_UNTIL_ALL_ARE_SERVED: Final = 1_000.0


@dataclass(frozen=True)
class Setup:
    """A desk and the cases that come to it; a service takes one day on average."""

    arrivals_per_day: float
    agents: int
    mean_patience_days: float = math.inf

    def __str__(self) -> str:
        return f"{self.arrivals_per_day:g} a day for {self.agents}"


def cases_of(seed: int, setup: Setup, count: int = CASES, service_days: float = 1.0) -> ServiceCases:
    """Return cases in the order of their arrival; `service_days` is the mean length of a service.

    >>> cases_of(1, Setup(2.0, 3), count=5).size
    5
    """
    numbers = np.arange(count)
    drawn = words((seed, setup.agents), numbers, 0, 0, SERVICE_CASE)
    return ServiceCases.of(
        customer_id=numbers,
        arrival_days=np.cumsum(exponentials(drawn[0])) / setup.arrivals_per_day,
        service_days=exponentials(drawn[1]) * service_days,
        patience_days=exponentials(drawn[2]) * setup.mean_patience_days,
    )


def served(desk: Desk, cases: ServiceCases) -> list[SettledCases]:
    """Hand cases to a desk, some thousands a period, and return what it settled in each, to the last one."""
    places = np.arange(cases.size)
    ends = [
        *cases.arrival_days[CASES_A_PERIOD::CASES_A_PERIOD],
        cases.arrival_days[-1] + _UNTIL_ALL_ARE_SERVED,
    ]
    parts = np.split(places, places[CASES_A_PERIOD::CASES_A_PERIOD])
    return [desk.serve(cases.take(part), end) for part, end in zip(parts, ends, strict=True)]


def after_warm_up(columns: Iterable[NDArray[Kind]]) -> NDArray[Kind]:
    """Return a column of what a desk settled, a part a period, in one piece and without the first cases."""
    return np.concatenate(list(columns))[WARM_UP_CASES:]
