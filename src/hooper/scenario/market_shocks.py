"""Shocks to the market, each at its date: deregulation, a rival that opens or closes, demand."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Probability, Settings


class Deregulation(Settings):
    """The competition for a segment moves to a level at a time and stays there; without a name, for all."""

    kind: Literal["deregulation"]
    after_months: NonNegative
    competition: Probability
    segment: str = ""


class RivalOpens(Settings):
    """A rival that was closed opens."""

    kind: Literal["opening"]
    after_months: NonNegative
    rival: str


class RivalCloses(Settings):
    """A rival that was open closes."""

    kind: Literal["closing"]
    after_months: NonNegative
    rival: str


class DemandShock(Settings):
    """From one time until another all buy, and come when they are paid for, so many times as often."""

    kind: Literal["demand"]
    from_months: NonNegative
    until_months: NonNegative
    multiplier: NonNegative

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DemandShock":
        if self.until_months <= self.from_months:
            raise ValueError(
                f"the shock from month {self.from_months:g} until month {self.until_months:g} ends before it"
                " begins; give until_months above from_months"
            )
        return self


MarketShock = Annotated[Deregulation | RivalOpens | RivalCloses | DemandShock, Field(discriminator="kind")]
