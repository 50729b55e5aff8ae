"""A scenario: everything that decides what a world is, apart from chance and from what is done in it."""

from typing import Annotated, get_args

from pydantic import Field, model_validator

from hooper.foundation.settings import Settings
from hooper.foundation.units import DAYS_PER_MONTH, PERIOD_DAYS, PeriodUnit
from hooper.mechanisms.accumulated_experience import AccumulatedExperienceSettings
from hooper.mechanisms.assortment import AssortmentSettings
from hooper.mechanisms.contact_fatigue import ContactFatigueSettings
from hooper.mechanisms.cost_to_serve import CostToServeSettings
from hooper.mechanisms.cross_buying import CrossBuyingSettings
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.desires import DesiresSettings
from hooper.mechanisms.emotional_loyalty import EmotionalLoyaltySettings
from hooper.mechanisms.entry import BuyerSettings, CharacterSettings
from hooper.mechanisms.expectation import ExpectationSettings
from hooper.mechanisms.experience import ExperienceSettings
from hooper.mechanisms.failure import FailureSettings
from hooper.mechanisms.income_growth import IncomeGrowthSettings
from hooper.mechanisms.knowledge import KnowledgeSettings
from hooper.mechanisms.life_events import LifeEventsSettings
from hooper.mechanisms.loyalty import LoyaltySettings
from hooper.mechanisms.memory import MemorySettings
from hooper.mechanisms.persuasion import PersuasionSettings
from hooper.mechanisms.points_pressure import PointsPressureSettings
from hooper.mechanisms.price_premium import PricePremiumSettings
from hooper.mechanisms.price_sensitivity import PriceSensitivitySettings
from hooper.mechanisms.prospects import ProspectsSettings
from hooper.mechanisms.purchase import PurchaseSettings
from hooper.mechanisms.rate_drift import RateDriftSettings
from hooper.mechanisms.recovery import RecoverySettings
from hooper.mechanisms.recovery_glow import RecoveryGlowSettings
from hooper.mechanisms.reference_price import ReferencePriceSettings
from hooper.mechanisms.referral import ReferralSettings
from hooper.mechanisms.satiation import SatiationSettings
from hooper.mechanisms.satisfaction import SatisfactionSettings
from hooper.mechanisms.second_lifetime import SecondLifetimeSettings
from hooper.mechanisms.settlement import SettlementSettings
from hooper.mechanisms.share_of_wallet import ShareOfWalletSettings
from hooper.mechanisms.stages import StagesSettings
from hooper.mechanisms.standard import StandardSettings
from hooper.mechanisms.switching_cost import SwitchingCostSettings
from hooper.mechanisms.win_back import WinBackSettings
from hooper.mechanisms.word_of_mouth import WordOfMouthSettings
from hooper.scenario.business_intelligence_settings import BusinessIntelligenceSettings
from hooper.scenario.campaign_settings import CampaignsSettings
from hooper.scenario.care_settings import CareSettings
from hooper.scenario.contact_management_settings import ContactManagementSettings
from hooper.scenario.credit_settings import CreditDepartmentSettings
from hooper.scenario.firm_settings import (
    AcquisitionSettings,
    DeskSettings,
    EconomicsSettings,
    FounderSettings,
    LeverSettings,
)
from hooper.scenario.fulfilment_settings import FulfilmentSettings
from hooper.scenario.law_names import LawName, OptionalLaw
from hooper.scenario.lead_settings import LeadSettings
from hooper.scenario.lever_effects import LeverEffects
from hooper.scenario.market_settings import MarketSettings
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.persona_settings import PersonaSettings
from hooper.scenario.referral_and_leak import rates_of
from hooper.scenario.reward_points_settings import RewardPointsSettings
from hooper.scenario.sales_force_settings import SalesForceSettings
from hooper.scenario.self_service_settings import SelfServiceSettings
from hooper.scenario.skills import agents_of
from hooper.scenario.staff_settings import StaffSettings
from hooper.scenario.survey_settings import SurveySettings
from hooper.scenario.ticket_settings import TicketSettings
from hooper.scenario.ties_settings import TiesSettings


class Scenario(Settings):
    """One world: its customers' laws, its firm, and its money.

    Every rate carries its unit in its name and is converted once to the period by the continuous-time
    rule. `switched_off` names laws that do not act, and `switched_on` laws that act in some worlds only;
    nobody else's random words move with them.

    >>> Scenario(name="mine", founders=FounderSettings(customers=100)).period_days
    7.0
    """

    name: str = "retail"
    description: str = ""
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 1
    period: PeriodUnit = "week"
    switched_off: tuple[LawName, ...] = ("renewal",)
    switched_on: tuple[OptionalLaw, ...] = ()
    founders: FounderSettings = FounderSettings()
    buyer: BuyerSettings = BuyerSettings()
    character: CharacterSettings = CharacterSettings()
    experience: ExperienceSettings = ExperienceSettings()
    satisfaction: SatisfactionSettings = SatisfactionSettings()
    expectation: ExpectationSettings = ExpectationSettings()
    standard: StandardSettings = StandardSettings()
    memory: MemorySettings = MemorySettings()
    emotional_loyalty: EmotionalLoyaltySettings = EmotionalLoyaltySettings()
    loyalty: LoyaltySettings = LoyaltySettings()
    persuasion: PersuasionSettings = PersuasionSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    rate_drift: RateDriftSettings = RateDriftSettings()
    purchase: PurchaseSettings = PurchaseSettings()
    defection: DefectionSettings = DefectionSettings()
    failure: FailureSettings = FailureSettings()
    stages: StagesSettings = StagesSettings()
    referral: ReferralSettings = ReferralSettings()
    acquisition: AcquisitionSettings = AcquisitionSettings()
    desk: DeskSettings = DeskSettings()
    economics: EconomicsSettings = EconomicsSettings()
    levers: LeverSettings = LeverSettings()
    recovery: RecoverySettings = RecoverySettings()
    recovery_glow: RecoveryGlowSettings = RecoveryGlowSettings()
    prospects: ProspectsSettings = ProspectsSettings()
    win_back: WinBackSettings = WinBackSettings()
    market: MarketSettings = MarketSettings()
    accumulated_experience: AccumulatedExperienceSettings = AccumulatedExperienceSettings()
    desires: DesiresSettings = DesiresSettings()
    price_sensitivity: PriceSensitivitySettings = PriceSensitivitySettings()
    reference_price: ReferencePriceSettings = ReferencePriceSettings()
    cross_buying: CrossBuyingSettings = CrossBuyingSettings()
    satiation: SatiationSettings = SatiationSettings()
    cost_to_serve: CostToServeSettings = CostToServeSettings()
    life_events: LifeEventsSettings = LifeEventsSettings()
    switching_cost: SwitchingCostSettings = SwitchingCostSettings()
    settlement: SettlementSettings = SettlementSettings()
    share_of_wallet: ShareOfWalletSettings = ShareOfWalletSettings()
    staff: StaffSettings | None = None
    fulfilment: FulfilmentSettings | None = None
    tickets: TicketSettings | None = None
    self_service: SelfServiceSettings | None = None
    sales_force: SalesForceSettings | None = None
    contact_management: ContactManagementSettings | None = None
    leads: LeadSettings | None = None
    surveys: SurveySettings | None = None
    campaigns: CampaignsSettings | None = None
    credit: CreditDepartmentSettings | None = None
    business_intelligence: BusinessIntelligenceSettings | None = None
    word_of_mouth: WordOfMouthSettings = WordOfMouthSettings()
    network: NetworkSettings | None = None
    assortment: AssortmentSettings | None = None
    income_growth: IncomeGrowthSettings = IncomeGrowthSettings()
    personas: PersonaSettings | None = None
    second_lifetime: SecondLifetimeSettings = SecondLifetimeSettings()
    points_pressure: PointsPressureSettings = PointsPressureSettings()
    reward_points: RewardPointsSettings | None = None
    care: CareSettings | None = None
    price_premium: PricePremiumSettings | None = None
    ties: TiesSettings | None = None
    contact_fatigue: ContactFatigueSettings = ContactFatigueSettings()
    lever_effects: LeverEffects = LeverEffects()

    @property
    def period_days(self) -> float:
        """The length of one period in days."""
        return PERIOD_DAYS[self.period]

    @property
    def laws_off(self) -> frozenset[str]:
        """The names of the laws that do not act in this world."""
        optional = frozenset(get_args(OptionalLaw)) - frozenset(self.switched_on)
        sections = {"word_of_mouth": self.network, "price_premium": self.price_premium}
        without_section = (law for law, section in sections.items() if section is None)
        return frozenset((*self.switched_off, *without_section)) | optional

    @property
    def reward_rate(self) -> float:
        """What members are given, as a share of what they pay: at once, or in points."""
        return (self.reward_points or self.levers).reward_rate

    @property
    def price(self) -> float:
        """What the firm asks, as a share of what is usual."""
        return 1.0 + self.price_premium.premium if self.price_premium else 1.0

    @property
    def margin(self) -> float:
        """The margin of what the firm asks: a premium costs nothing to make."""
        return (self.economics.margin + (self.price - 1.0)) / self.price

    @property
    def dimension_weights(self) -> dict[str, float]:
        """How much each dimension counts, by its name: the dimensions of this world."""
        weights = self.satisfaction.weights
        return dict(zip(weights.dimensions, weights.values(), strict=True))

    @property
    def _all_are_of_the_network(self) -> bool:
        """Whether nobody can enter who is not one of so many people."""
        elsewhere = self.acquisition.newcomers_per_month_per_1000 or self.acquisition.channels
        return self.network is not None and not elsewhere

    @model_validator(mode="after")
    def _referral_stays_below_the_leak(self) -> "Scenario":
        """Refuse worlds whose customers bring more than they lose, unless arrivals or people have a limit."""
        if self._all_are_of_the_network:
            return self
        brought = (self.referral.talk_per_month + self.referral.talk_per_squared_satisfaction) * (
            1.5
            * (self.referral.referrals_per_positive_talk + self.referral.recommendations_per_positive_talk)
        )
        if brought >= 1.0:
            raise ValueError(
                f"referral brings up to {brought:.2f} customers per customer and month: the world explodes"
            )
        both_act = not {"referral", "defection"} & self.laws_off
        if both_act and not self.acquisition.most_introductions_per_month_per_1000:
            rates = rates_of(self)
            if rates.brought >= rates.lost:
                raise ValueError(
                    f"a cohort brings {rates.brought:.2f} and loses {rates.lost:.2f} each in five years:"
                    " the world grows without end; let fewer talks bring somebody, or set"
                    " acquisition.most_introductions_per_month_per_1000"
                )
        return self

    @model_validator(mode="after")
    def _points_outlive_a_period(self) -> "Scenario":
        """Refuse points that expire before anybody could redeem them."""
        if self.reward_points:
            days = self.reward_points.idle_months_to_expiry * DAYS_PER_MONTH
            if days < self.period_days:
                raise ValueError(
                    f"reward_points.idle_months_to_expiry is {days:.3g} days, and a period has"
                    f" {self.period_days:.3g}: points expire before they can be redeemed"
                    f"; give at least {self.period_days / DAYS_PER_MONTH:.3g} months"
                )
        return self

    @model_validator(mode="after")
    def _every_skill_has_an_agent(self) -> "Scenario":
        """Refuse desks with so few agents that a skill is left without any when the world begins."""
        agents = self.desk.agents(self.founders.customers)
        for skill, count in zip(self.desk.skills, agents_of(self.desk.skills, agents), strict=True):
            if not count:
                raise ValueError(
                    f"the skill {skill.name!r} of the desk has no agent: {skill.share_of_agents:.0%}"
                    f" of {agents} are none; raise desk.agents_per_1000 or its share_of_agents"
                )
        return self
