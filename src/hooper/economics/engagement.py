"""Engagement as a firm can see it: what customers do beyond buying, and how many kinds of it, beside buying.

There are four kinds beyond buying: to refer others, to answer questionnaires, to come to the service desk,
and to be enrolled in the programme. Breadth is how many of them a customer has shown; frequency is how often
a month she has referred, answered or called. The index is the mean of the percentile ranks of breadth, of
frequency, and of orders a month. Whoever was never asked could not answer, and whom no strategy has enrolled
is not enrolled: `questionnaires_asked` stands beside, so that customers can be compared with those who had
the same occasions.
Sources: Van Doorn, Lemon, Mittal, Nass, Pick, Pirner and Verhoef (2010), Customer engagement behavior,
Journal of Service Research 13(3), for behaviour beyond purchase; Kumar, Aksoy, Donkers, Venkatesan, Wiesel
and Tillmanns (2010), Undervalued or overvalued customers, in the same issue, for buying, referring, and
feedback as parts.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.observed_activity import ObservedActivity
from hooper.foundation.mean_ranks import percentile_ranks

BEYOND_BUYING: Final = ("referrals", "questionnaires_answered", "service_cases", "enrolled")
# The number of the lever in the table of contacts.
ENROLMENT_LEVER: Final = 1


@dataclass(frozen=True)
class Engagement:
    """What n customers have done, by id; all have the shape `(n,)`. Counts are of the whole time observed."""

    customer_id: NDArray[np.uint64]
    months_known: NDArray[np.float64]
    orders: NDArray[np.int64]
    referrals: NDArray[np.int64]
    questionnaires_asked: NDArray[np.int64]
    questionnaires_answered: NDArray[np.int64]
    service_cases: NDArray[np.int64]
    enrolled: NDArray[np.bool_]

    @classmethod
    def of(cls, activity: ObservedActivity) -> Self:
        """Return the engagement of everybody who has ordered anything.

        >>> from hooper.engine.simulate import simulate
        >>> from hooper.scenario import presets
        >>> world = presets.load("retail", ["founders.customers=200"])
        >>> seen = ObservedActivity.of(simulate(world, 26).history.observed, world.period_days)
        >>> round(float(Engagement.of(seen).index.mean()), 9)
        0.5
        """
        asked, answered = activity.questionnaires()
        orders, referrals, cases = (
            activity.count(activity.table(name)) for name in ("transactions", "referrals", "service_cases")
        )
        return cls(
            activity.customer_id,
            activity.months_known,
            orders,
            referrals,
            asked,
            answered,
            cases,
            _enrolled(activity),
        )

    @cached_property
    def breadth(self) -> NDArray[np.int64]:
        """How many of the four kinds beyond buying each customer has shown."""
        return np.sum([getattr(self, kind) > 0 for kind in BEYOND_BUYING], axis=0)

    @cached_property
    def actions_per_month(self) -> NDArray[np.float64]:
        """How often a month each customer has referred, answered or called."""
        return (self.referrals + self.questionnaires_answered + self.service_cases) / self.months_known

    @cached_property
    def index(self) -> NDArray[np.float64]:
        """The mean of the percentile ranks of breadth, frequency and orders a month; 0.5 on average."""
        signs = (self.breadth, self.actions_per_month, self.orders / self.months_known)
        return np.mean([percentile_ranks(sign) for sign in signs], axis=0)

    def table(self) -> pa.Table:
        """Return a row a customer: the id, the counts, breadth, frequency, and the index."""
        columns = {name: getattr(self, name) for name in self.__dataclass_fields__}
        derived = ("breadth", "actions_per_month", "index")
        return pa.table({**columns, **{name: getattr(self, name) for name in derived}})


def _enrolled(activity: ObservedActivity) -> NDArray[np.bool_]:
    """Return who is enrolled, whenever that was."""
    contacts = activity.observed.others.get("contacts")
    if contacts is None:
        return np.zeros(activity.customer_id.size, np.bool_)
    enrolments = contacts["customer_id"].to_numpy()[contacts["lever"].to_numpy() == ENROLMENT_LEVER]
    return np.isin(activity.customer_id, enrolments)
