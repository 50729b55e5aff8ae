"""Business intelligence: orders come into the log that estimators and strategies read, late and not all.

Books are kept of what is sold. The log is another matter: an order is written down some days after it was
placed, some never are, and amounts are near what was paid. What is not written down yet when a review is held
is not seen there, and what is not when the world ends is not in its history. The order with which somebody
becomes a customer opens the account, and is there at once.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import NO_ORDERS, Happened, PlacedOrders, Work, part_of
from hooper.firm.recorded_amounts import recorded_amounts
from hooper.foundation.decisions import RECORDING
from hooper.foundation.random_words import uniforms
from hooper.scenario.business_intelligence_settings import BusinessIntelligenceSettings

_ENTRY: Final = 0


class BusinessIntelligence:
    """The department that keeps the log. It remembers the orders that are not in it yet.

    >>> BusinessIntelligence(BusinessIntelligenceSettings()).waiting.amount.size
    0
    """

    name = "business_intelligence"
    every = 1

    def __init__(self, settings: BusinessIntelligenceSettings) -> None:
        self.settings = settings
        self.waiting = NO_ORDERS

    def work(self, happened: Happened) -> Work:
        """Take in the orders of a period, and write down what is known by its end."""
        taken = self._taken_in(happened)
        everything = self.waiting.followed_by(taken)
        is_known = everything.nth == _ENTRY
        is_known |= everything.time_days <= happened.ends_days - self.settings.delay_days
        written, self.waiting = everything.at(is_known), everything.at(~is_known)
        return Work(
            0.0,
            written_down=written,
            operations={
                "written_down": float(written.slots.size),
                "missing": float(happened.orders.slots.size - taken.slots.size),
                "waiting": float(self.waiting.slots.size),
            },
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        return {f"waiting.{name}": values.copy() for name, values in vars(self.waiting).items()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        waiting = part_of(state, "waiting")
        self.waiting = PlacedOrders(*[waiting[name].copy() for name in vars(NO_ORDERS)])

    def _taken_in(self, happened: Happened) -> PlacedOrders:
        """Return the orders of a period that will be written down, with the amounts that will be."""
        orders, settings = happened.orders, self.settings
        drawn = orders.words(happened.key, happened.period, RECORDING)
        amounts = recorded_amounts(orders.amount, drawn[1:3], np.float32(settings.amount_noise_log_sd))
        is_taken = (uniforms(drawn[0]) >= settings.missing_share) | (orders.nth == _ENTRY)
        return replace(orders, amount=amounts).at(is_taken)
