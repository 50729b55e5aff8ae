"""An experiment with offers as the firm has it in its log: who was known, who got the offer, what they did.

Everything is from the observed side of a history. The features are those of the moment before the offer, and
the outcomes those of the weeks after it, so that nothing that the offer brought about can explain it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import CONTACTS, Observed
from hooper.segmentation.segments import days_since_last
from hooper.targeting.features_at_review import FeaturesAtReview, features_at_review

# The number of the lever in the table of contacts (`hooper.strategies.actions.OFFER`).
OFFER: Final = 0
OUTCOMES: Final = ("spend", "orders", "there")
_ROUNDING_DAYS: Final = 1e-6


@dataclass(frozen=True)
class Experiment:
    """The n customers known at a review, by id: their features then, whom the firm treated, and outcomes.

    `treated` has the shape `(n,)`, and so has every outcome: `spend` (currency units) and `orders` from the
    review on for `horizon_days`, and where only active customers are in the experiment `there`: 1 for whoever
    was as active at the end of it. `left_out` counts offers to customers who are not in the experiment.
    """

    features: FeaturesAtReview
    treated: NDArray[np.bool_]
    outcomes: Mapping[str, NDArray[np.float64]]
    review_period: int
    review_days: float
    horizon_days: float
    left_out: int

    @property
    def customer_id(self) -> NDArray[np.uint64]:
        """The customers, in order."""
        return self.features.customer_id

    def outcome(self, name: str) -> NDArray[np.float64]:
        """Return an outcome, shape `(n,)`; raises `InputError` for one that this experiment has not."""
        if name not in self.outcomes:
            remedy = f"choose one of {', '.join(self.outcomes)}; `there` needs active_within_days"
            raise InputError([Fault("outcome", f"the experiment has no outcome '{name}'", remedy)])
        return self.outcomes[name]


def experiment_of(
    observed: Observed,
    period_days: float,
    review_period: int | None = None,
    horizon_weeks: float | None = None,
    active_within_days: float | None = None,
) -> Experiment:
    """Return the experiment of a review with offers, of a history whose periods have `period_days`.

    Without `review_period` it is the first review with offers; without `horizon_weeks` outcomes are counted
    up to the next review with offers, or to the end of the history. With `active_within_days` only those
    who bought in so many days before the review take part; under contracts, where everybody is billed every
    period, a period is the time within which whoever is there pays.

    Raises `InputError` if there were no offers, if the outcomes would lie beyond the history, or if nobody
    or everybody of those who take part was treated.
    """
    offers = _offers(observed)
    period = _review(offers, review_period)
    _require_whole_periods(observed, period_days)
    review_days = period * period_days
    horizon_days = _horizon(observed, offers["period"].to_numpy(), period, period_days, horizon_weeks)
    summary = _taking_part(summarise(observed, review_days), active_within_days)
    offered = np.unique(offers["customer_id"].to_numpy()[offers["period"].to_numpy() == period])
    treated = np.isin(summary.customer_id, offered)
    _require_two_arms(treated, period)
    return Experiment(
        features=features_at_review(observed, summary, period, period_days),
        treated=treated,
        outcomes=_outcomes(observed, summary, horizon_days, active_within_days),
        review_period=period,
        review_days=review_days,
        horizon_days=horizon_days,
        left_out=int(offered.size - treated.sum()),
    )


def _offers(observed: Observed) -> pa.Table:
    contacts = observed.others.get("contacts", CONTACTS.empty_table())
    return contacts.filter(pa.array(contacts["lever"].to_numpy() == OFFER))


def _review(offers: pa.Table, wanted: int | None) -> int:
    """Return the review that is asked for, or the first one with offers."""
    reviews = np.unique(offers["period"].to_numpy()).tolist()
    if not reviews:
        remedy = "live it with a strategy that makes offers: hooper simulate --strategy random_offer"
        raise InputError([Fault("contacts", "no offer was made in this history", remedy)])
    if wanted is None:
        return int(reviews[0])
    if wanted not in reviews:
        some = ", ".join(map(str, reviews[:8]))
        problem = f"no offer was made in period {wanted}"
        raise InputError([Fault("review", problem, f"choose a period with offers: {some}")])
    return wanted


def _require_whole_periods(observed: Observed, period_days: float) -> None:
    periods = observed.end_days / period_days
    if abs(periods - round(periods)) * period_days > _ROUNDING_DAYS:
        problem = f"{observed.end_days:g} days are no whole number of periods of {period_days:g} days"
        raise InputError([Fault("period", problem, "give the period in which the history was lived")])


def _horizon(
    observed: Observed,
    offered_in: NDArray[np.int32],
    period: int,
    period_days: float,
    horizon_weeks: float | None,
) -> float:
    review_days = period * period_days
    if horizon_weeks is None:
        later = offered_in[offered_in > period]
        end = later.min() * period_days if later.size else observed.end_days
        return float(end - review_days)
    days = 7.0 * horizon_weeks
    if not 0.0 < days <= observed.end_days - review_days:
        most = (observed.end_days - review_days) / 7.0
        problem = f"{horizon_weeks:g} weeks after the review at day {review_days:g} are not in the history"
        raise InputError([Fault("horizon", problem, f"choose weeks above 0, up to {most:g}")])
    return days


def _taking_part(summary: CustomerSummary, active_within_days: float | None) -> CustomerSummary:
    if active_within_days is None:
        return summary
    return summary.take(np.flatnonzero(days_since_last(summary) < active_within_days))


def _require_two_arms(treated: NDArray[np.bool_], period: int) -> None:
    if treated.all() or not treated.any():
        problem = f"of the {treated.size} customers who take part, {treated.sum()} got an offer"
        remedy = "treat some and not others: --strategy random_offer, with money for some of them"
        raise InputError([Fault(f"review of period {period}", problem, remedy)])


def _outcomes(
    observed: Observed, summary: CustomerSummary, horizon_days: float, active_within_days: float | None
) -> dict[str, NDArray[np.float64]]:
    since, ids = summary.cut_days, summary.customer_id
    days = observed.column("time_days")
    place = np.minimum(np.searchsorted(ids, observed.column("customer_id")), max(ids.size - 1, 0))
    of_them = ids[place] == observed.column("customer_id")
    counted = of_them & (days > since) & (days <= since + horizon_days)
    spend = np.bincount(place[counted], observed.column("amount")[counted], ids.size)
    orders = np.bincount(place[counted], minlength=ids.size).astype(np.float64)
    outcomes = {"spend": spend, "orders": orders}
    if active_within_days is not None:
        late = counted & (days > since + horizon_days - active_within_days + _ROUNDING_DAYS)
        outcomes["there"] = (np.bincount(place[late], minlength=ids.size) > 0).astype(np.float64)
    return outcomes
