"""Cases of a period go to the desk; what became of them is felt by the customers in the next period.

A case may be settled in a later period than the one in which it was raised. Nothing is felt of it until
then: neither a wait that has not ended nor a failure that may still be made good.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.firm.desk import Desk, ServiceCases, SettledCases
from hooper.foundation.decisions import SERVICE_CASE, SERVICE_QUEUE
from hooper.foundation.random_words import customer_words, exponentials, uniforms
from hooper.scenario.firm_settings import DeskSettings

_URGENT = 0
_NORMAL = 1


@dataclass(frozen=True)
class HandledCases:
    """The cases that were settled in a period, arrays of shape `(n_cases,)`."""

    customer_id: NDArray[np.uint64]
    time_days: NDArray[np.float64]
    wait_days: NDArray[np.float64]
    abandoned: NDArray[np.bool_]
    resolved: NDArray[np.bool_]


def handle_cases(
    population: Population,
    slots: NDArray[np.int64],
    desk: Desk,
    settings: DeskSettings,
    key: tuple[int, int],
    period: int,
    period_days: float,
) -> HandledCases:
    """Hand in the cases that customers in `slots` raise, and let what the desk has settled be felt.

    Waits, unresolved failures and those that were made good are added to the rows that the laws read next.
    """
    raised = _raised(population, slots, settings, key, period, period_days)
    settled = desk.serve(raised, (period + 1) * period_days)
    cases = settled.cases
    resolved = ~settled.abandoned & cases.recovers
    # A customer may have several cases settled at once, and has just felt what the laws say.
    customers, place = np.unique(cases.slot, return_inverse=True)
    wait_felt = _wait_felt(settled, settings.call_back_wait_felt)
    for row, values in (("wait_felt", wait_felt), ("failure_felt", ~resolved), ("made_good", resolved)):
        felt = population.values_at(row, customers) + np.bincount(place, values, customers.size)
        population.write(row, customers, felt.astype(np.float32))
    return HandledCases(cases.customer_id, cases.arrival_days, settled.wait_days, settled.abandoned, resolved)


def _raised(
    population: Population,
    slots: NDArray[np.int64],
    settings: DeskSettings,
    key: tuple[int, int],
    period: int,
    period_days: float,
) -> ServiceCases:
    ids = population.customer_id[slots]
    drawn = customer_words(key, ids, period, SERVICE_CASE)
    urgent, accepts = uniforms(customer_words(key, ids, period, SERVICE_QUEUE)[:2])
    stage = population.values_at("stage", slots).astype(np.int64)
    urgent_share = np.array([*settings.urgent_shares(), 0.0])[stage]  # who has just left has no stage
    return ServiceCases(
        customer_id=ids,
        arrival_days=_when(population.entry_days[slots], uniforms(drawn[0]), period, period_days),
        service_days=exponentials(drawn[1]) * settings.days_per_case,
        patience_days=exponentials(drawn[2]) * settings.patience_days,
        priority=np.where(urgent < urgent_share, _URGENT, _NORMAL),
        accepts_call_back=accepts < settings.call_back_share,
        slot=slots,
        recovers=uniforms(drawn[3]) < settings.recovery_share,
    )


def _wait_felt(settled: SettledCases, at_home: float) -> NDArray[np.float64]:
    """Return the days that weigh on a customer: those on the line, and a share of those at home."""
    wait = settled.wait_days
    on_the_line = np.where(settled.called_back, settled.cases.patience_days, wait)
    return on_the_line + at_home * (wait - on_the_line)


def _when(
    entry_days: NDArray[np.float64], share: NDArray[np.float64], period: int, period_days: float
) -> NDArray[np.float64]:
    """Return days within the period, for newcomers within what is left of it after they entered."""
    begins, ends = period * period_days, (period + 1) * period_days
    since_entry = np.minimum(entry_days + share * (ends - entry_days), np.nextafter(ends, begins))
    return np.where(entry_days > begins, since_entry, (period + share) * period_days)
