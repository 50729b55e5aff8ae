"""The order in which a newcomer enters, and in which a customer lives one period; what holds outside."""

from typing import Final

from hooper.mechanisms.accumulated_experience import accumulated_experience
from hooper.mechanisms.competition import competition
from hooper.mechanisms.contact_fatigue import contact_fatigue
from hooper.mechanisms.cost_to_serve import cost_to_serve, serving_factor
from hooper.mechanisms.cross_buying import cross_buying
from hooper.mechanisms.defection import defection
from hooper.mechanisms.desires import desires
from hooper.mechanisms.emotional_loyalty import attachment, emotional_loyalty
from hooper.mechanisms.encounters import encounters
from hooper.mechanisms.entry import buyer, character, response
from hooper.mechanisms.expectation import expectation
from hooper.mechanisms.experience import experience
from hooper.mechanisms.failure import failure
from hooper.mechanisms.holes import holes
from hooper.mechanisms.income_growth import income_growth
from hooper.mechanisms.knowledge import knowledge
from hooper.mechanisms.law import Law
from hooper.mechanisms.life_events import life_events
from hooper.mechanisms.loyalty import loyalty
from hooper.mechanisms.market_segment import market_segment
from hooper.mechanisms.memory import memory
from hooper.mechanisms.persuasion import persuasion
from hooper.mechanisms.points_pressure import points_pressure
from hooper.mechanisms.price_premium import price_premium
from hooper.mechanisms.price_sensitivity import price_sensitivity
from hooper.mechanisms.prospects import prospects
from hooper.mechanisms.purchase import purchase
from hooper.mechanisms.rate_drift import rate_drift
from hooper.mechanisms.recovery import recovery
from hooper.mechanisms.recovery_glow import recovery_glow
from hooper.mechanisms.reference_price import reference_price
from hooper.mechanisms.referral import referral
from hooper.mechanisms.renewal import renewal
from hooper.mechanisms.satiation import satiation
from hooper.mechanisms.satisfaction import satisfaction
from hooper.mechanisms.second_lifetime import second_lifetime
from hooper.mechanisms.settlement import settlement
from hooper.mechanisms.share_of_wallet import share_of_wallet
from hooper.mechanisms.stages import stages
from hooper.mechanisms.standard import first_standard, standard
from hooper.mechanisms.switching_cost import switching_cost
from hooper.mechanisms.win_back import win_back
from hooper.mechanisms.word_of_mouth import word_of_mouth

ENTRY_LAWS: Final[tuple[Law, ...]] = (
    buyer,
    character,
    first_standard,
    attachment,
    response,
    price_sensitivity,
    serving_factor,
    market_segment,
)

PERIOD_LAWS: Final[tuple[Law, ...]] = (
    recovery,
    experience,
    accumulated_experience,
    desires,
    satisfaction,
    recovery_glow,
    expectation,
    standard,
    memory,
    emotional_loyalty,
    competition,
    loyalty,
    persuasion,
    contact_fatigue,
    word_of_mouth,
    knowledge,
    rate_drift,
    life_events,
    income_growth,
    reference_price,
    price_premium,
    cross_buying,
    share_of_wallet,
    points_pressure,
    purchase,
    satiation,
    renewal,
    cost_to_serve,
    switching_cost,
    holes,
    defection,
    failure,
    encounters,
    stages,
    referral,
)

LAWS_OUTSIDE: Final[tuple[Law, ...]] = (prospects, win_back, settlement, second_lifetime)

ALL_LAWS: Final = (*ENTRY_LAWS, *PERIOD_LAWS, *LAWS_OUTSIDE)

MARKET_SIGNALS: Final = (
    *("price_gap", "rivals_quality_change", "rivals_value", "demand_change"),
    *(f"competition_change_in_{place}" for place in ("first", "second", "third", "fourth")),
)

SIGNALS: Final = (
    *("discount", "programme", "quality_change", "staff_change", "mistakes"),
    *("premium", "wider_choice", "referral_pull"),
    *MARKET_SIGNALS,
)
