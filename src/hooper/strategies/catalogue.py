"""The strategies that come with the package. A new one is one file and one line here."""

from typing import Final

from hooper.foundation.named_entry import named_entry
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.oracle_offer import OracleOffer
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
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
]


def names() -> tuple[str, ...]:
    """Return the names of all strategies, in the order of the catalogue."""
    return tuple(strategy.name for strategy in STRATEGIES)


def get(name: str) -> StrategyType:
    """Return the class of the strategy `name`; raises `InputError` with the nearest names."""
    return named_entry("strategy", name, {strategy.name: strategy for strategy in STRATEGIES})
