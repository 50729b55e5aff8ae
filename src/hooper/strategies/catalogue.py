"""The strategies that come with the package. A new one is one file and one line here."""

from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.strategies.acquisition_only import AcquisitionOnly
from hooper.strategies.acquisition_retention_split import AcquisitionRetentionSplit
from hooper.strategies.closed_loop import ClosedLoop
from hooper.strategies.cross_selling import CrossSelling
from hooper.strategies.customer_care import CustomerCare
from hooper.strategies.customer_oriented_marketing import CustomerOrientedMarketing
from hooper.strategies.frequent_contact import FrequentContact
from hooper.strategies.key_account_management import KeyAccountManagement
from hooper.strategies.let_go_below_zero import LetGoBelowZero
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.lv_matched import LvMatched
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.mass_marketing import MassMarketing
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.onboarding import Onboarding
from hooper.strategies.one_to_one_marketing import OneToOneMarketing
from hooper.strategies.oracle_offer import OracleOffer
from hooper.strategies.personal_bonds import PersonalBonds
from hooper.strategies.premium_pricing import PremiumPricing
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.recovery_excellence import RecoveryExcellence
from hooper.strategies.referral_reward import ReferralReward
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from hooper.strategies.service_quality import ServiceQuality
from hooper.strategies.staff_training import StaffTraining
from hooper.strategies.stage_matched import StageMatched
from hooper.strategies.structural_bonds import StructuralBonds
from hooper.strategies.target_marketing import TargetMarketing
from hooper.strategies.uplift_targeted_offer import UpliftTargetedOffer
from hooper.strategies.value_targeted_offer import ValueTargetedOffer
from hooper.strategies.wider_assortment import WiderAssortment
from hooper.strategies.win_back_offer import WinBackOffer

STRATEGIES: Final = (
    NoIntervention,
    MassDiscount,
    RandomOffer,
    RiskTargetedOffer,
    MoreServiceCapacity,
    LoyaltyProgramme,
    WinBackOffer,
    OracleOffer,
    PersonalBonds,
    StructuralBonds,
    FrequentContact,
    CustomerCare,
    KeyAccountManagement,
    Onboarding,
    CrossSelling,
    StaffTraining,
    ServiceQuality,
    WiderAssortment,
    RecoveryExcellence,
    ReferralReward,
    PremiumPricing,
    AcquisitionOnly,
    AcquisitionRetentionSplit,
    LetGoBelowZero,
    MassMarketing,
    TargetMarketing,
    OneToOneMarketing,
    CustomerOrientedMarketing,
    UpliftTargetedOffer,
    ValueTargetedOffer,
    LvMatched,
    StageMatched,
    ClosedLoop,
)
StrategyType = type[
    NoIntervention
    | MassDiscount
    | RandomOffer
    | RiskTargetedOffer
    | MoreServiceCapacity
    | LoyaltyProgramme
    | WinBackOffer
    | OracleOffer
    | PersonalBonds
    | StructuralBonds
    | FrequentContact
    | CustomerCare
    | KeyAccountManagement
    | Onboarding
    | CrossSelling
    | StaffTraining
    | ServiceQuality
    | WiderAssortment
    | RecoveryExcellence
    | ReferralReward
    | PremiumPricing
    | AcquisitionOnly
    | AcquisitionRetentionSplit
    | LetGoBelowZero
    | MassMarketing
    | TargetMarketing
    | OneToOneMarketing
    | CustomerOrientedMarketing
    | UpliftTargetedOffer
    | ValueTargetedOffer
    | LvMatched
    | StageMatched
    | ClosedLoop
]


def names() -> tuple[str, ...]:
    """Return the names of all strategies, in the order of the catalogue."""
    return tuple(strategy.name for strategy in STRATEGIES)


def get(name: str) -> StrategyType:
    """Return the class of the strategy `name`; raises `InputError` with the nearest names."""
    return named_entry("strategy", name, {strategy.name: strategy for strategy in STRATEGIES})
