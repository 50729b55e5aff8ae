"""The service desk with two priorities: Cobham's mean waits for a queue M/M/c without interruptions.

With all services alike, a case of priority k waits `C / (c (1 - s_(k-1)) (1 - s_k))` days on average,
where C is Erlang's chance to wait and `s_k` the load of the priorities up to k, as a share of all agents.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.oracles.desk_setups import (
    CASES,
    COUNTED_CASES,
    Setup,
    after_warm_up,
    cases_of,
    served,
)
from hooper.evidence.oracles.markov_rewards import Chain
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.evidence.oracles.service_desk_mmc import erlang_c
from hooper.firm.priority_desk import PriorityDesk
from hooper.foundation.decisions import SERVICE_QUEUE
from hooper.foundation.random_words import uniforms, words

SETUP: Final = Setup(8.0, 10)
SHARES: Final = (0.4, 0.6)
LABELS: Final = ("mean wait, urgent cases", "mean wait, other cases")
_MOST_WAITING: Final = (30, 150)


def mean_waits(setup: Setup, shares: tuple[float, ...]) -> list[float]:
    """Return the mean wait of the cases of each priority, in days; `shares` are those of the arrivals.

    >>> [round(wait, 4) for wait in mean_waits(Setup(8.0, 10), (1.0,))]
    [0.2046]
    """
    idle = 1.0 - np.cumsum([0.0, *shares]) * setup.arrivals_per_day / setup.agents
    waits = erlang_c(setup.arrivals_per_day, setup.agents) / setup.agents / (idle[:-1] * idle[1:])
    return waits.tolist()


def errors(setup: Setup, shares: tuple[float, float], cases: int) -> list[float]:
    """Return the standard errors of both mean waits, measured over that many cases of both priorities."""
    chain, waiting, priority_of_move = _chain(setup, shares)
    return [
        chain.error_of_mean(
            -wait * (priority_of_move == priority),
            waiting[priority],
            share * setup.arrivals_per_day,
            share * cases,
        )
        for priority, (wait, share) in enumerate(zip(mean_waits(setup, shares), shares, strict=True))
    ]


def measure(seed: int, service_days: float = 1.0, taken_for_other: float = 0.0) -> dict[str, float]:
    """Return the mean waits of urgent and of other cases; a share of the urgent may be treated as others."""
    drawn = uniforms(words((seed, SETUP.agents), np.arange(CASES), 0, 0, SERVICE_QUEUE)[0])
    treated_as_other = drawn >= SHARES[0] * (1.0 - taken_for_other)
    cases = cases_of(seed, SETUP, service_days=service_days)
    settled = served(PriorityDesk(SETUP.agents), replace(cases, priority=treated_as_other.astype(np.int64)))
    wait = after_warm_up(each.wait_days for each in settled)
    is_other = drawn[after_warm_up(each.cases.customer_id for each in settled)] >= SHARES[0]
    return {label: float(wait[is_other == k].mean()) for k, label in enumerate(LABELS)}


def _chain(setup: Setup, shares: tuple[float, float]) -> tuple[Chain, NDArray[np.float64], NDArray[np.int64]]:
    """Return the chain of (busy agents, or waiting of both priorities); who waits; what arrives in a move.

    The states with an idle agent come first, then a grid of those who wait. A move in which nobody
    arrives has -1.
    """
    agents = setup.agents
    urgent, other = np.meshgrid(*(np.arange(most + 1) for most in _MOST_WAITING), indexing="ij")
    grid = agents + np.arange(urgent.size).reshape(urgent.shape)
    busy = np.append(np.arange(agents), grid[0, 0])
    after = np.where(urgent > 0, grid - _MOST_WAITING[1] - 1, np.where(other > 0, grid - 1, agents - 1))
    arrivals = [share * setup.arrivals_per_day for share in shares]
    moves = [
        *((busy[:-1], busy[1:], rate, k) for k, rate in enumerate(arrivals)),
        (busy[1:-1], busy[:-2], np.arange(1.0, agents), -1),
        (grid[:-1], grid[1:], arrivals[0], 0),
        (grid[:, :-1], grid[:, 1:], arrivals[1], 1),
        (grid, after, float(agents), -1),
    ]
    columns = [
        np.concatenate([np.broadcast_to(move[k], move[0].shape).ravel() for move in moves]) for k in range(4)
    ]
    waiting = np.zeros((2, agents + grid.size))
    waiting[:, agents:] = urgent.ravel(), other.ravel()
    return Chain(columns[0], columns[1], columns[2].astype(np.float64)), waiting, columns[3]


def _bands() -> dict[str, Band]:
    expected = zip(mean_waits(SETUP, SHARES), errors(SETUP, SHARES, COUNTED_CASES), strict=True)
    return dict(zip(LABELS, (within_chance(wait, error) for wait, error in expected), strict=True))


ORACLE: Final = Oracle(
    name="service_desk_priorities",
    claim="urgent cases overtake others and interrupt nobody: mean waits by priority are Cobham's",
    source="Cobham (1954); Davis (1966), Waiting-time distribution of a multi-server priority queuing system",
    bands=_bands(),
    measure=measure,
)
