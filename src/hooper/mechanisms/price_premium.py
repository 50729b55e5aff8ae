"""Price premium: a firm that asks more than is usual is bought from less, and the bond makes that bearable.

With the premium m over the usual price, to which a strategy may add, `m p (1 - b l)` is felt, as a discount
would be with the other sign: price sensitivity p and emotional loyalty l, of which b softens it. Orders fall
by `e^-(elasticity * felt)` (`purchase`), the hole of value widens (`defection`), and rivals are cheaper by so
much more. Against what rivals ask nobody gets used to it: the reference is the market's price. What premium a
customer bears is no setting but comes out, from the bond.
Source: Chaudhuri and Holbrook (2001), The chain of effects from brand trust and brand affect to brand
performance, Journal of Marketing 65(2), for attitudes that bear a higher relative price.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.mechanisms.law import law


class PricePremiumSettings(Settings):
    """The premium as a share of the usual price, and the share of it to which the strongest bond is deaf."""

    premium: NonNegative = 0.0
    softened_by_bond: Probability = assumed(
        0.6, low=0.2, high=1.0, source="assumed; Chaudhuri and Holbrook (2001) for the sign"
    )

    def constants(self) -> "PricePremium":
        """Return the numbers that the law reads."""
        return PricePremium(self.premium, self.softened_by_bond)


class PricePremium(NamedTuple):
    """The numbers that the law reads."""

    premium: float
    softened: float


@law(writes=("discount_felt",), settings=PricePremium)
def price_premium(discount_felt, price_sensitivity, emotional_loyalty, premium, s):
    """Return what is felt of discount and premium together, in a period."""
    return discount_felt - (s.premium + premium) * price_sensitivity * (ONE - s.softened * emotional_loyalty)
