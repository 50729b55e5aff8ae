"""What customers may bring yet: their expected value, or a firm's own figure from the profiles.

The value is that of `expected_value`, from BG/NBD and Gamma-Gamma fitted to the customers at hand. Where a
model cannot be fitted nobody's potential is known.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, PositiveCount, Settings, assumed
from hooper.segmentation.customer_profit import ProfitSettings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.expected_value import N_PARAMETERS, ExpectedValueSettings, expected_value
from hooper.segmentation.profile_numbers import profile_numbers

_NO_DRAWS: Final = np.empty((0, N_PARAMETERS))  # no intervals are asked for


class PotentialSettings(Settings):
    """How far ahead to look; or `column`, a column of the profiles that tells the potential."""

    horizon_weeks: PositiveCount = 52
    discount_rate_per_year: NonNegative = assumed(0.1, low=0.05, high=0.2, source="assumed: a usual rate")
    column: str | None = None


class Potential(NamedTuple):
    """The potential of each customer, nan where it is not known, shape `(n,)`, and how far to trust it."""

    values: NDArray[np.float64]
    reason: str


def potential_value(
    records: CustomerRecords, settings: PotentialSettings, profit: ProfitSettings
) -> Potential:
    """Return what each customer may bring, `profit` saying what is left of revenue; or what the column tells.

    Raises InputError if a column is named and the profiles have none.
    """
    if settings.column is not None:
        values = profile_numbers(records, settings.column)
        return Potential(values, f"potential: {settings.column!r} of the profiles")
    asked = ExpectedValueSettings(
        margin=profit.margin,
        cost_per_service_case=profit.cost_per_service_case,
        horizon_weeks=settings.horizon_weeks,
        discount_rate_per_year=settings.discount_rate_per_year,
    )
    worth = expected_value(records, asked, _NO_DRAWS)
    doubts = "" if worth.status == "ok" else f" ({worth.reason})"
    return Potential(worth.value, f"potential: expected value, fit {worth.status}{doubts}")
