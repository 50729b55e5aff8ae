"""The named decisions that use chance: the fourth counter word of every draw.

A number is never used again for anything else, and a new decision takes a new number, so that it
never shifts the draws of the others. Numbers from `FIRST_OF_USERS` on are free for one's own laws.
"""

from typing import Final

EXPERIENCE_AND_PURCHASE: Final = 1
LEAVING_AND_MOVING: Final = 2
EXPERIENCE_SECOND_HALF: Final = 3
EXPERIENCE_LAST: Final = 4
BUYING_HABITS: Final = 5

ENTRY_RATE: Final = 16
ENTRY_RATE_SECOND_TRY: Final = 17
ENTRY_SPEND: Final = 18
ENTRY_SPEND_SECOND_TRY: Final = 19
ENTRY_CHARACTER: Final = 20
ENTRY_RESPONSE: Final = 21
ENTRY_FIT: Final = 22
ENTRY_FIT_SECOND_HALF: Final = 23
ENTRY_EXPECTATION: Final = 24
ENTRY_EXPECTATION_SECOND_HALF: Final = 25
ENTRY_ATTACHMENT: Final = 26
ENTRY_PRICE: Final = 27

SERVICE_CASE: Final = 32
REFERRED_ID: Final = 33
ACQUISITION_DAY: Final = 34
STRATEGY: Final = 35
PARAMETER_DRAW: Final = 36
WORD_OF_MOUTH_ID: Final = 37
RETURN: Final = 38
PROSPECT: Final = 39
SERVICE_QUEUE: Final = 40
INTRODUCTION: Final = 41
SETTLEMENT: Final = 42
ENTRY_SEGMENT: Final = 43
BRAND_CHOICE: Final = 44
TICKET: Final = 47
SELF_SERVICE: Final = 48
SKILL: Final = 49
CONTACT_CHANGE: Final = 50
LEAD: Final = 51
SURVEY: Final = 52
CONSENT: Final = 53
CREDIT_GRADE: Final = 57
BIRTHDAY: Final = 59
ADOPTION: Final = 60
PARTNER_LEAD: Final = 61
SAMPLING_DISTRIBUTION: Final = 64

REDUCED_FORM_TRAITS: Final = 80
REDUCED_FORM_PURCHASE: Final = 81
REDUCED_FORM_REGULARITY: Final = 82
REDUCED_FORM_STATE: Final = 83
REDUCED_FORM_OPPORTUNITY: Final = 84
REDUCED_FORM_MEAN_AMOUNT: Final = 85
REDUCED_FORM_AMOUNT: Final = 86
REDUCED_FORM_REFUND: Final = 87
REDUCED_FORM_CONTACT: Final = 96

SURVEY_ANSWER: Final = 256
CAMPAIGN: Final = 320
FULFILMENT: Final = 512
CREDIT_DEFAULT: Final = 768
RECORDING: Final = 896

ORDER: Final = 1024
TRIES_PER_ORDER: Final = 8

FIRST_OF_USERS: Final = 1_000_000
