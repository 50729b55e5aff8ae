"""Price sensitivity: how much a price matters to a customer, drawn once, lognormal with mean 1.

`p = e^(sd z - sd^2 / 2)`, z ~ N(0, 1). It weighs discounts against what is expected of them
(`reference_price`) and the prices of rivals (`defection`). At a standard deviation of 0 everybody has 1, or
what comes with who the customer is (`personas`). Loyalty is no part of it: that the loyal care less about
prices is not built in.
Source: Allenby and Rossi (1999), Marketing models of consumer heterogeneity, Journal of Econometrics 89,
for customers who differ in their response to prices.
"""

from typing import NamedTuple

from hooper.foundation.decisions import ENTRY_PRICE
from hooper.foundation.settings import NonNegative, Settings
from hooper.mechanisms.law import Draw, law
from hooper.mechanisms.lognormal_variate import lognormal_with_mean_one


class PriceSensitivitySettings(Settings):
    """How much customers differ: the standard deviation of the logarithm."""

    log_sd: NonNegative = 0.0

    def constants(self) -> "PriceSensitivity":
        """Return the numbers that the law reads."""
        return PriceSensitivity(self.log_sd)


class PriceSensitivity(NamedTuple):
    """The numbers that the law reads."""

    log_sd: float


@law(
    writes=("price_sensitivity",),
    settings=PriceSensitivity,
    state={"price_sensitivity": 1.0},
    draws=(Draw("price_normal", "normal", ENTRY_PRICE, 0),),
)
def price_sensitivity(price_sensitivity, price_normal, s):
    """Return how much prices matter to the newcomer.

    Before entry `price_sensitivity` is that of people like the newcomer, 1 without personas.
    """
    return price_sensitivity * lognormal_with_mean_one(s.log_sd, price_normal)
