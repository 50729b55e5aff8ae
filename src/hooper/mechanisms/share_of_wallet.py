"""Share of wallet: which part of what a customer buys of the category is bought from the firm.

Where this law acts, a customer's own rate is that of all purchases of the category. Each goes to the firm
with the probability of a logit, `1 / (1 + e^(V - u))`, with `u = ln(share / (1 - share)) + b C`: the usual
share, moved by satisfaction C, against the inclusive value V of the rivals (`hooper.market.rivals_value`),
`V = ln(sum_j m_j e^(b_price gap_j + b_quality lead_j) / sum_j m_j)`, the first sum over those who are open.
It is zero where there are no rivals, or where all are open and offer what is usual. The two pulls on V are
those of `market.choice`.
Sources: McFadden (1974), Conditional logit analysis of qualitative choice behavior, for the logit; Keiningham
et al. (2007), Journal of Marketing 71(4), for satisfaction that moves shares of wallet.
"""

import math
from typing import Annotated, NamedTuple

from pydantic import Field

from hooper.foundation.kernel_numerics import ONE, logistic32
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.mechanisms.law import law


class ShareOfWalletSettings(Settings):
    """The share of a customer who is neither satisfied nor dissatisfied, and what moves it."""

    usual_share: Annotated[float, Field(gt=0, lt=1)] = assumed(0.6, low=0.4, high=0.8, source="assumed")
    pull_of_satisfaction: NonNegative = assumed(1.0, low=0.3, high=2.0, source="assumed")

    def constants(self) -> "ShareOfWallet":
        """Return the numbers that the law reads."""
        return ShareOfWallet(math.log(self.usual_share / (1.0 - self.usual_share)), self.pull_of_satisfaction)


class ShareOfWallet(NamedTuple):
    """The numbers that the law reads."""

    base: float
    pull: float


@law(writes=("share_of_wallet",), settings=ShareOfWallet)
def share_of_wallet(satisfaction, rivals_value, s):
    """Return the firm's share of the customer's purchases of the category."""
    return logistic32(s.base + s.pull * satisfaction - rivals_value)


def _all_is_bought_here():
    return ONE


share_of_wallet = share_of_wallet.off(_all_is_bought_here)
