"""Win-back: some of those who have left come back, to exploration, with all that they remember.

For some months after leaving the chance to return is `w (1/2 + l) r_cause (1 + d p a_cause + u b_cause)` a
month: it rises with the strength of the first lifetime, for which emotional loyalty l stands, is lower after
an exit over service, and there is none after a natural end. Without an offer d = u = 0. A discount (d = 1)
pulls the more the more prices matter to somebody, p, and most where the price was the reason; a free upgrade
of the service (u = 1) pulls most where the service was; a bundle is both. Who returns keeps the id, the
traits, and what was felt and learned; what the offer teaches is another law (`second_lifetime`).
Source: Kumar, Bhagwat and Zhang (2015), Regaining lost customers, Journal of Marketing 79(4), for what the
chance hangs on.
"""

from itertools import product
from typing import Final, NamedTuple, Self

from pydantic import model_validator

from hooper.foundation.decisions import RETURN
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.law import Draw, law

OVER_PRICE: Final = ("value", "rival")
OVER_SERVICE: Final = ("service", "staff", "quality")
# Whether an offer has a discount in it, and whether an upgrade.
OFFERS: Final = {"discount": (1.0, 0.0), "bundle": (1.0, 1.0), "upgrade": (0.0, 1.0)}
_SIGN: Final = "assumed; Kumar, Bhagwat and Zhang (2015) for the sign"


class WinBackSettings(Settings):
    """The chance to return, for how many months it lasts, and what an offer adds to it, as a multiple."""

    return_per_month: Probability = assumed(0.03, low=0.01, high=0.06, source="assumed")
    months_after_leaving: NonNegative = 6.0
    after_service_exit: Probability = assumed(
        0.5, low=0.3, high=0.8, source="Kumar, Bhagwat and Zhang (2015) for the sign"
    )
    months_an_offer_stands: NonNegative = 3.0
    discount_pull_where_it_answers: NonNegative = assumed(2.0, low=1.0, high=4.0, source=_SIGN)
    discount_pull_otherwise: NonNegative = assumed(0.8, low=0.2, high=1.6, source=_SIGN)
    upgrade_pull_where_it_answers: NonNegative = assumed(2.0, low=1.0, high=4.0, source=_SIGN)
    upgrade_pull_otherwise: NonNegative = assumed(0.5, low=0.1, high=1.0, source=_SIGN)
    reason_told: Probability = assumed(
        0.4, low=0.2, high=0.7, source="assumed; who ends a contract is asked, and some answer"
    )

    def periods_after_leaving(self, period_days: float) -> int:
        """Return for how many periods somebody who has left may return."""
        return round(self.months_after_leaving * DAYS_PER_MONTH / period_days)

    def periods_of_an_offer(self, period_days: float) -> int:
        """Return for how many periods an offer stands, that in which it is made included."""
        return round(self.months_an_offer_stands * DAYS_PER_MONTH / period_days)

    def constants(self, period_days: float) -> "WinBack":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return WinBack(
            fraction_over(self.return_per_month, period_days),
            tuple(self._after(cause) for cause in CAUSES),
            tuple(self._pull_of_discount(cause) for cause in CAUSES),
            tuple(self._pull_of_upgrade(cause) for cause in CAUSES),
        )

    @model_validator(mode="after")
    def _nobody_must_accept(self) -> Self:
        """Refuse offers that somebody without a bond, with the mean sensitivity to prices, must accept."""
        for (offer, (discount, upgrade)), cause in product(OFFERS.items(), CAUSES):
            pull = 1.0 + discount * self._pull_of_discount(cause) + upgrade * self._pull_of_upgrade(cause)
            chance = 0.5 * self.return_per_month * self._after(cause) * pull
            if chance > 1.0:
                raise ValueError(
                    f"an offer of the kind {offer!r} after an exit for the reason {cause!r} brings back even"
                    f" those without a bond with a chance of {chance:.2f} a month, above 1"
                    "; lower return_per_month or the pulls of offers"
                )
        return self

    def _after(self, cause: str) -> float:
        return {"service": self.after_service_exit, "natural": 0.0}.get(cause, 1.0)

    def _pull_of_discount(self, cause: str) -> float:
        return self.discount_pull_where_it_answers if cause in OVER_PRICE else self.discount_pull_otherwise

    def _pull_of_upgrade(self, cause: str) -> float:
        return self.upgrade_pull_where_it_answers if cause in OVER_SERVICE else self.upgrade_pull_otherwise


class WinBack(NamedTuple):
    """The numbers that the law reads, per period."""

    chance: float
    by_cause: tuple[float, ...]
    discount_pull: tuple[float, ...]
    upgrade_pull: tuple[float, ...]


@law(writes=("returns",), settings=WinBack, draws=(Draw("return_uniform", "uniform", RETURN, 0),))
def win_back(emotional_loyalty, price_sensitivity, cause, offers_discount, offers_upgrade, return_uniform, s):
    """Return whether a customer who has left comes back in a period."""
    left_over = int(cause)
    discount = offers_discount * price_sensitivity * s.discount_pull[left_over]
    pull = ONE + discount + offers_upgrade * s.upgrade_pull[left_over]
    chance = s.chance * (HALF + emotional_loyalty) * s.by_cause[left_over] * pull
    return ONE if return_uniform < chance else ZERO


def _nobody_returns():
    return ZERO


win_back = win_back.off(_nobody_returns)
