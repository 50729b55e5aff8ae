"""Settings of reward points: what they are worth, when they become a reward or expire, and the tiers."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed


class TierSettings(Settings):
    """A tier above the base: from what spend on, how fast its members earn, and how firmly it holds them.

    `bond` multiplies what membership does to a member of the base (`defection.member_bond`,
    `purchase.member_lift`), `points_multiplier` the points on what is paid.
    """

    name: Annotated[str, Field(min_length=1)]
    spend_per_year: Positive
    points_multiplier: NonNegative = 1.0
    bond: NonNegative = 1.0


class RewardPointsSettings(Settings):
    """What members of the loyalty programme earn on what they pay, and what becomes of it.

    A member has a point for each `spend_per_point`. From `points_per_reward` on they can be redeemed, and all
    expire when nothing has been bought for `idle_months_to_expiry`. Where nothing is said of tiers, all are
    of the base.

    >>> RewardPointsSettings().reward_rate, RewardPointsSettings().worth_of_reward
    (0.03, 3.0)
    """

    spend_per_point: Positive = 1.0
    value_per_point: Positive = assumed(
        0.03, low=0.01, high=0.06, source="common points value of retail programmes"
    )
    points_per_reward: Positive = 100.0
    redemption_per_month: Probability = assumed(0.5, low=0.2, high=0.9, source="assumed")
    idle_months_to_expiry: Positive = assumed(
        12.0, low=6.0, high=24.0, source="assumed; common terms of retail programmes"
    )
    tiers: tuple[TierSettings, ...] = ()

    @property
    def reward_rate(self) -> float:
        """What the points of a member of the base are worth, as a share of what she pays."""
        return self.value_per_point / self.spend_per_point

    @property
    def worth_of_reward(self) -> float:
        """What a reward is worth in currency units."""
        return self.points_per_reward * self.value_per_point

    @property
    def points_multipliers(self) -> tuple[float, ...]:
        """The factor on the points of each tier, the base first."""
        return 1.0, *(tier.points_multiplier for tier in self.tiers)

    @property
    def bonds(self) -> tuple[float, ...]:
        """The factor on the bond of each tier, the base first."""
        return 1.0, *(tier.bond for tier in self.tiers)

    @model_validator(mode="after")
    def _tiers_rise(self) -> "RewardPointsSettings":
        """Refuse tiers that are not in order, or of which a higher one gives less."""
        if len({tier.name for tier in self.tiers}) < len(self.tiers):
            raise ValueError("two tiers have one name; give each a name of its own")
        for lower, higher in pairwise(tier.spend_per_year for tier in self.tiers):
            if higher <= lower:
                raise ValueError(
                    f"a tier from {higher:g} a year follows one from {lower:g}"
                    "; put tiers in rising order of spend_per_year"
                )
        for what in ("points_multiplier", "bond"):
            for lower, higher in pairwise((1.0, *(getattr(tier, what) for tier in self.tiers))):
                if higher < lower:
                    raise ValueError(
                        f"a tier has the {what} {higher:g}, and the one below it has {lower:g}"
                        "; a higher tier gives no less (the base has 1)"
                    )
        return self

    @model_validator(mode="after")
    def _rewards_are_a_part_of_what_is_paid(self) -> "RewardPointsSettings":
        """Refuse points that are worth as much as what they are earned on."""
        most = self.reward_rate * self.points_multipliers[-1]
        if most >= 1.0:
            raise ValueError(
                f"points are worth {most:.0%} of what they are earned on"
                "; lower value_per_point or points_multiplier, or raise spend_per_point"
            )
        return self
