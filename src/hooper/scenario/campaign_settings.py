"""Settings of campaigns: whom they are for, when they go out and what they cost, and who may be contacted."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hooper.foundation.settings import (
    NonNegative,
    Positive,
    PositiveCount,
    Probability,
    Settings,
    assumed,
)
from hooper.mechanisms.life_stages import STAGES

MOST_CAMPAIGNS = 64
StageName = Literal["exploration", "formation", "stability", "decline"]


class CampaignSettings(Settings):
    """A campaign: so many mailings of the same offer, so many months apart, once a period at most.

    It is for `share` of those who are in one of the `stages` and have bought nothing for `silent_days`, drawn
    anew for each mailing. `strength` is that of its offer, as for the offer of a strategy; what one contact
    costs has the offer in it.
    """

    name: Annotated[str, Field(min_length=1)] = "campaign"
    first_month: NonNegative = 0.0
    every_months: Positive = 1.0
    times: PositiveCount = 12
    share: Probability = 1.0
    stages: tuple[StageName, ...] = ("exploration", "formation", "stability", "decline")
    silent_days: NonNegative = 0.0
    strength: NonNegative = 1.0
    cost_per_contact: NonNegative = assumed(
        0.45, low=0.20, high=1.00, source="assumed: a mailing and the voucher in it"
    )

    def stage_numbers(self) -> tuple[int, ...]:
        """Return the numbers of the stages that it is for.

        >>> CampaignSettings(stages=("decline",)).stage_numbers()
        (3,)
        """
        return tuple(STAGES.index(stage) for stage in self.stages)

    @model_validator(mode="after")
    def _is_for_somebody(self) -> Self:
        nobody = "share is 0" if not self.share else "it has no stages" if not self.stages else ""
        if nobody:
            remedy = "give a share above 0" if not self.share else f"name some of {', '.join(STAGES)}"
            raise ValueError(f"the campaign '{self.name}' is for nobody: {nobody}; {remedy}, or take it out")
        return self


class CampaignsSettings(Settings):
    """The campaigns of a firm and the money and rules that they share.

    What is not spent of `budget_per_month` is kept. Nobody is contacted more than `most_contacts_per_month`
    times in a calendar month of the world. Recent contacts F fade with a half-life; an offer has
    1 / (1 + `fatigue_per_recent_contact` F) of its strength, and a contact lets somebody opt out for good
    with the chance `opt_out_per_contact` + `opt_out_per_recent_contact` F. A contact is felt as so much
    neglect for each recent one beyond `contacts_borne`. Contacts of others count, but these rules are for
    campaigns only, unless `rules_are_for` everybody: then they hold back strategies too, and nobody who has
    not consented is paid any attention by customer care.
    """

    planned: Annotated[tuple[CampaignSettings, ...], Field(max_length=MOST_CAMPAIGNS)] = ()
    budget_per_month: NonNegative = 0.0
    most_contacts_per_month: PositiveCount = 4
    half_life_of_contact_months: Positive = assumed(1.0, low=0.25, high=3.0, source="assumed")
    fatigue_per_recent_contact: NonNegative = assumed(0.5, low=0.0, high=2.0, source="assumed")
    opt_out_per_contact: Probability = assumed(0.002, low=0.0, high=0.01, source="assumed")
    opt_out_per_recent_contact: Probability = assumed(
        0.002, low=0.0, high=0.01, source="assumed; Kumar, Zhang and Luo (2014) for the sign"
    )
    never_consented_share: Probability = assumed(0.1, low=0.0, high=0.5, source="assumed")
    rules_are_for: Literal["campaigns", "everybody"] = "campaigns"
    contacts_borne: NonNegative = 2.0
    neglect_per_contact_beyond: NonNegative = 0.0

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [campaign.name for campaign in self.planned]
        twice = [f"'{name}'" for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            problem = f"more than one campaign has the name {' and '.join(twice)}"
            raise ValueError(f"{problem}; give each a name of its own")
        return self
