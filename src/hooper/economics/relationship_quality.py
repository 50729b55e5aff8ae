"""Relationship quality as a firm can see it: interaction, trust and satisfaction, and an index of the three.

Interaction is how often firm and customer deal with each other beyond orders: visits by a rep, cases that
were served at the desk, and questionnaires that were answered, a month. Trust has two signs, of which the
mean of the percentile ranks is taken, or that of the one that is known: answers to the four items of the
bond, and the share of voiced failures after which the customer has ordered again within three months (of
those that old). Satisfaction is the mean of the answers to the items of satisfaction, all told and by
dimension. Nobody is given an answer that she has not given: what is not known is nan, and so is the index of
whoever lacks one of the three. Those who answer differ from those who do not, so that means over the known
are not those of all.
Sources: Garbarino and Johnson (1999), The different roles of satisfaction, trust, and commitment in customer
relationships, Journal of Marketing 63(2), for three that are not one; Palmatier, Dant, Grewal and Evans
(2006), Factors influencing the effectiveness of relationship marketing: a meta-analysis, Journal of
Marketing 70(4), for relationship quality as a composite, and interaction among what it comes from.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.observed_activity import ObservedActivity, mean_of
from hooper.foundation.mean_ranks import percentile_ranks
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.survey_items import OF_QUESTION

DAYS_TO_ORDER_AGAIN: Final = 3.0 * DAYS_PER_MONTH


@dataclass(frozen=True)
class RelationshipQuality:
    """The signs of relationship quality of n customers, by id; all have the shape `(n,)`.

    `interactions_per_month`; `bond` and `satisfaction` on the scale of the survey, from 1 on, nan without an
    answer; `forgiven_share` in [0, 1], nan without a failure that was voiced three months ago or earlier;
    `questionnaires_asked` and `questionnaires_answered` say what is known of whom.
    """

    customer_id: NDArray[np.uint64]
    interactions_per_month: NDArray[np.float64]
    bond: NDArray[np.float64]
    forgiven_share: NDArray[np.float64]
    satisfaction: NDArray[np.float64]
    questionnaires_asked: NDArray[np.int64]
    questionnaires_answered: NDArray[np.int64]

    @classmethod
    def of(cls, activity: ObservedActivity) -> Self:
        """Return the signs of everybody who has ordered anything.

        >>> from hooper.engine.simulate import simulate
        >>> from hooper.scenario import presets
        >>> world = presets.load("default", ["founders.customers=200", "surveys.sample_share=1.0"])
        >>> seen = ObservedActivity.of(simulate(world, 12).history.observed, world.period_days)
        >>> quality = RelationshipQuality.of(seen)
        >>> bool(np.isnan(quality.satisfaction[quality.questionnaires_answered == 0]).all())
        True
        """
        asked, answered = activity.questionnaires()
        return cls(
            activity.customer_id,
            (activity.count(activity.table("visits")) + _served(activity) + answered) / activity.months_known,
            activity.mean_answer(OF_QUESTION["emotional_loyalty"]),
            _forgiven_share(activity),
            activity.mean_answer((*OF_QUESTION["satisfaction"], *OF_QUESTION["dimensions"])),
            asked,
            answered,
        )

    @cached_property
    def trust(self) -> NDArray[np.float64]:
        """The mean of the percentile ranks of the signs of trust that are known, in [0, 1], else nan."""
        signs = np.array([percentile_ranks(self.bond), percentile_ranks(self.forgiven_share)])
        known = np.isfinite(signs)
        return mean_of(np.where(known, signs, 0.0).sum(axis=0), known.sum(axis=0))

    @cached_property
    def index(self) -> NDArray[np.float64]:
        """The mean of the percentile ranks of interaction, trust and satisfaction, nan where one is unknown.

        Ranks are among those of whom all three are known, so that their mean is 0.5.
        """
        signs = np.array([self.interactions_per_month, self.trust, self.satisfaction])
        known = np.isfinite(signs).all(axis=0)
        index = np.full(known.size, np.nan)
        index[known] = np.mean([percentile_ranks(sign[known]) for sign in signs], axis=0)
        return index

    def table(self) -> pa.Table:
        """Return a row a customer: the id, the signs, trust, and the index."""
        columns = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return pa.table({**columns, "trust": self.trust, "index": self.index})


def _served(activity: ObservedActivity) -> NDArray[np.int64]:
    cases = activity.table("service_cases")
    return activity.count(cases.filter(pa.array(~cases["abandoned"].to_numpy())))


def _forgiven_share(activity: ObservedActivity) -> NDArray[np.float64]:
    """Return the share of the cases that are old enough after which an order came in time."""
    cases = activity.table("service_cases")
    latest = activity.observed.end_days - DAYS_TO_ORDER_AGAIN
    old = cases.filter(pa.array(cases["time_days"].to_numpy() <= latest))
    place, when = activity.place(old), old["time_days"].to_numpy()
    again = _next_order(activity, place, when) - when <= DAYS_TO_ORDER_AGAIN
    number = activity.count(old)
    return mean_of(np.bincount(place, again, number.size), number)


def _next_order(
    activity: ObservedActivity, place: NDArray[np.int64], when: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the day of the first order of a customer after a moment, infinity without one."""
    orders, nobody = activity.table("transactions"), activity.customer_id.size
    buyer = np.append(activity.place(orders), nobody)
    day = np.append(orders["time_days"].to_numpy(), np.inf)
    longer = activity.observed.end_days + 1.0  # than any day: customers are apart, each by time
    later = np.searchsorted(buyer[:-1] * longer + day[:-1], place * longer + when, side="right")
    return np.where(buyer[later] == place, day[later], np.inf)
