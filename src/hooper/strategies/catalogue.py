"""The strategies that come with the package. A new one is one file and one line here."""

from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.strategies.closed_loop import ClosedLoop
from hooper.strategies.customer_oriented_marketing import CustomerOrientedMarketing
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.lv_matched import LvMatched
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.mass_marketing import MassMarketing
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.one_to_one_marketing import OneToOneMarketing
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from hooper.strategies.stage_matched import StageMatched
from hooper.strategies.target_marketing import TargetMarketing
from hooper.strategies.uplift_targeted_offer import UpliftTargetedOffer
from hooper.strategies.value_targeted_offer import ValueTargetedOffer
from hooper.strategies.win_back_offer import WinBackOffer

STRATEGIES: Final = (
    NoIntervention,
    MassDiscount,
    RandomOffer,
    RiskTargetedOffer,
    MoreServiceCapacity,
    LoyaltyProgramme,
    WinBackOffer,
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
