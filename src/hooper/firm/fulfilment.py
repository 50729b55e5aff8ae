"""Fulfilment: every order is packed by somebody and carried, and comes on time or late.

Packers are a queue, first come first served, that never loses an order. What is out of stock is sent later.
A customer feels the days beyond what was promised: `max(0, wait + packing + out of stock + carriage -
promised)`. With packers enough, nothing out of stock and quick carriage, nothing is late.
Source: Rao, Griffis and Goldsby (2011), Failure to deliver? Linking online order fulfillment glitches with
future purchase behavior, Journal of Operations Management 29(7-8), for delays and what they cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, PlacedOrders, Work, part_of
from hooper.firm.desk import Desk, ServiceCases
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.rows import Rows
from hooper.firm.service_desk import ServiceDesk
from hooper.foundation.decisions import FULFILMENT
from hooper.foundation.random_words import exponentials, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.fulfilment_settings import FulfilmentSettings

_PATIENT: Final = np.inf


@dataclass(frozen=True)
class _Parcels(Rows):
    """Parcels that are not packed yet, in the order of their numbers, all `(n,)`."""

    number: NDArray[np.int64]
    slots: NDArray[np.int64]
    later_days: NDArray[np.float64]
    stock_out: NDArray[np.bool_]


_NONE: Final = _Parcels(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, np.bool_))


class Fulfilment:
    """The department that delivers. It remembers its queue, and the parcels that wait in it.

    >>> Fulfilment(FulfilmentSettings(packers_per_1000=2.0), founders=5_000).packers
    10
    """

    name = "fulfilment"
    every = 1

    def __init__(self, settings: FulfilmentSettings, founders: int) -> None:
        self.settings = settings
        self.packers = settings.packers(founders)
        shifts = settings.shifts
        self._queue: Desk = (
            PriorityDesk(self.packers, Timetable.of(shifts)) if shifts else ServiceDesk(self.packers)
        )
        self._waiting = _NONE
        self._next_number = 0

    def work(self, happened: Happened) -> Work:
        """Pack what was ordered, and let what has been packed be felt."""
        orders, settings = happened.orders, self.settings
        parcels, packing_days = self._taken_in(orders, happened)
        # A bill is written at the very end of a period, which for a queue belongs to the next one.
        arrival = np.minimum(orders.time_days, np.nextafter(happened.ends_days, happened.begins_days))
        cases = ServiceCases.of(orders.customer_id, arrival, packing_days, _PATIENT, slot=parcels.number)
        settled = self._queue.serve(cases, happened.ends_days)
        everything = self._waiting.followed_by(parcels)
        packed = _places_of(settled.cases.slot, everything.number)
        done = everything.at(packed)
        still_waits = np.ones(everything.number.size, np.bool_)
        still_waits[packed] = False
        self._waiting = everything.at(still_waits)
        needed = settled.wait_days + settled.cases.service_days + done.later_days
        delay = np.maximum(needed - settings.promised_days, 0.0)
        late = np.flatnonzero(delay)
        wages = self.packers * settings.packer_cost_per_month * happened.period_days / DAYS_PER_MONTH
        delivered = {
            "customer_id": settled.cases.customer_id,
            "time_days": settled.cases.arrival_days,
            "delay_days": delay,
            "stock_out": done.stock_out,
        }
        return Work(
            wages + settings.cost_per_parcel * orders.slots.size,
            {"delay_felt": Felt(done.slots[late], delay[late])},
            {"deliveries": delivered},
            operations={
                "parcels": float(orders.slots.size),
                "load": float(packing_days.sum()) / (self.packers * happened.period_days),
                "service_level": float(np.mean(delay == 0.0)) if delay.size else np.nan,
            },
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        queue = {f"queue.{name}": values for name, values in self._queue.state().items()}
        waiting = {f"waiting.{name}": values.copy() for name, values in vars(self._waiting).items()}
        return {**queue, **waiting, "next_number": np.array(self._next_number)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self._queue.restore(part_of(state, "queue"))
        self._waiting = _Parcels(*[state[f"waiting.{name}"].copy() for name in vars(_NONE)])
        self._next_number = int(state["next_number"])

    def _taken_in(self, orders: PlacedOrders, happened: Happened) -> tuple[_Parcels, NDArray[np.float64]]:
        """Return the parcels of the period's orders, and how long it takes to pack each."""
        drawn = orders.words(happened.key, happened.period, FULFILMENT)
        stock_out = uniforms(drawn[0]) < self.settings.stock_out_share
        later = exponentials(drawn[2]) * self.settings.days_out_of_stock * stock_out
        later += exponentials(drawn[3]) * self.settings.carriage_days
        numbers = self._next_number + np.arange(orders.slots.size)
        self._next_number += orders.slots.size
        parcels = _Parcels(numbers, orders.slots, later, stock_out)
        return parcels, exponentials(drawn[1]) * self.settings.days_per_parcel


def _places_of(numbers: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each number stands among others that rise, and of which it is one."""
    if not numbers.size:
        return numbers
    place = np.empty(among[-1] - among[0] + 1, np.int64)
    place[among - among[0]] = np.arange(among.size)
    return place[numbers - among[0]]
