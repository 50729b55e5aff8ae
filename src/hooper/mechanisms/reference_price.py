"""Reference price: a discount is felt against the discount that one has come to expect.

Felt is `p (d - u)` with the customer's price sensitivity p, the discount d and the usual discount u, which
follows what was seen: `u <- u + a (d - u)`. So a discount lifts orders while it is new and wears off, and its
end is felt as a rise of the price.
Source: Mazumdar, Raj and Sinha (2005), Reference price research: review and propositions, Journal of
Marketing 69(4), for reference prices that adapt to the prices seen.
"""

from typing import NamedTuple

from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class ReferencePriceSettings(Settings):
    """How fast the usual discount follows the discounts seen."""

    adaptation_per_month: Probability = assumed(
        0.20, low=0.10, high=0.40, source="assumed, as for expectations of quality"
    )

    def constants(self, period_days: float) -> "ReferencePrice":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return ReferencePrice(fraction_over(self.adaptation_per_month, period_days))


class ReferencePrice(NamedTuple):
    """The numbers that the law reads, per period."""

    adaptation: float


@law(writes=("discount_felt", "usual_discount"), settings=ReferencePrice, state={"usual_discount": 0.0})
def reference_price(discount, usual_discount, price_sensitivity, s):
    """Return what is felt of the discount in a period, and the usual discount after it."""
    beyond = discount - usual_discount
    return price_sensitivity * beyond, usual_discount + s.adaptation * beyond


def _as_it_is(discount, usual_discount):
    return discount, usual_discount


reference_price = reference_price.off(_as_it_is)
