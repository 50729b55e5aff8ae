"""The relationship ladder: how far customers have climbed, from knowing the firm to recommending it.

    aware         the last purchase is longer ago than a current customer's: she knows the firm, and no more
    first time    current, with one purchase
    returning     current, with more than one
    loyal         current, with as many as a loyal customer has
    recommending  current, and has brought or referred somebody, however often she buys

Records begin with the first purchase, so that nobody is on them who knows the firm and has never bought.
The rungs are fixed by counts and not by ranks: everybody can climb. Where the log knows of no referrals
nobody is seen to recommend, and the reason tells. A customer at a limit is current, or loyal.
Sources: Christopher, Payne and Ballantyne (1991), Relationship marketing, for the ladder; a collection on
customer relationship models, for aware, loyal, recommending; the limits are assumed.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from hooper.foundation.settings import Positive, Settings, assumed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, days_since_last, purchases, segments_of

NAME = "relationship_ladder"
LABELS = ("aware", "first time", "returning", "loyal", "recommending")
_AWARE, _FIRST_TIME, _RETURNING, _LOYAL, _RECOMMENDING = range(len(LABELS))


class LadderSettings(Settings):
    """A customer is current for so many days after a purchase, and loyal from so many purchases on."""

    current_days: Positive = assumed(365.0, low=90.0, high=730.0, source="assumed: a year")
    loyal_purchases: Annotated[int, Field(ge=3)] = 5


def assign(records: CustomerRecords, settings: LadderSettings) -> Segments:
    """Assign every customer to the rung that she has reached."""
    silent, bought = days_since_last(records.summary), purchases(records.summary)
    knows_of_referrals = records.has_table("referrals")
    recommends = np.zeros(records.n_customers, np.bool_)
    if knows_of_referrals:
        recommends[records.place(records.table("referrals"))] = True
    rung = np.where(bought > 1, _RETURNING, _FIRST_TIME)
    rung[bought >= settings.loyal_purchases] = _LOYAL
    rung[recommends] = _RECOMMENDING
    rung[silent > settings.current_days] = _AWARE
    cuts = {
        "days_since_last": (settings.current_days,),
        "purchases": (1.0, float(settings.loyal_purchases - 1)),
    }
    segments = segments_of(NAME, LABELS, rung, records, (silent, bought, recommends), cuts)
    return segments if knows_of_referrals else segments.noting("the log knows of no referrals")
