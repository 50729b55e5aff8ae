"""Campaigns: offers that the firm sends out by a plan, as far as its money and its contact policy allow.

In each period the budget is filled, and the mailings that fall into it go out in the order of the plan. A
mailing is for a share, drawn at random, of those in some stages who have been silent for some time. Who has
not consented is left out; who has had the contacts of a month is capped; and where the money does not reach,
lots decide, and the others are refused. An offer is felt in the next period, by the law of persuasion, unless
more than it brings is left of an earlier one: offers do not add up.
Sources: Neslin, Taylor, Grantham and McNeil (2013), Overcoming the recency trap in customer relationship
management, Journal of the Academy of Marketing Science 41(3), for mailings by silence; Ascarza (2018),
Retention futility, Journal of Marketing Research 55(1), for offers that persuade some and annoy others.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.campaign_budget import CampaignBudget
from hooper.firm.contact_policy import ContactPolicy
from hooper.firm.department import Columns, Felt, Happened, Roster, Work, part_of
from hooper.firm.first_in_line import first_in_line
from hooper.foundation.decisions import CAMPAIGN
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.life_stages import STAGES
from hooper.scenario.campaign_settings import CampaignSettings, CampaignsSettings
from hooper.scenario.scenario import Scenario


@dataclass(frozen=True)
class _Mailing:
    """What came of a mailing: whom it went to and how strongly, and how many it did not go to."""

    number: int
    cost_per_contact: float
    contacted: Roster
    strengths: NDArray[np.float64]
    irritation: NDArray[np.float64]
    capped: int
    refused: int


class Campaigns:
    """The department that writes to customers. It remembers its money, and who was contacted when.

    `offer_strength` is what an offer of strength 1 does in the world.
    """

    name = "campaigns"
    every = 1

    def __init__(self, settings: CampaignsSettings, offer_strength: float) -> None:
        self.settings = settings
        self._offer_strength = offer_strength
        self._budget = CampaignBudget()
        self.policy = ContactPolicy(settings)

    @classmethod
    def of(cls, scenario: Scenario, settings: CampaignsSettings) -> Self:
        """Return the campaigns of a world, in which an offer does what it does for a strategy."""
        return cls(settings, scenario.levers.offer_strength)

    def work(self, happened: Happened) -> Work:
        """Send out what is planned for a period."""
        self._budget.fill(self.settings.budget_per_month * happened.period_days / DAYS_PER_MONTH)
        self.policy.begin(happened)
        agreed = self._agreed(happened)
        due = [(k, each) for k, each in enumerate(self.settings.planned) if _goes_out(each, happened)]
        sent = [self._send(number, campaign, happened) for number, campaign in due]
        operations = {
            "contacted": float(sum(mailing.contacted.slots.size for mailing in sent)),
            "refused": float(sum(mailing.refused for mailing in sent)),
            "capped": float(sum(mailing.capped for mailing in sent)),
            "opted_out": float(agreed - self._agreed(happened)),
            "left": self._budget.left,
        }
        if not operations["contacted"]:
            return Work(0.0, operations=operations)
        slots = np.concatenate([mailing.contacted.slots for mailing in sent])
        records = _rows(happened.period, sent)
        irritation = np.concatenate([mailing.irritation for mailing in sent])
        return Work(
            float(records["cost"].sum()),
            {"neglect_felt": Felt(slots, irritation)} if irritation.any() else {},
            records={"campaign_contacts": records},
            operations=operations,
            raised={"offer": Felt(slots, np.concatenate([mailing.strengths for mailing in sent]))},
            contacted=slots,
            pulled=("offer",),
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        contacts = {f"contacts.{name}": values for name, values in self.policy.state().items()}
        return {**contacts, "money": np.array(self._budget.left)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self.policy.restore(part_of(state, "contacts"))
        self._budget = CampaignBudget(float(state["money"]))

    def _send(self, number: int, campaign: CampaignSettings, happened: Happened) -> _Mailing:
        """Send a campaign to those whom it is for, as far as policy and money allow."""
        there = _those_meant(campaign, happened)
        there = there.at(self.policy.consents(there.slots))
        lots = uniforms(customer_words(happened.key, there.customer_id, happened.period, CAMPAIGN + number))
        drawn = lots[0] < campaign.share
        has_room = self.policy.has_room(there.slots)
        open_to_it = np.flatnonzero(drawn & has_room)
        paid = self._budget.pay(open_to_it.size, campaign.cost_per_contact)
        chosen = open_to_it[first_in_line(lots[1][open_to_it], there.customer_id[open_to_it], paid)]
        whom = there.at(chosen)
        irritation = self.policy.irritation(whom.slots)
        reached = self.policy.contact(whom.slots, lots[2][chosen])
        return _Mailing(
            number,
            campaign.cost_per_contact,
            whom,
            campaign.strength * self._offer_strength * reached * happened.offer_effect,
            irritation,
            capped=int((drawn & ~has_room).sum()),
            refused=open_to_it.size - paid,
        )

    def _agreed(self, happened: Happened) -> int:
        return int(self.policy.consents(happened.there.slots).sum())


def _goes_out(campaign: CampaignSettings, happened: Happened) -> bool:
    """Return whether one of the dates of a campaign falls into a period."""
    first, every = (months * DAYS_PER_MONTH for months in (campaign.first_month, campaign.every_months))
    begun, over = (
        min(campaign.times, max(0, math.ceil((day - first) / every)))
        for day in (happened.begins_days, happened.ends_days)
    )
    return over > begun


def _those_meant(campaign: CampaignSettings, happened: Happened) -> Roster:
    """Return those who are in one of the stages of a campaign, and have been silent for long enough."""
    there = happened.there
    is_for = np.isin(np.arange(len(STAGES)), campaign.stage_numbers())
    if not is_for.all():
        there = there.at(is_for[there.stages])
    if campaign.silent_days:
        last_days = happened.known.last_days[there.slots]
        there = there.at(~(last_days > happened.ends_days - campaign.silent_days))
    return there


def _rows(period: int, sent: Sequence[_Mailing]) -> Columns:
    """Return a row a contact."""
    sizes = [mailing.contacted.slots.size for mailing in sent]
    return {
        "customer_id": np.concatenate([mailing.contacted.customer_id for mailing in sent]),
        "period": np.full(sum(sizes), period, np.int32),
        "campaign": np.repeat(np.array([mailing.number for mailing in sent], np.uint8), sizes),
        "cost": np.repeat([mailing.cost_per_contact for mailing in sent], sizes),
    }
