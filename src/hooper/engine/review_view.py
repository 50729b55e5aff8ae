"""What the firm can see of its customers while a review is held."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.foundation.workers import Workers
from hooper.history.running_summary import RunningSummary
from hooper.strategies.observed_view import KnownCustomers


@contextmanager
def a_look_at(
    population: Population,
    summary: RunningSummary,
    today_days: float,
    workers: Workers,
    further: Mapping[str, Callable[[], NDArray[np.float64]]],
) -> Iterator[Callable[[], KnownCustomers]]:
    """Give a function that summarises the known customers; it raises `RuntimeError` after the block.

    By then customers have lived on, and a strategy that looks at last quarter's view must not see them: the
    `further` columns, put together when they are asked for, are not there any more either.
    """
    held = True

    def require_held() -> None:
        if not held:
            raise RuntimeError(
                "this review is over: look at the customers in `decide`, and keep what you need"
            )

    def while_held(column: Callable[[], NDArray[np.float64]]) -> Callable[[], NDArray[np.float64]]:
        def read() -> NDArray[np.float64]:
            require_held()
            return column()

        return read

    def look() -> KnownCustomers:
        require_held()
        known = slice(0, population.size)
        ids = population.customer_id[known].copy()
        return KnownCustomers(
            summary.customer_summary(ids, today_days, workers),
            summary.service_cases[known].astype(np.int64),
            summary.contacts[known].astype(np.int64),
            summary.enrolled[known].astype(np.float64),
            summary.ended_days[known].copy(),
            summary.reason_told[known].astype(np.int64),
            {name: while_held(column) for name, column in further.items()},
        )

    try:
        yield look
    finally:
        held = False
