"""Value by the BG/BB, with amounts by the Gamma-Gamma: a customer buys in a piece of time or does not.

Pieces are contracts where there are some, and otherwise four weeks. Purchases of one piece are one, so that
what is worth an amount is taken as often as customers on average buy in a piece with a purchase.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.history.opportunities import summarise_opportunities
from hooper.lifetime_value import bg_bb, bg_bb_future, gamma_gamma
from hooper.lifetime_value.value_estimators.spend_to_come import interval_of_spend
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated, failure_of
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

FOUR_WEEKS = 28.0


def value(question: ValueQuestion) -> ValueEstimate:
    """Fit both models to the log of the question, and value its customers."""
    days = question.contract_days or FOUR_WEEKS
    taken = summarise_opportunities(question.observed, days, question.cut_days)
    fit, of_spend = bg_bb.fit(taken), gamma_gamma.fit(question.summary)
    if failure := failure_of(fit, of_spend):
        return failure
    discounts = question.discounts(days)
    up_to = [
        bg_bb.conditional_expected_transactions(fit.parameters, taken, periods)
        for periods in range(discounts.size + 1)
    ]
    worth = question.margin * _purchases_in_one(taken.frequency, question.summary.frequency)
    amount = gamma_gamma.expected_spend(of_spend.parameters, question.summary)
    counts = bg_bb_future.purchase_count_probabilities(fit.parameters, taken, float(discounts.size))
    low, high = interval_of_spend(counts, of_spend.parameters, question.summary)
    of_one_life = worth * float(discounts.mean())
    return estimated(
        worth * amount * (np.diff(up_to, axis=0).T @ discounts),
        (of_one_life * low, of_one_life * high),
        (fit, of_spend),
    )


def _purchases_in_one(taken: NDArray[np.int64], purchases: NDArray[np.int64]) -> float:
    """Return how many repeat purchases there are on average for each opportunity taken."""
    return float(purchases.sum()) / max(1.0, float(taken.sum()))
