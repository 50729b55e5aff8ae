"""Second lifetime: what an offer that has brought somebody back, or was taken up, leaves behind.

A discount of depth d is learned: the usual discount u (`reference_price`) is at least d from then on, so that
the full price is felt as a rise. And who came for the money has come less for the firm: the bond l
(`emotional_loyalty`) is the share `c d` lower. An upgrade of the service is a benefit that would be lost by
leaving again: the switching cost z (`switching_cost`) is at least g. In a bundle a share f of the upgrade,
which is worth d_u of the price, is taken as part of the price, and only the rest of it holds:

`u <- max(u, D)`, `l <- l (1 - c D)`, `z <- max(z, G)` with `D = d + f d_u` and `G = (1 - f) g`.

All three wear off by the laws whose rows they are; where such a law does not act, they stay.
Sources: Kumar, Bhagwat and Zhang (2015), Regaining lost customers, Journal of Marketing 79(4), for second
lifetimes that depend on the offer; Dodson, Tybout and Sternthal (1978), Impact of deals and deal retraction
on brand switching, Journal of Marketing Research 15(1), for what deals do to loyalty; Raghubir (2004), Free
gift with purchase, Journal of Consumer Psychology 14(1-2), for gifts beside a price that are valued less;
Burnham, Frels and Mahajan (2003), Consumer switching costs, Journal of the Academy of Marketing Science
31(2), for benefits that would be lost.
"""

from typing import NamedTuple, Self

from pydantic import model_validator

from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.mechanisms.law import law


class SecondLifetimeSettings(Settings):
    """How deep the discount is and what the upgrade is worth, as shares of the price; how each is taken."""

    discount_learned: Probability = assumed(
        0.25, low=0.10, high=0.40, source="assumed: the discount of the offer"
    )
    bond_lost_per_discount: NonNegative = assumed(
        1.2, low=0.4, high=1.4, source="assumed; Dodson, Tybout and Sternthal (1978) for the sign"
    )
    upgrade_worth: Probability = assumed(0.20, low=0.05, high=0.30, source="assumed")
    upgrade_hold: NonNegative = assumed(
        0.4, low=0.1, high=0.8, source="assumed; Burnham, Frels and Mahajan (2003) for the sign"
    )
    taken_as_discount_in_bundle: Probability = assumed(
        0.95, low=0.5, high=1.0, source="assumed; Raghubir (2004) for the sign"
    )

    def constants(self) -> "SecondLifetime":
        """Return the numbers that the law reads."""
        taken = self.taken_as_discount_in_bundle
        return SecondLifetime(
            self.discount_learned,
            self.bond_lost_per_discount,
            taken * self.upgrade_worth,
            self.upgrade_hold,
            taken,
        )

    @model_validator(mode="after")
    def _a_bundle_leaves_a_price_and_a_bond(self) -> Self:
        given = self.discount_learned + self.taken_as_discount_in_bundle * self.upgrade_worth
        lost = given * max(1.0, self.bond_lost_per_discount)
        if lost > 1.0:
            raise ValueError(
                f"a bundle takes {lost:.0%} of the price or of the bond away"
                "; lower discount_learned, upgrade_worth or bond_lost_per_discount"
            )
        return self


class SecondLifetime(NamedTuple):
    """The numbers that the law reads."""

    discount: float
    bond_loss: float
    upgrade_as_discount: float
    hold: float
    taken_as_price: float


@law(writes=("usual_discount", "emotional_loyalty", "switching_cost"), settings=SecondLifetime)
def second_lifetime(usual_discount, emotional_loyalty, switching_cost, offers_discount, offers_upgrade, s):
    """Return the usual discount, the bond and the switching cost after an offer was taken up."""
    bundled = offers_discount * offers_upgrade
    given = offers_discount * s.discount + bundled * s.upgrade_as_discount
    hold = s.hold * (offers_upgrade - bundled * s.taken_as_price)
    usual = given if given > usual_discount else usual_discount
    bond = emotional_loyalty * (ONE - s.bond_loss * given)
    return usual, bond, (hold if hold > switching_cost else switching_cost)


def _as_before(usual_discount, emotional_loyalty, switching_cost):
    return usual_discount, emotional_loyalty, switching_cost


second_lifetime = second_lifetime.off(_as_before)
