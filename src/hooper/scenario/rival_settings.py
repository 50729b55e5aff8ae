"""Settings of a rival: what it offers, when it opens, and how it reacts to the firm."""

from typing import Annotated, Literal

from pydantic import Field

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class NoReaction(Settings):
    """The rival goes its own way, whatever the firm does."""

    rule: Literal["none"] = "none"


class MatchPrice(Settings):
    """The rival takes off its price a share of the discount that the firm gave some months before."""

    rule: Literal["match_price"]
    share_matched: Probability = assumed(0.8, low=0.3, high=1.0, source="assumed")
    delay_months: NonNegative = assumed(1.0, low=0.0, high=3.0, source="assumed")


class ImitateQuality(Settings):
    """The rival closes a share of the gap to the quality that the firm's customers get, if that is better."""

    rule: Literal["imitate_quality"]
    gap_closed_per_month: Probability = assumed(0.05, low=0.01, high=0.15, source="assumed")


Reaction = Annotated[NoReaction | MatchPrice | ImitateQuality, Field(discriminator="rule")]


class ChoiceSettings(Settings):
    """What price and quality weigh for whoever chooses among firms, in the logit of `share_of_wallet`."""

    pull_of_price: NonNegative = assumed(1.5, low=0.5, high=3.0, source="assumed")
    pull_of_quality: NonNegative = assumed(1.0, low=0.3, high=2.0, source="assumed")


class RivalSettings(Settings):
    """One rival by name.

    `share` is the part of the market's offers that is the rival's: it weighs what customers see. `price` is
    relative to the firm's list price, and `quality_lead` is added to what rivals usually offer
    (`expectation.rival_level`). Before `opens_after_months` nobody can go there.
    """

    name: Annotated[str, Field(min_length=1)]
    share: Probability
    price: NonNegative = 1.0
    quality_lead: float = 0.0
    opens_after_months: NonNegative = 0.0
    reaction: Reaction = NoReaction()
