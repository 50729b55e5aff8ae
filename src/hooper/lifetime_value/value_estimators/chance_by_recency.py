"""Value by recency alone: the chance to buy in a month hangs on how many months ago the last purchase was.

The chain of Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2): `recency_migration`. A month
with a purchase is worth what such months have brought so far from the customer. Months are of four weeks, or
contracts.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.history.opportunities import summarise_opportunities
from hooper.history.repurchases import periods_to_repurchase
from hooper.lifetime_value import recency_migration
from hooper.lifetime_value.value_estimators.opportunities_taken import FOUR_WEEKS
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated, failure_of
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]

_MOST_MONTHS = 12


def value(question: ValueQuestion) -> ValueEstimate:
    """Fit the chances to the log of the question, and value its customers."""
    days = question.contract_days or FOUR_WEEKS
    waits = periods_to_repurchase(question.observed, days, question.cut_days)
    longest = int(waits.duration.max(initial=1.0))
    fit = recency_migration.fit(waits, min(_MOST_MONTHS, longest))
    if failure := failure_of(fit):
        return failure
    taken = summarise_opportunities(question.observed, days, question.cut_days)
    chances = np.nan_to_num(np.array(list(fit.parameters.values())))
    months = _discounted_months(chances, question.discounts(days))
    silent = np.minimum(taken.opportunities - taken.recency, chances.size)
    a_month = question.summary.total_spend / (taken.frequency + 1.0)
    return estimated(question.margin * a_month * months[silent], None, (fit,))


def _discounted_months(chances: Floats, discounts: Floats) -> Floats:
    """Return the expected discounted months with a purchase by months of silence; beyond all chances none.

    Backwards from the horizon: who has been silent for r months buys with the chance of r + 1.

    >>> _discounted_months(np.array([0.5, 0.0]), np.array([1.0, 1.0])).tolist()
    [0.75, 0.0, 0.0]
    """
    to_come = np.zeros(chances.size + 1)
    for discount in discounts[::-1]:
        buys = chances * (discount + to_come[0])
        to_come = np.append(buys + (1.0 - chances) * to_come[1:], 0.0)
    return to_come
