"""Little's law at the service desk: who waits at a time is arrivals a day times the mean wait.

Those who wait are counted at the end of every day, in the desk's own state; waits are what it answers.
A count once a day strays from the law's expectation, and from the mean over all time, which is what
arrivals and waits give. For a rate g at which the queue forgets, and the part w of its variance that it
forgets so, the first has the variance `w coth(g / 2)` by the number of days, the second
`w (coth(g / 2) - 2 / g)`.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh_tridiagonal

from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.desk_setups import Setup, cases_of
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.firm.priority_desk import PriorityDesk

PATIENT: Final = Setup(9.0, 10)
IMPATIENT: Final = Setup(10.0, 8, mean_patience_days=2.0)
DAYS: Final = 4_000
WARM_UP_DAYS: Final = 200
COUNTED_DAYS: Final = DAYS - WARM_UP_DAYS
MEAN_WAITING: Final = f"number that waits, {IMPATIENT}"


def queue_by_count_and_by_waits(
    seed: int, setup: Setup, open_desk: Callable[[int], PriorityDesk]
) -> tuple[float, float]:
    """Return the mean number that waits, counted once a day, and arrivals a day times the mean wait."""
    some = cases_of(seed, setup, count=round(1.1 * DAYS * setup.arrivals_per_day))
    by_day = np.split(np.arange(some.size), np.searchsorted(some.arrival_days, np.arange(1.0, DAYS + 1.0)))
    desk = open_desk(setup.agents)
    settled, waiting = [], []
    for day, places in enumerate(by_day[:DAYS], start=1):
        settled.append(desk.serve(some.take(places), float(day)))
        waiting.append(desk.waiting)
    settled.append(desk.serve(some.take(np.arange(0)), 2.0 * DAYS))
    arrival = np.concatenate([each.cases.arrival_days for each in settled])
    wait = np.concatenate([each.wait_days for each in settled])
    by_waits = float(wait[arrival >= WARM_UP_DAYS].sum()) / COUNTED_DAYS
    return float(np.mean(waiting[WARM_UP_DAYS:])), by_waits


def errors(setup: Setup, days: int) -> tuple[float, float]:
    """Return how far the mean daily count strays: from its expectation, and from the mean over time."""
    queue = BirthDeath(setup)
    forgetting, part = _spectrum(queue)
    of_count = part / np.tanh(forgetting / 2.0)
    of_both = of_count - 2.0 * part / forgetting
    return float(np.sqrt(of_count.sum() / days)), float(np.sqrt(of_both.sum() / days))


def measure(seed: int, open_desk: Callable[[int], PriorityDesk] = PriorityDesk) -> dict[str, float]:
    """Return those who wait by count as a share of those by waits, and their number among the impatient."""
    figures: dict[str, float] = {}
    for setup in (PATIENT, IMPATIENT):
        counted, by_waits = queue_by_count_and_by_waits(seed, setup, open_desk)
        figures[_ratio(setup)] = counted / by_waits
        figures[MEAN_WAITING] = counted
    return figures


def _ratio(setup: Setup) -> str:
    return f"those who wait, by count and by waits, {setup}"


def _spectrum(queue: BirthDeath) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the rates at which the queue forgets, and the parts of the variance of those who wait.

    Scaled by the root of its law, the generator of a chain of births and deaths is symmetric.
    """
    arrivals, departures, root = queue.setup.arrivals_per_day, queue.departures, np.sqrt(queue.law)
    leaving = departures + arrivals * (np.arange(root.size) < root.size - 1)
    eigenvalues, vectors = eigh_tridiagonal(-leaving, np.sqrt(arrivals * departures[1:]))
    parts = (root * (queue.waiting - queue.mean_waiting) @ vectors) ** 2
    forgets = eigenvalues < -1e-9
    return -eigenvalues[forgets], parts[forgets]


def _bands() -> dict[str, Band]:
    bands = {}
    for setup in (PATIENT, IMPATIENT):
        expected = BirthDeath(setup).mean_waiting
        of_count, of_both = errors(setup, COUNTED_DAYS)
        bands[_ratio(setup)] = within_chance(1.0, of_both / expected)
        bands[MEAN_WAITING] = within_chance(expected, of_count)
    return bands


ORACLE: Final = Oracle(
    name="service_desk_little",
    claim="Little's law: those who wait at a time are arrivals a day times the mean wait",
    source="Little (1961), A proof for the queuing formula L = lambda W",
    bands=_bands(),
    measure=measure,
)
