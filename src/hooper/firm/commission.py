"""Commission: the share of what customers pay that goes to the partner through whom they came."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.customer_ids import FIRST_NAMED
from hooper.firm.partner_leads import NO_PARTNER
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.channel_settings import ChannelSettings


class Commission:
    """Shares by channel, and for how many days after entry they are paid, both `(channels,)`.

    >>> reseller = {"commission_share": 0.2, "commission_months": 12.0}
    >>> channel = ChannelSettings.model_validate({"name": "reseller", "partner": reseller})
    >>> commission = Commission.of([channel])
    >>> commission.on(np.array([4, 4, 1]), np.array([0.0, 400.0, 0.0]), np.full(3, 50.0)).tolist()
    [10.0, 0.0, 0.0]
    """

    def __init__(self, shares: NDArray[np.float64], days: NDArray[np.float64]) -> None:
        self._shares, self._days = shares, days
        self.is_paid = bool(shares.any())

    @classmethod
    def of(cls, channels: Sequence[ChannelSettings]) -> Self:
        """Return the commission of the partners among some channels."""
        partners = [channel.partner or NO_PARTNER for channel in channels]
        shares = np.array([0.0] * FIRST_NAMED + [partner.commission_share for partner in partners])
        months = np.array([0.0] * FIRST_NAMED + [partner.commission_months for partner in partners])
        # An order at entry may be dated a rounding error before it.
        return cls(shares * (months > 0.0), months * DAYS_PER_MONTH)

    def on(
        self, channel: NDArray[np.integer], days_since_entry: NDArray[np.float64], paid: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the commission on orders, arrays `(n_orders,)`: their customers' channels, ages, amounts."""
        due = days_since_entry < self._days[channel]
        return paid * (self._shares[channel] * due)
