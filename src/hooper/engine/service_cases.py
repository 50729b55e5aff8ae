"""Cases of a period go to the desk; what became of them is felt by the customers in the next period."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.firm.service_desk import ServiceDesk
from hooper.foundation.decisions import SERVICE_CASE
from hooper.foundation.random_words import customer_words, exponentials, uniforms
from hooper.scenario.firm_settings import DeskSettings


@dataclass(frozen=True)
class HandledCases:
    """What became of the cases of a period, arrays of shape `(n_cases,)`."""

    slots: NDArray[np.int64]
    time_days: NDArray[np.float64]
    wait_days: NDArray[np.float64]
    abandoned: NDArray[np.bool_]
    resolved: NDArray[np.bool_]


def handle_cases(
    population: Population,
    slots: NDArray[np.int64],
    desk: ServiceDesk,
    settings: DeskSettings,
    key: tuple[int, int],
    period: int,
    period_days: float,
) -> HandledCases:
    """Serve the cases, and write wait and unresolved failure into the rows that the next experience reads."""
    ids = population.customer_id[slots]
    drawn = customer_words(key, ids, period, SERVICE_CASE)
    time_days = _when(population.entry_days[slots], uniforms(drawn[0]), period, period_days)
    service_days = exponentials(drawn[1]) * settings.days_per_case
    patience_days = exponentials(drawn[2]) * settings.patience_days
    served = desk.serve(time_days, service_days, patience_days, ids)
    resolved = ~served.abandoned & (uniforms(drawn[3]) < settings.recovery_share)
    population.write("wait_felt", slots, served.wait_days.astype(np.float32))
    population.write("failure_felt", slots, (~resolved).astype(np.float32))
    return HandledCases(slots, time_days, served.wait_days, served.abandoned, resolved)


def _when(
    entry_days: NDArray[np.float64], share: NDArray[np.float64], period: int, period_days: float
) -> NDArray[np.float64]:
    """Return days within the period, for newcomers within what is left of it after they entered."""
    begins, ends = period * period_days, (period + 1) * period_days
    since_entry = entry_days + share * (ends - entry_days)
    return np.where(entry_days > begins, since_entry, (period + share) * period_days)
