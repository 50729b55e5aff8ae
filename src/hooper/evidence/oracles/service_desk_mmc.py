"""The service desk as a queue M/M/c: Erlang's formulas for who waits, how long, and who gives up.

With Poisson arrivals (l a day), exponential services of one day and c agents, a patient case waits with
Erlang's chance C, and then for `1 / (c - l)` days on average. With exponential patience (Erlang's model
A) the share that gives up follows from the balance of births and deaths.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.firm.service_desk import Served, ServiceDesk
from hooper.foundation.decisions import SERVICE_CASE
from hooper.foundation.random_words import exponentials, words


def erlang_c(arrivals_per_service: float, agents: int) -> float:
    """Return the chance that a case has to wait; `arrivals_per_service` is the load l/m in Erlangs.

    >>> round(erlang_c(2.0, agents=3), 6)
    0.444444
    """
    blocked = 1.0
    for busy in range(1, agents + 1):
        blocked = arrivals_per_service * blocked / (busy + arrivals_per_service * blocked)
    return blocked / (1.0 - arrivals_per_service / agents * (1.0 - blocked))


def mean_wait(arrivals_per_service: float, agents: int) -> float:
    """Return the mean wait of all cases, those who need not wait with them, in mean service times.

    >>> round(mean_wait(8.0, agents=10), 6)
    0.20459
    """
    return erlang_c(arrivals_per_service, agents) / (agents - arrivals_per_service)


def abandoned_share(arrivals_per_service: float, agents: int, mean_patience: float) -> float:
    """Return the share that gives up when patience is exponential, its mean in mean service times.

    The number of cases at the desk is a chain of births and deaths, and whoever is not served gives up.
    Without patience it is Erlang's loss system:

    >>> round(abandoned_share(1.0, agents=1, mean_patience=1e-9), 6)
    0.5
    """
    weights = [1.0]
    while weights[-1] > 1e-17 * max(weights):
        present = len(weights)
        departures = min(present, agents) + max(present - agents, 0) / mean_patience
        weights.append(weights[-1] * arrivals_per_service / departures)
    busy = np.minimum(np.arange(len(weights)), agents) @ np.array(weights) / sum(weights)
    return 1.0 - float(busy) / arrivals_per_service


@dataclass(frozen=True)
class Setup:
    """A desk and the cases that come to it; a service takes one day on average."""

    arrivals_per_day: float
    agents: int
    mean_patience_days: float = 1e9

    def __str__(self) -> str:
        return f"{self.arrivals_per_day:g} a day for {self.agents}"


PATIENT: Final = (Setup(2.0, 3), Setup(8.0, 10), Setup(9.0, 10))
IMPATIENT: Final = Setup(10.0, 8, mean_patience_days=2.0)
CASES: Final = 1_000_000
CASES_A_PERIOD: Final = 10_000
WARM_UP_CASES: Final = 10_000
# Waits of neighbours are correlated; these are the spreads of the figures over 100 seeds.
_ERROR_OF_SHARE: Final = (0.0016, 0.0027, 0.0037)
_ERROR_OF_WAIT: Final = (0.0047, 0.0040, 0.0178)
_ERROR_OF_ABANDONED: Final = 0.0011


def served_cases(seed: int, setup: Setup, service_days: float) -> Served:
    """Send cases to the product's desk, a period at a time, and return those after the warm-up."""
    drawn = words((seed, setup.agents), np.arange(CASES), 0, 0, SERVICE_CASE)
    arrival = np.cumsum(exponentials(drawn[0])) / setup.arrivals_per_day
    service = exponentials(drawn[1]) * service_days
    patience = exponentials(drawn[2]) * setup.mean_patience_days
    ids = np.arange(CASES)
    desk = ServiceDesk(setup.agents)
    periods = [
        desk.serve(arrival[part], service[part], patience[part], ids[part])
        for part in np.split(ids, range(CASES_A_PERIOD, CASES, CASES_A_PERIOD))
    ]
    return Served(
        np.concatenate([period.wait_days for period in periods])[WARM_UP_CASES:],
        np.concatenate([period.abandoned for period in periods])[WARM_UP_CASES:],
    )


def measure(seed: int, service_days: float = 1.0) -> dict[str, float]:
    """Return the share that waits and the mean wait of patient cases, and the share that gives up."""
    waits = {setup: served_cases(seed, setup, service_days).wait_days for setup in PATIENT}
    given_up = served_cases(seed, IMPATIENT, service_days).abandoned
    return (
        {_share(setup): (wait > 0.0).mean() for setup, wait in waits.items()}
        | {_wait(setup): wait.mean() for setup, wait in waits.items()}
        | {_abandoned(IMPATIENT): given_up.mean()}
    )


def _share(setup: Setup) -> str:
    return f"share that waits, {setup}"


def _wait(setup: Setup) -> str:
    return f"mean wait, {setup}"


def _abandoned(setup: Setup) -> str:
    return f"share that gives up, {setup}"


def _bands() -> dict[str, Band]:
    given_up = abandoned_share(IMPATIENT.arrivals_per_day, IMPATIENT.agents, IMPATIENT.mean_patience_days)
    return (
        {
            _share(setup): within_chance(erlang_c(setup.arrivals_per_day, setup.agents), error)
            for setup, error in zip(PATIENT, _ERROR_OF_SHARE, strict=True)
        }
        | {
            _wait(setup): within_chance(mean_wait(setup.arrivals_per_day, setup.agents), error)
            for setup, error in zip(PATIENT, _ERROR_OF_WAIT, strict=True)
        }
        | {_abandoned(IMPATIENT): within_chance(given_up, _ERROR_OF_ABANDONED)}
    )


ORACLE: Final = Oracle(
    name="service_desk_mmc",
    claim="the desk is the queue M/M/c: waits follow Erlang's C, abandonments his model with patience (A)",
    source="Erlang (1917); Palm (1957); Gross and Harris (1998), Fundamentals of queueing theory",
    bands=_bands(),
    measure=measure,
)
