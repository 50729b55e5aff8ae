"""The service desk as a queue M/M/c: Erlang's formulas for who waits and for how long.

With Poisson arrivals (l a day), exponential services of one day and c agents, a patient case waits with
Erlang's chance C, for `1 / (c - l)` days on average, and longer than t with chance `C exp(-(c - l) t)`.
"""

import math
from typing import Final

from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.desk_setups import COUNTED_CASES, Setup, after_warm_up, cases_of, served
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.evidence.oracles.waiting_tail import error_of_tail
from hooper.firm.service_desk import ServiceDesk

SETUPS: Final = (Setup(2.0, 3), Setup(8.0, 10), Setup(9.0, 10))
TAIL_DAYS: Final = 0.5


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


def waits_longer(arrivals_per_service: float, agents: int, services: float) -> float:
    """Return the chance that a case waits longer than so many mean service times.

    >>> round(waits_longer(2.0, agents=3, services=1.0), 6)
    0.163502
    """
    return erlang_c(arrivals_per_service, agents) * math.exp(-(agents - arrivals_per_service) * services)


def measure(seed: int, service_days: float = 1.0) -> dict[str, float]:
    """Return the share that waits, the mean wait, and the share that waits long, of patient cases."""
    figures: dict[str, float] = {}
    for setup in SETUPS:
        settled = served(ServiceDesk(setup.agents), cases_of(seed, setup, service_days=service_days))
        wait = after_warm_up(each.wait_days for each in settled)
        figures[_share(setup)] = float((wait > 0.0).mean())
        figures[_wait(setup)] = float(wait.mean())
        figures[_tail(setup)] = float((wait > TAIL_DAYS).mean())
    return figures


def _share(setup: Setup) -> str:
    return f"share that waits, {setup}"


def _wait(setup: Setup) -> str:
    return f"mean wait, {setup}"


def _tail(setup: Setup) -> str:
    return f"share that waits longer than {TAIL_DAYS:g} days, {setup}"


def _bands() -> dict[str, Band]:
    bands: dict[str, Band] = {}
    for setup in SETUPS:
        load = setup.arrivals_per_day, setup.agents
        chain = BirthDeath(setup)
        bands[_share(setup)] = within_chance(erlang_c(*load), chain.error_of_share_that_waits(COUNTED_CASES))
        bands[_wait(setup)] = within_chance(mean_wait(*load), chain.error_of_mean_wait(COUNTED_CASES))
        bands[_tail(setup)] = within_chance(
            waits_longer(*load, TAIL_DAYS), error_of_tail(setup, TAIL_DAYS, COUNTED_CASES)
        )
    return bands


ORACLE: Final = Oracle(
    name="service_desk_mmc",
    claim="the desk is the queue M/M/c: who waits, how long on average, and who waits long follow Erlang's C",
    source="Erlang (1917); Gross and Harris (1998), Fundamentals of queueing theory",
    bands=_bands(),
    measure=measure,
)
