"""The order in which a newcomer enters, and in which a customer lives one period."""

from typing import Final

from hooper.mechanisms.defection import defection
from hooper.mechanisms.entry import buyer, character, response
from hooper.mechanisms.expectation import expectation
from hooper.mechanisms.experience import experience
from hooper.mechanisms.failure import failure
from hooper.mechanisms.law import Law
from hooper.mechanisms.loyalty import loyalty
from hooper.mechanisms.persuasion import persuasion
from hooper.mechanisms.purchase import purchase
from hooper.mechanisms.referral import referral
from hooper.mechanisms.renewal import renewal
from hooper.mechanisms.satisfaction import satisfaction
from hooper.mechanisms.stages import stages

ENTRY_LAWS: Final[tuple[Law, ...]] = (buyer, character, response)

PERIOD_LAWS: Final[tuple[Law, ...]] = (
    experience,
    satisfaction,
    expectation,
    loyalty,
    persuasion,
    purchase,
    renewal,
    defection,
    failure,
    stages,
    referral,
)

SIGNALS: Final = ("discount", "programme", "quality_change")
