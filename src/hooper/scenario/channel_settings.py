"""Settings of acquisition channels: what is spent on each, how many that brings, and who they are.

A channel has a response to spend with saturation, or a market in which it diffuses, and may be a partner's.
Sources: Blattberg and Deighton (1996) for the response; Villanueva, Yoo and Hanssens (2008), The impact of
marketing-induced versus word-of-mouth customer acquisition on customer equity growth, Journal of Marketing
Research 45(1), for customers of different channels who are worth different amounts.
"""

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Positive, Settings
from hooper.scenario.diffusion_settings import DiffusionSettings
from hooper.scenario.partner_settings import PartnerSettings

BUILT_IN_CHANNELS: Final = ("founder", "paid", "referred", "word_of_mouth")
# What books count beside channels.
_TAKEN: Final = (*BUILT_IN_CHANNELS, "won_back", "nobody")
# A customer's id has six bits for the channel.
_MOST_CHANNELS: Final = 64 - len(BUILT_IN_CHANNELS)


class ChannelSettings(Settings):
    """A channel: spend, and newcomers, a month per 1,000 founders, from one month until another.

    A spend s brings `without_spend + most (1 - 2^(-s / spend_for_half))`. Whoever comes leaves the reach of
    the channel for good, and the answer is multiplied by the share of the reach that is left (a reach of 0
    has no end). With `diffusion` a market of its own takes the place of both. Fit with
    the firm's quality is shifted against the population's, while promises are not, and orders are
    `purchase_rate_factor` times as frequent.

    >>> ChannelSettings(name="press", spend_per_month_per_1000=100.0).purchase_rate_factor
    1.0
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    spend_per_month_per_1000: NonNegative = 0.0
    most_per_month_per_1000: NonNegative = 0.0
    spend_for_half_per_month_per_1000: Positive = 100.0
    without_spend_per_month_per_1000: NonNegative = 0.0
    reach_per_1000: NonNegative = 0.0
    from_months: NonNegative = 0.0
    until_months: Positive | None = None
    quality_fit_shift: float = 0.0
    purchase_rate_factor: Positive = 1.0
    partner: PartnerSettings | None = None
    diffusion: DiffusionSettings | None = None

    @model_validator(mode="after")
    def _costs_something(self) -> "ChannelSettings":
        if not self.spend_per_month_per_1000 and not (self.partner and self.partner.takes_commission):
            raise ValueError(
                f"the channel {self.name!r} costs nothing; give spend_per_month_per_1000 above 0,"
                " or a partner with a commission_share for some commission_months"
            )
        return self

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "ChannelSettings":
        if self.until_months is not None and self.until_months <= self.from_months:
            raise ValueError(
                f"the channel {self.name!r} ends in month {self.until_months:g} and begins in month"
                f" {self.from_months:g}; give until_months above from_months"
            )
        return self

    @model_validator(mode="after")
    def _has_one_source(self) -> "ChannelSettings":
        of_response = ("most_per_month_per_1000", "without_spend_per_month_per_1000", "reach_per_1000")
        given = [name for name in of_response if getattr(self, name)]
        if self.diffusion and given:
            raise ValueError(
                f"the channel {self.name!r} diffuses, and has {' and '.join(given)} too; give one of both"
            )
        return self


def require_channels(channels: Sequence[ChannelSettings]) -> None:
    """Raise `ValueError` for channels of one name, of a name that is taken, and for too many.

    >>> require_channels([ChannelSettings(name="paid", spend_per_month_per_1000=1.0)])
    Traceback (most recent call last):
    ValueError: the name 'paid' of a channel is taken; give it another one
    """
    names = [channel.name for channel in channels]
    for name in names:
        if name in _TAKEN:
            raise ValueError(f"the name {name!r} of a channel is taken; give it another one")
        if names.count(name) > 1:
            raise ValueError(f"there are two channels {name!r}; give each a name of its own")
    if len(channels) > _MOST_CHANNELS:
        raise ValueError(f"there are {len(channels)} channels; give at most {_MOST_CHANNELS}")
