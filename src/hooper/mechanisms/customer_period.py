"""The order in which a newcomer enters, and in which a customer lives one period."""

from typing import Final

from hooper.mechanisms.accumulated_experience import accumulated_experience
from hooper.mechanisms.defection import defection
from hooper.mechanisms.desires import desires
from hooper.mechanisms.emotional_loyalty import attachment, emotional_loyalty
from hooper.mechanisms.entry import buyer, character, response
from hooper.mechanisms.expectation import expectation
from hooper.mechanisms.experience import experience
from hooper.mechanisms.failure import failure
from hooper.mechanisms.holes import holes
from hooper.mechanisms.knowledge import knowledge
from hooper.mechanisms.law import Law
from hooper.mechanisms.loyalty import loyalty
from hooper.mechanisms.memory import memory
from hooper.mechanisms.persuasion import persuasion
from hooper.mechanisms.purchase import purchase
from hooper.mechanisms.rate_drift import rate_drift
from hooper.mechanisms.referral import referral
from hooper.mechanisms.renewal import renewal
from hooper.mechanisms.satisfaction import satisfaction
from hooper.mechanisms.stages import stages
from hooper.mechanisms.standard import first_standard, standard

ENTRY_LAWS: Final[tuple[Law, ...]] = (buyer, character, first_standard, attachment, response)

PERIOD_LAWS: Final[tuple[Law, ...]] = (
    experience,
    accumulated_experience,
    desires,
    satisfaction,
    expectation,
    standard,
    memory,
    emotional_loyalty,
    loyalty,
    persuasion,
    knowledge,
    rate_drift,
    purchase,
    renewal,
    holes,
    defection,
    failure,
    stages,
    referral,
)

SIGNALS: Final = ("discount", "programme", "quality_change")
