"""Value by cells of recency, frequency and amount: what customers who once looked alike have brought since.

The log is cut once more, a horizon before the cut or half-way if it is not that long. Customers known then
are sorted into cells, by fifths of how lately they had bought and thirds of how often and of how much at a
time; what those of a cell brought up to the cut is what customers in it now are expected to bring. A firm
does this with a spreadsheet (Hughes 1994, Strategic Database Marketing).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed
from hooper.lifetime_value.value_estimators.spend_to_come import HIGH, LOW
from hooper.lifetime_value.value_estimators.value_estimate import ValueEstimate, estimated, no_estimate
from hooper.lifetime_value.value_estimators.value_question import ValueQuestion

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]

_CUTS = ((0.2, 0.4, 0.6, 0.8), (1 / 3, 2 / 3), (1 / 3, 2 / 3))
_CELLS_IN_A_FIFTH = 9
_FEWEST = 5  # customers who tell something: with fewer in a cell those of its fifth do, or else all together


def value(question: ValueQuestion) -> ValueEstimate:
    """Return the mean of what the earlier customers of each customer's cell brought, and 90 % of theirs."""
    earlier_days = question.cut_days - min(question.horizon_days, question.cut_days / 2.0)
    earlier = summarise(question.observed, earlier_days)
    if not earlier.n_customers:
        return no_estimate("failed", f"nobody had bought by day {earlier_days:g}")
    brought = _brought(question, earlier)
    scale = question.horizon_days / (question.cut_days - earlier_days)
    edges = [np.quantile(of, cuts) for of, cuts in zip(_measures(earlier), _CUTS, strict=True)]
    then, now = _cells(earlier, edges), _cells(question.summary, edges)
    told = np.array([_of_cell(brought, then, cell) for cell in range(_n_cells())])
    mean, low, high = scale * told[now].T
    return estimated(mean, (low, high))


def _of_cell(brought: Floats, then: Cells, cell: int) -> tuple[float, float, float]:
    """Return mean, 5 % and 95 % point of what a cell brought, or the fifth it is in if the cell is small."""
    in_fifth = then // _CELLS_IN_A_FIFTH == cell // _CELLS_IN_A_FIFTH
    for there in (then == cell, in_fifth):
        if np.count_nonzero(there) >= _FEWEST:
            brought = brought[there]
            break
    low, high = np.quantile(brought, (LOW, HIGH), method="inverted_cdf")
    return float(brought.mean()), float(low), float(high)


def _measures(summary: CustomerSummary) -> tuple[Floats, Floats, Floats]:
    silent = summary.age - summary.recency
    # How often in the time since entry: a count alone would say how long one has been there.
    rate = summary.frequency / np.maximum(summary.age, 1.0)
    return silent, rate, summary.total_spend / (summary.frequency + 1.0)


def _cells(summary: CustomerSummary, edges: list[Floats]) -> Cells:
    cell = np.zeros(summary.n_customers, dtype=np.int64)
    for measure, edge in zip(_measures(summary), edges, strict=True):
        cell = cell * (edge.size + 1) + np.searchsorted(edge, measure, side="left")
    return cell


def _n_cells() -> int:
    return int(np.prod([len(cuts) + 1 for cuts in _CUTS]))


def _brought(question: ValueQuestion, earlier: CustomerSummary) -> Floats:
    observed: Observed = question.observed
    days, ids = observed.column("time_days"), observed.column("customer_id")
    place = np.minimum(np.searchsorted(earlier.customer_id, ids), earlier.n_customers - 1)
    within = (days > earlier.cut_days) & (days <= question.cut_days) & (earlier.customer_id[place] == ids)
    middle = (np.floor((days[within] - earlier.cut_days) / DAYS_PER_WEEK) + 0.5) * DAYS_PER_WEEK
    worth = question.margin * observed.column("amount")[within] * question.discount(middle)
    return np.bincount(place[within], worth, earlier.n_customers).astype(np.float64)
