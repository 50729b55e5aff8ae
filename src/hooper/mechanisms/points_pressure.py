"""Points pressure: the nearer a reward, the more is bought for it; and once it is had, for a while too.

A member has the share p of the next reward, so that 1 - p is the distance to it, and a redemption sets u to
1, which fades, `u <- u - a u`. Both pull every purchase of the category towards the firm, in the logit of
where it is made, by

    q = g d / (d + 1 - p) + b u

with the pull g at the goal, of which half is left at the distance d. Of what somebody buys in the category
the share `h = w r / (r + R)` is bought here already, with the own rate r, the firm's share of wallet w and R
purchases beyond that rate. So the rate of orders is multiplied by `e^q / (1 + h (e^q - 1))`: by nearly e^q
for who buys little of it here, and hardly for who buys nearly all of it; never is more bought here than in
the category.
Sources: Kivetz, Urminsky and Zheng (2006), The goal-gradient hypothesis resurrected, Journal of Marketing
Research 43(1), for the pull that grows with nearness; Taylor and Neslin (2005), The current and future sales
impact of a retail frequency reward program, Journal of Retailing 81(4), for points pressure and rewarded
behaviour; Liu (2007), The long-term impact of loyalty programs on consumer purchase behavior and loyalty,
Journal of Marketing 71(4), for heavy buyers who hardly change.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE, ZERO, exp32
from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.mechanisms.law import law


class PointsPressureSettings(Settings):
    """How strongly a reward pulls that is near, and one that was had, and what is left to be pulled.

    Pulls are in the logit of buying here. Members earn as long as the programme has money to give.
    """

    pull_at_goal: NonNegative = assumed(
        0.4, low=0.1, high=0.6, source="assumed; Kivetz et al. (2006): intervals a fifth shorter near it"
    )
    distance_of_half_pull: Positive = assumed(
        0.25, low=0.1, high=0.5, source="assumed; as a share of the reward"
    )
    lift_after_reward: NonNegative = assumed(
        0.1, low=0.0, high=0.4, source="assumed; Taylor and Neslin (2005) for the sign"
    )
    fading_per_month: Probability = assumed(0.5, low=0.2, high=0.8, source="assumed")
    purchases_elsewhere_per_month: Positive = assumed(
        0.2, low=0.1, high=1.0, source="assumed; Liu (2007) for heavy buyers with little left to shift"
    )

    def constants(self, period_days: float) -> "PointsPressure":
        """Return the numbers that the law reads; customers' rates are per day."""
        return PointsPressure(
            self.pull_at_goal,
            self.distance_of_half_pull,
            self.lift_after_reward,
            fraction_over(self.fading_per_month, period_days),
            self.purchases_elsewhere_per_month / DAYS_PER_MONTH,
        )


class PointsPressure(NamedTuple):
    """The numbers that the law reads, per period; `elsewhere` in purchases a day."""

    pull: float
    distance: float
    lift: float
    fading: float
    elsewhere: float


@law(
    writes=("breadth", "rewarded"),
    settings=PointsPressure,
    state={"reward_progress": 0.0, "rewarded": 0.0},
)
def points_pressure(breadth, purchase_rate, share_of_wallet, member, reward_progress, rewarded, programme, s):
    """Return by how much the rate of orders is multiplied, and what is left of the last reward."""
    here = share_of_wallet * purchase_rate / (purchase_rate + s.elsewhere)
    earns = programme if member > ZERO else ZERO
    pull = exp32(s.pull * s.distance / (s.distance + ONE - reward_progress) * earns + s.lift * rewarded)
    return breadth * pull / (ONE + here * (pull - ONE)), rewarded - s.fading * rewarded
