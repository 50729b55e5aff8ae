"""Settings of fulfilment: packers, how long parcels take, what is promised, and what is out of stock."""

from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.scenario.shifts import Shift


class FulfilmentSettings(Settings):
    """The department that delivers: packers per 1,000 founders, each of whom packs one parcel at a time.

    Without `shifts` packers work at all times. Packing, carriage and the time until something is in stock
    again are exponential.
    """

    packers_per_1000: Annotated[float, Field(gt=0)] = 2.0
    days_per_parcel: Positive = 0.02
    carriage_days: NonNegative = 1.5
    promised_days: NonNegative = 4.0
    stock_out_share: Probability = assumed(
        0.03, low=0.01, high=0.08, source="Corsten and Gruen (2003): 8 % on shelves, less online"
    )
    days_out_of_stock: NonNegative = 7.0
    packer_cost_per_month: NonNegative = 2000.0
    cost_per_parcel: NonNegative = 1.0
    shifts: tuple[Shift, ...] = ()

    def packers(self, founders: int) -> int:
        """Return the number of packers for a world of `founders` customers (at least one)."""
        return max(1, round(self.packers_per_1000 * founders / 1000.0))
