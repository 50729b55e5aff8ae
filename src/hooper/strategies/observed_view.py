"""What a strategy sees at a review: one row a known customer, from observations only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.named_entry import named_entry
from hooper.history.customer_summary import CustomerSummary
from hooper.strategies.estimates import Estimates
from hooper.strategies.true_state import TrueState, hidden

Column = Callable[[], NDArray[np.float64]]


@dataclass(frozen=True)
class KnownCustomers:
    """The customers that a firm knows, a row each; every array has shape `(n_customers,)`.

    `summary` holds recency, frequency and spend in the same row order; `service_cases`, `contacts` and
    `enrolled` are counted since each customer entered. Under contracts `ended_days` is the day on which one
    ended, not a number while it runs, and `reason_told` the number of the reason
    (`hooper.mechanisms.defection.CAUSES`) that was told, -1 if none was; without contracts nobody can see it.
    `further` columns are those that not every world has; they are put together when they are asked for.
    """

    summary: CustomerSummary
    service_cases: NDArray[np.int64]
    contacts: NDArray[np.int64]
    enrolled: NDArray[np.float64]
    ended_days: NDArray[np.float64]
    reason_told: NDArray[np.int64]
    further: Mapping[str, Column] = field(default_factory=dict[str, Column])


@dataclass(frozen=True)
class ObservedView:
    """The firm at the review date, and its known customers, who are summarised when they are looked at.

    `look` summarises them, which takes time in a large world, and many strategies never ask. It answers
    while the review is held; what was looked at then may be kept. `mean_wait_days` is the mean wait at
    the service desk in the last period, `abandoned_share` the share of its callers that gave up.
    `look_behind` shows the truth to a strategy that declares that it sees it, and refuses all others.
    `memory` is what a strategy that `RemembersReviews` wrote down at its last review, nothing at the first.
    """

    look: Callable[[], KnownCustomers]
    revenue_since_last_review: float
    mean_wait_days: float
    abandoned_share: float
    look_behind: Callable[[], TrueState] = hidden
    memory: Mapping[str, NDArray[Any]] = field(default_factory=dict[str, NDArray[Any]])

    @cached_property
    def known(self) -> KnownCustomers:
        """The known customers, a row each."""
        return self.look()

    @property
    def summary(self) -> CustomerSummary:
        """Recency, frequency and spend of each customer."""
        return self.known.summary

    @property
    def service_cases(self) -> NDArray[np.int64]:
        """The service cases of each customer so far."""
        return self.known.service_cases

    @property
    def contacts(self) -> NDArray[np.int64]:
        """How often each customer was contacted so far."""
        return self.known.contacts

    @property
    def enrolled(self) -> NDArray[np.float64]:
        """1 for the members of the loyalty programme, 0 for the others."""
        return self.known.enrolled

    @property
    def ended_days(self) -> NDArray[np.float64]:
        """The day on which each contract ended; not a number while it runs, or without contracts."""
        return self.known.ended_days

    @property
    def reason_told(self) -> NDArray[np.int64]:
        """The number of the reason that each told for ending a contract, -1 if none was told."""
        return self.known.reason_told

    def column(self, name: str) -> NDArray[np.float64]:
        """Return a further column, shape `(n,)`: `channel`, `open_cases`, `categories`, `points`, and so on.

        A last answer to a survey is `answer.ITEM`, what is known of who customers are `profile.TRAIT`, a
        category by its number. Raises `InputError` with the nearest names if this world has no such column.
        """
        return named_entry("column of the view", name, self.known.further)()

    @cached_property
    def truth(self) -> TrueState:
        """The latent state of each customer, for strategies that declare `sees_truth`; refused to others."""
        return self.look_behind()

    @cached_property
    def estimates(self) -> Estimates:
        """Estimators fitted to what is known so far; each is fitted once, when it is asked for."""
        return Estimates(self.summary)
