"""Settings of the firm: how it acquires, serves and earns, and what its levers cost and do."""

from pydantic import field_validator

from hooper.foundation.settings import Count, NonNegative, Positive, Probability, Settings, assumed
from hooper.scenario.channel_settings import BUILT_IN_CHANNELS, ChannelSettings, require_channels
from hooper.scenario.shifts import Shift, Weekday
from hooper.scenario.skills import Skill, require_skills


class AcquisitionSettings(Settings):
    """Paid acquisition, and what talk does to it; newcomers a month per 1,000 founders.

    `most_introductions_per_month_per_1000` is a limit to those whom customers bring; 0 is no limit. Named
    `channels` come beside the planned newcomers, who cost the same each.
    """

    newcomers_per_month_per_1000: NonNegative = 12.0
    cost_per_newcomer: NonNegative = assumed(
        8.0, low=4.0, high=16.0, source="assumed; online retail of the 1990s paid 5 to 30 a customer"
    )
    referral_bounty: NonNegative = 2.0
    cost_per_newcomer_by_word_of_mouth: NonNegative = 0.0
    most_introductions_per_month_per_1000: NonNegative = 0.0
    turned_away_per_ill_talk: NonNegative = assumed(
        0.3, low=0.1, high=0.5, source="assumed; East, Hammond and Wright (2007) for the signs"
    )
    channels: tuple[ChannelSettings, ...] = ()

    @field_validator("channels")
    @classmethod
    def _every_channel_has_a_name(cls, channels: tuple[ChannelSettings, ...]) -> tuple[ChannelSettings, ...]:
        require_channels(channels)
        return channels

    def channel_names(self) -> tuple[str, ...]:
        """Return the names of all channels by their codes in a history: first the built-in ones.

        >>> AcquisitionSettings().channel_names()
        ('founder', 'paid', 'referred', 'word_of_mouth')
        """
        return *BUILT_IN_CHANNELS, *(channel.name for channel in self.channels)


class DeskSettings(Settings):
    """The service desk: agents per 1,000 founders, how long cases take, and how long people wait.

    Cases are urgent with a chance by the stage of the customer. `call_back_share` of those whose patience
    ends leave a number instead of giving up; days at home weigh `call_back_wait_felt` of days on the line
    (Hathaway, Emadi and Deshpande 2021: substantially less discomfort; 37 % of callers accept the offer).
    Without `shifts` all agents work at all times. With `skills` each call goes to the agents who have the
    skill that it needs, and takes as long as that skill says. The service level is the share that is
    answered within `answer_within_days`, and moves nothing.
    """

    agents_per_1000: NonNegative = 0.15
    days_per_case: Positive = 0.35
    patience_days: Positive = 2.0
    answer_within_days: NonNegative = 0.5
    recovery_share: Probability = assumed(
        0.6, low=0.4, high=0.8, source="assumed; Smith, Bolton and Wagner (1999)"
    )
    agent_cost_per_month: NonNegative = 300.0
    urgent_share_in_exploration: Probability = 0.0
    urgent_share_in_formation: Probability = 0.0
    urgent_share_in_stability: Probability = 0.0
    urgent_share_in_decline: Probability = 0.0
    call_back_share: Probability = 0.0
    call_back_wait_felt: Probability = 0.1
    shifts: tuple[Shift, ...] = ()
    skills: tuple[Skill, ...] = ()

    @field_validator("skills")
    @classmethod
    def _every_call_finds_an_agent(cls, skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
        require_skills(skills)
        return skills

    @field_validator("shifts")
    @classmethod
    def _nobody_works_twice_at_once(cls, shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
        starts: list[tuple[Weekday, float]] = [
            (day, shift.from_hour) for shift in shifts for day in shift.days
        ]
        for day, hour in starts:
            share = sum(shift.share_of_agents for shift in shifts if shift.covers(day, hour))
            if share > 1.0 + 1e-9:
                raise ValueError(
                    f"on {day} at {hour:g} o'clock the shifts need {share:.0%} of the agents"
                    "; lower share_of_agents"
                )
        return shifts

    @property
    def is_first_come_first_served(self) -> bool:
        """Whether no case is ever overtaken or waits for a shift or a call back."""
        return not (any(self.urgent_shares()) or self.call_back_share or self.shifts)

    def urgent_shares(self) -> tuple[float, float, float, float]:
        """Return the chance that a case is urgent, by stage."""
        return (
            self.urgent_share_in_exploration,
            self.urgent_share_in_formation,
            self.urgent_share_in_stability,
            self.urgent_share_in_decline,
        )

    def agents(self, founders: int) -> int:
        """Return the number of agents for a world of `founders` customers (at least one)."""
        return max(1, round(self.agents_per_1000 * founders / 1000.0))


class EconomicsSettings(Settings):
    """What an order earns and a customer costs, in currency units."""

    margin: Probability = assumed(0.30, low=0.20, high=0.40, source="assumed; gross margin of music retail")
    discount_rate_per_year: NonNegative = 0.10
    serving_cost_in_exploration_per_month: NonNegative = 0.06
    serving_cost_in_formation_per_month: NonNegative = 0.05
    serving_cost_in_stability_per_month: NonNegative = 0.03
    serving_cost_in_decline_per_month: NonNegative = 0.06
    flat_serving_cost_per_month: NonNegative = 0.05
    related_sales_share_in_formation: NonNegative = 0.0
    related_sales_share_in_stability: NonNegative = 0.0

    def serving_costs(self) -> tuple[float, float, float, float]:
        """Return the cost of serving a customer for a month, by stage."""
        return (
            self.serving_cost_in_exploration_per_month,
            self.serving_cost_in_formation_per_month,
            self.serving_cost_in_stability_per_month,
            self.serving_cost_in_decline_per_month,
        )

    def related_sales(self) -> tuple[float, float, float, float]:
        """Return the sales of further categories as a share of the first one's, by stage."""
        return (0.0, self.related_sales_share_in_formation, self.related_sales_share_in_stability, 0.0)


class LeverSettings(Settings):
    """What the levers cost. Their effects are settings of the laws that they act on."""

    offer_contact_cost: NonNegative = assumed(0.15, low=0.05, high=0.40, source="assumed: one mailing")
    offer_strength: NonNegative = 1.0
    offer_value: NonNegative = assumed(
        0.30, low=0.15, high=0.60, source="assumed: expected redemption of a voucher"
    )
    enrolment_cost: NonNegative = assumed(0.20, low=0.10, high=0.50, source="assumed: card and letter")
    reward_rate: Probability = assumed(
        0.03, low=0.01, high=0.06, source="common points value of retail programmes"
    )
    win_back_contact_cost: NonNegative = assumed(
        0.50, low=0.15, high=1.50, source="assumed: a letter by name to a lapsed customer"
    )
    win_back_discount_value: NonNegative = assumed(
        6.0, low=2.0, high=15.0, source="assumed: a quarter off the first orders of the second lifetime"
    )
    win_back_upgrade_value: NonNegative = assumed(
        4.0, low=1.0, high=10.0, source="assumed: what a better service costs for some months"
    )
    referral_reward_value: NonNegative = assumed(
        3.0, low=1.0, high=10.0, source="assumed; a bank paid 25 euros (Schmitt et al. 2011)"
    )
    personal_bond_cost: NonNegative = assumed(
        1.50, low=0.50, high=4.00, source="assumed: a quarter of an hour of somebody's time"
    )
    structural_tie_cost: NonNegative = assumed(
        5.0, low=2.0, high=20.0, source="assumed: what setting up an account of one's own takes"
    )
    attention_cost: NonNegative = assumed(0.50, low=0.15, high=1.50, source="assumed: a call or a card")
    onboarding_cost: NonNegative = assumed(0.50, low=0.20, high=2.00, source="assumed: a guide and a call")
    cross_sell_cost: NonNegative = assumed(0.20, low=0.05, high=0.60, source="assumed: one mailing, by taste")
    letting_go_cost: NonNegative = 0.0
    training_cost_per_month_per_1000: NonNegative = assumed(60.0, low=20.0, high=180.0, source="assumed")
    quality_cost_per_month_per_1000: NonNegative = assumed(200.0, low=80.0, high=600.0, source="assumed")
    assortment_cost_per_month_per_1000: NonNegative = assumed(50.0, low=20.0, high=150.0, source="assumed")
    recovery_cost_per_month_per_1000: NonNegative = assumed(25.0, low=10.0, high=60.0, source="assumed")

    def of_strength(self) -> dict[str, float]:
        """Return what levers on a customer cost at strength 1, of those that cost nothing else."""
        return {
            "personal_bond": self.personal_bond_cost,
            "structural_tie": self.structural_tie_cost,
            "care": self.attention_cost,
            "onboarding": self.onboarding_cost,
            "cross_sell": self.cross_sell_cost,
            "let_go": self.letting_go_cost,
        }

    def of_programmes(self) -> dict[str, float]:
        """Return what programmes of the firm cost a month at strength 1, for 1,000 founders."""
        return {
            "training": self.training_cost_per_month_per_1000,
            "quality": self.quality_cost_per_month_per_1000,
            "assortment": self.assortment_cost_per_month_per_1000,
            "recovery": self.recovery_cost_per_month_per_1000,
        }


class FounderSettings(Settings):
    """The customers with whom the world begins, and the share of them that enters on each day."""

    customers: Count = 20_000
    entry_day_shares: tuple[NonNegative, ...] = (1.0,)

    @field_validator("entry_day_shares")
    @classmethod
    def _somebody_enters(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if not sum(shares) > 0.0:
            raise ValueError("nobody enters on any day; give at least one share above 0")
        return shares
