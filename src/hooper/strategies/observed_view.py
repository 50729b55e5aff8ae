"""What a strategy sees at a review: one row a known customer, from observations only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.strategies.true_state import TrueState, hidden

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit


@dataclass(frozen=True)
class KnownCustomers:
    """The customers that a firm knows, a row each; every array has shape `(n_customers,)`.

    `summary` holds recency, frequency and spend in the same row order; `service_cases`, `contacts` and
    `enrolled` are counted since each customer entered. Under contracts `ended_days` is the day on which one
    ended, not a number while it runs, and `reason_told` the number of the reason
    (`hooper.mechanisms.defection.CAUSES`) that was told, -1 if none was; without contracts nobody can see it.
    """

    summary: CustomerSummary
    service_cases: NDArray[np.int64]
    contacts: NDArray[np.int64]
    enrolled: NDArray[np.float64]
    ended_days: NDArray[np.float64]
    reason_told: NDArray[np.int64]


@dataclass(frozen=True)
class ObservedView:
    """The firm at the review date, and its known customers, who are summarised when they are looked at.

    `look` summarises them, which takes time in a large world, and many strategies never ask. It answers
    while the review is held; what was looked at then may be kept. `mean_wait_days` is the mean wait at
    the service desk in the last period, `abandoned_share` the share of its callers that gave up.
    `look_behind` shows the truth to a strategy that declares that it sees it, and refuses all others.
    """

    look: Callable[[], KnownCustomers]
    revenue_since_last_review: float
    mean_wait_days: float
    abandoned_share: float
    look_behind: Callable[[], TrueState] = hidden

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

    @cached_property
    def truth(self) -> TrueState:
        """The latent state of each customer, for strategies that declare `sees_truth`; refused to others."""
        return self.look_behind()

    @cached_property
    def estimates(self) -> "Estimates":
        """Estimators fitted to what is known so far; each is fitted once, when it is asked for."""
        return Estimates(self.summary)


class Estimates:
    """Catalogue estimators on one view, cached."""

    def __init__(self, summary: CustomerSummary) -> None:
        self._summary = summary

    @cached_property
    def bg_nbd(self) -> "Fit":
        """The BG/NBD model of all known customers."""
        from hooper.lifetime_value import bg_nbd  # noqa: PLC0415  # brings SciPy, and few strategies ask

        return bg_nbd.fit(self._summary)

    @cached_property
    def probability_alive(self) -> NDArray[np.float64]:
        """P(alive) of each customer under BG/NBD (nan where the fit failed)."""
        from hooper.lifetime_value import bg_nbd  # noqa: PLC0415  # as above

        return bg_nbd.probability_alive(self.bg_nbd.parameters, self._summary)
