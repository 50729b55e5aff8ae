"""A world that was lived to its horizon: what a firm sees at the cut, and what comes of its customers."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LivedWorld:
    """The question that estimators are asked, and the truth about its customers, in their order, `(n,)`.

    `expected` is what each customer's future is worth on average, given all that the world knows of them at
    the cut; `realised` is what one such future brought, with its luck. `error_of_expected` is the standard
    error of `expected` where it is a mean over futures, and zero where it is exact.
    """

    question: ValueQuestion
    expected: Floats
    realised: Floats
    error_of_expected: Floats


def lived_world(question: ValueQuestion, futures: Floats, realised: Floats) -> LivedWorld:
    """Return a world whose customers' `futures`, shape `(n_futures, n)`, are drawn, or one that is exact.

    >>> from hooper.history.observed import TRANSACTIONS, Observed
    >>> asked = ValueQuestion(Observed(TRANSACTIONS.empty_table(), 0.0), 0.0, 364.0, 0.3, 0.1)
    >>> lived = lived_world(asked, np.array([[1.0], [3.0]]), np.array([5.0]))
    >>> lived.expected.tolist(), lived.error_of_expected.tolist()
    ([2.0], [1.0])
    """
    n_futures = futures.shape[0]
    error = futures.std(axis=0, ddof=1) / np.sqrt(n_futures) if n_futures > 1 else np.zeros(futures.shape[1])
    return LivedWorld(question, futures.mean(axis=0), realised, error)


class WorldToScore(Protocol):
    """A world in which estimators are scored."""

    @property
    def name(self) -> str:
        """The name of the world."""
        ...

    @property
    def kind(self) -> str:
        """How it comes about: `reduced form` or `structural`."""
        ...

    def live(self, seed: int) -> LivedWorld:
        """Live the world on chance of its own; same seed, same world."""
        ...


def realised_value(question: ValueQuestion) -> Floats:
    """Return the discounted margin of what each customer of the question did buy up to the horizon, `(n,)`.

    The log of the question goes on to the horizon, which estimators do not see. Weeks are discounted from
    their middle.
    """
    observed, known = question.observed, question.summary.customer_id
    ids, days = observed.column("customer_id"), observed.column("time_days") - question.cut_days
    place = np.minimum(np.searchsorted(known, ids), known.size - 1)
    counted = (days > 0.0) & (days <= question.horizon_days) & (known[place] == ids)
    middle = (np.floor(days[counted] / DAYS_PER_WEEK) + 0.5) * DAYS_PER_WEEK
    worth = question.margin * observed.column("amount")[counted] * question.discount(middle)
    return np.bincount(place[counted], worth, known.size).astype(np.float64)
