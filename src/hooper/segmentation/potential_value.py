"""What customers may bring yet: their expected lifetime value, or a firm's own figure from the profiles.

The expected value is that of BG/NBD and Gamma-Gamma, fitted to the customers at hand: purchases to come
over the horizon, discounted, times expected spend. Where a model cannot be fitted nobody's potential is
known.
Sources: Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2), and
RFM and CLV, Journal of Marketing Research 42(4).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, PositiveCount, Settings, assumed
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.profile_numbers import profile_numbers

_NO_DRAWS = np.empty((0, len(bg_nbd.PARAMETERS) + len(gamma_gamma.PARAMETERS)))  # no intervals are asked for


class PotentialSettings(Settings):
    """How far ahead to look; or `column`, a column of the profiles that tells the potential."""

    horizon_weeks: PositiveCount = 52
    discount_rate_per_year: NonNegative = assumed(0.1, low=0.05, high=0.2, source="assumed: a usual rate")
    column: str | None = None


class Potential(NamedTuple):
    """The potential of each customer, nan where it is not known, shape `(n,)`, and how far to trust it."""

    values: NDArray[np.float64]
    reason: str


def potential_value(records: CustomerRecords, settings: PotentialSettings) -> Potential:
    """Return what each customer may bring: revenue (at a margin of 1), or what the column tells.

    Raises InputError if a column is named and the profiles have none.
    """
    if settings.column is not None:
        values = profile_numbers(records, settings.column)
        return Potential(values, f"potential: {settings.column!r} of the profiles")
    worth = customer_lifetime_value(
        bg_nbd.fit(records.summary),
        gamma_gamma.fit(records.summary),
        records.summary,
        _NO_DRAWS,
        horizon_weeks=settings.horizon_weeks,
        discount_rate_per_year=settings.discount_rate_per_year,
        margin=1.0,
    )
    values = np.full_like(worth.value, np.nan) if worth.status == "failed" else worth.value
    doubts = "" if worth.status == "ok" else f" ({worth.reason})"
    return Potential(values, f"potential: expected lifetime value, fit {worth.status}{doubts}")
